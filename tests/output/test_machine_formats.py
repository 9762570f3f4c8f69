"""The formats that CI servers read: well-formed, at the right place, and deaf to hostile text."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
import xmlschema

from taikou_cli.base.findings import CheckResult, Finding, Position, Severity
from taikou_cli.cli.main import run
from taikou_cli.output import github, gitlab, junit, markdown, rdjson, sarif

DEMO = Path(__file__).parents[2] / "examples/demo/data"
HOSTILE = 'a%0A::error::b, c:d]]><script>"x"</script> | **x** \x1b[31m\x00 👩\n::stop-commands::t'


def finding(text="題名が空です。", severity=Severity.ERROR, path="data/items/05.yaml", line=3):
    at = Position(line, 8, 12)
    return Finding("TK105", "value-empty", severity, path, at, text, "値を書いてください。")


def result(*findings):
    return CheckResult(
        tuple(findings), 7, {}, {"TK105": "値が空である\n\n空では分からない。\n\n直し方：書く。"}
    )


EVERY = [github, gitlab, junit, markdown, rdjson, sarif]
JSON = [gitlab, rdjson, sarif]


@pytest.mark.parametrize("module", EVERY, ids=lambda module: module.__name__.rpartition(".")[2])
def test_result_without_findings_is_well_formed_and_the_same_each_time(module):
    text = module.render(result())
    assert text == module.render(result())
    if module in JSON:
        json.loads(text)
    if module is junit:
        suite = ET.fromstring(text).find("testsuite")  # noqa: S314 - our own text
        assert suite.get("failures") == "0"
        assert suite.find("testcase") is not None


@pytest.mark.parametrize(
    "text", ["[取組](https://evil.example)", "[[x]](1)", r"\[x](1)", "[a] [b](javascript:x)"]
)
def test_sarif_makes_no_links_of_texts(text):
    log = json.loads(sarif.render(result(finding(f"「{text}」とあります。"))))
    told = log["runs"][0]["results"][0]["message"]["text"]
    # A bracket is a sign of a link unless an odd number of backslashes stands before it.
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", told)
    assert f"「{text}」" in re.sub(r"\\(.)", r"\1", told)
    plain = sarif.render(result(finding("「[第1回]」とあります。")))
    assert (
        "「[第1回]」とあります。" in json.loads(plain)["runs"][0]["results"][0]["message"]["text"]
    )


@pytest.mark.parametrize("module", JSON, ids=lambda module: module.__name__.rpartition(".")[2])
def test_json_is_ascii_and_carries_any_text(module):
    text = module.render(result(finding(HOSTILE)))
    assert text.isascii()
    # In rdjson, references are quoted: reviewdog's comments would link them.
    told = repr(json.loads(text)).replace("`", "")
    assert repr(HOSTILE)[1:-1].replace("`", "") in told


def test_annotation_names_place_and_rule_and_is_one_line():
    line = github.render(result(finding()))
    assert line == (
        "::error file=data/items/05.yaml,line=3,col=8,endColumn=12,title=TK105::"
        "TK105 題名が空です。%0A直し方: 値を書いてください。\n"
    )


def test_hostile_text_gives_no_second_command():
    text = github.render(result(finding(HOSTILE, path="data/a,b:c\n::error::x.yaml")))
    assert text.count("\n") == 1
    assert re.match(r"::error file=data/a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax\.yaml,line=3,", text)
    assert "a%250A" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("severity", "command", "level", "gravity"),
    [
        (Severity.ERROR, "error", "error", "major"),
        (Severity.WARNING, "warning", "warning", "minor"),
        (Severity.INFO, "notice", "note", "info"),
    ],
)
def test_each_format_says_how_grave_it_is(severity, command, level, gravity):
    one = result(finding(severity=severity))
    assert github.render(one).startswith(f"::{command} ")
    assert json.loads(sarif.render(one))["runs"][0]["results"][0]["level"] == level
    assert json.loads(gitlab.render(one))[0]["severity"] == gravity
    assert json.loads(rdjson.render(one))["diagnostics"][0]["severity"] == severity.name


def test_fingerprints_stay_when_lines_move_and_differ_otherwise():
    def prints(*findings):
        return [entry["fingerprint"] for entry in json.loads(gitlab.render(result(*findings)))]

    assert prints(finding(line=3)) == prints(finding(line=30))
    assert prints(finding()) != prints(finding("別の誤り"))
    assert len(set(prints(finding(line=3), finding(line=4)))) == 2


def test_sarif_tells_like_findings_apart_by_what_github_compares():
    def prints(*findings):
        results = json.loads(sarif.render(result(*findings)))["runs"][0]["results"]
        return [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]

    assert prints(finding(line=3)) == prints(finding(line=30))
    assert len(set(prints(finding(line=3), finding(line=4), finding("別の誤り")))) == 3


def test_sarif_names_the_rule_with_its_manual_and_a_relative_address():
    log = json.loads(sarif.render(result(finding(path="data/項目 1.yaml"))))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert (rule["id"], rule["shortDescription"]["text"]) == ("TK105", "値が空である")
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 8, "endColumn": 12}
    assert unquote(place["artifactLocation"]["uri"]) == "data/項目 1.yaml"
    assert place["artifactLocation"]["uri"].isascii()


def test_junit_counts_failures_and_survives_any_text():
    text = junit.render(result(finding(HOSTILE), finding(severity=Severity.WARNING)))
    suite = ET.fromstring(text).find("testsuite")  # noqa: S314 - our own text
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("2", "1", "1")
    message = suite.find("testcase/failure").get("message")
    assert "<script>" in message
    assert "\x1b" not in message


def test_summary_keeps_text_as_text():
    text = markdown.render(result(finding(HOSTILE)))
    assert "<script>" not in text
    assert "エラー 1件" in text
    row = next(line for line in text.splitlines() if "TK105" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 5


MANY = [
    finding(),
    finding(HOSTILE, path="data/a,b:c\n::error::x.yaml"),
    finding(severity=Severity.WARNING, line=9),
    finding(severity=Severity.INFO, path="data/項目 1.yaml"),
]


@pytest.mark.parametrize("findings", [[], MANY[:1], MANY], ids=["none", "one", "hostile"])
def test_sarif_and_junit_meet_their_schemas(findings, published_schema):
    sarif_schema = jsonschema.Draft7Validator(published_schema("sarif-2.1.0.json"))
    junit_schema = xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd"))
    log = json.loads(sarif.render(result(*findings)))
    assert list(sarif_schema.iter_errors(log)) == []
    junit_schema.validate(junit.render(result(*findings)))
    # The schemas are no rubber stamps.
    log["runs"][0]["results"] = [{"level": "fatal"}]
    assert list(sarif_schema.iter_errors(log))
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        junit_schema.validate(junit.render(result(*findings)).replace("tests=", "test="))


LINE = '  issues: "𠮷野の窓口（押印）が残る"'


def test_each_format_counts_columns_as_its_readers_do():
    """Characters for GitHub, what it declares for SARIF, bytes of UTF-8 for rdjson."""
    start, path = LINE.index("押印"), "data/evaluations/2025/01.yaml"
    position = Position(2, start + 1, start + 3)
    one = finding(path=path)._replace(position=position)
    told = CheckResult((one,), 1, {path: f"item: 1\n{LINE}\n"}, {})

    assert f"line=2,col={start + 1},endColumn={start + 3}," in github.render(told)
    assert json.loads(gitlab.render(told))[0]["location"]["lines"] == {"begin": 2}
    run = json.loads(sarif.render(told))["runs"][0]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert region == {"startLine": 2, "startColumn": start + 1, "endColumn": start + 3}
    place = json.loads(rdjson.render(told))["diagnostics"][0]["location"]["range"]
    raw = LINE.encode()
    assert raw[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == "押印"


def test_place_in_a_file_that_is_not_there_stays_at_its_beginning():
    one = finding()._replace(position=Position())
    place = json.loads(rdjson.render(result(one)))["diagnostics"][0]["location"]["range"]
    assert place == {"start": {"line": 1, "column": 1}}


def test_word_after_a_character_outside_the_bmp_is_found_at_its_bytes(tmp_path, capsys):
    """The whole way: the place comes from the checks, in the unit that they count in."""
    data = shutil.copytree(DEMO, tmp_path / "data")
    path = data / "evaluations/2025/01.yaml"
    lines = path.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("  issues: "))
    lines[at] = "  issues: |\n    𠮷野の窓口は、2025年度（令和8年度）に移る。"
    path.write_text("\n".join(lines), "utf-8")
    run(["validate", "--data", str(data), "--format", "rdjson", "--select", "TK508"])
    (one,) = json.loads(capsys.readouterr().out)["diagnostics"]
    place = one["location"]["range"]
    raw = path.read_bytes().split(b"\n")[place["start"]["line"] - 1]
    word = raw[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode()
    assert word == "2025年度（令和8年度）"
