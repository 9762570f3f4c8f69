"""What a check says of a hostile plan, and of files with hostile names, in every format."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter

import jsonschema

from taikou_cli.base.japanese_text import CONTROL_CHARACTER
from taikou_cli.cli.main import run
from taikou_cli.store.fault import MOST_FAULTS

from .conftest import CONTROL_TURN, HOSTILE_NAMES, choose_text, write_hostile_plan
from .hostile_plan import MARKED, load_filled_plan, write_files
from .readers import READERS

_ORDER = re.compile(r"^\s*::|##\[|##vso\[", re.MULTILINE)


def _findings(checked):
    return json.loads(checked.printed["json"])["findings"]


def test_every_field_is_filled_or_refused_with_a_message(tmp_path, capsys):
    write_hostile_plan(tmp_path, lambda leaf: choose_text(leaf, CONTROL_TURN))
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace('"TK013", ', ""), "utf-8")
    assert run(["validate", "--data", str(tmp_path), "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {one["code"] for one in findings} == {"TK013"}
    places = {(one["path"], one["line"], one["column"]) for one in findings}
    refused = Counter(path.removeprefix(f"{tmp_path.name}/") for path, _, _ in places)
    # No text is taken without a word; of one file, the last word may be that there are more.
    for path in tmp_path.rglob("*.yaml"):
        texts = len(re.findall(MARKED, path.read_text("utf-8")))
        name = path.relative_to(tmp_path).as_posix()
        assert refused[name] == min(texts, MOST_FAULTS) > 0, name
        told = [one["message"] for one in findings if one["path"] == f"{tmp_path.name}/{name}"]
        assert sum("ほかにもあります" in message for message in told) == (texts > MOST_FAULTS), name
    write_files(tmp_path, load_filled_plan())
    assert run(["validate", "--data", str(tmp_path)]) == 0


def test_file_names_are_found_faulty(checked):
    paths = {one["path"].removeprefix("data/items/") for one in _findings(checked)}
    assert set(HOSTILE_NAMES) <= paths


def test_annotations_are_as_many_as_findings(checked):
    lines = checked.printed["github"].splitlines()
    assert len(lines) == len(_findings(checked)) > 20
    assert all(re.match(r"::(error|warning|notice) file=[^:,]*,line=\d+,col=\d+", o) for o in lines)
    assert not CONTROL_CHARACTER.search(checked.printed["github"].replace("\n", ""))


def test_text_gives_no_orders(checked):
    for name in ("text", "json", "gitlab", "sarif", "rdjson", "junit"):
        assert not CONTROL_CHARACTER.search(checked.printed[name]), name
        assert not _ORDER.search(checked.printed[name]), name


def test_machine_formats_hold_every_finding(checked, published_schema):
    count = len(_findings(checked))
    log = json.loads(checked.printed["sarif"])
    schema = jsonschema.Draft7Validator(published_schema("sarif-2.1.0.json"))
    assert list(schema.iter_errors(log)) == []
    assert len(log["runs"][0]["results"]) == count
    assert len(json.loads(checked.printed["gitlab"])) == count
    assert len(json.loads(checked.printed["rdjson"])["diagnostics"]) == count
    suites = ET.fromstring(checked.printed["junit"])  # noqa: S314 - our own text
    assert len(suites.findall("testsuite/testcase")) == count
    for name in ("json", "gitlab", "sarif", "rdjson"):
        # Halves of characters are in no text: some readers cannot take them.
        json.dumps(json.loads(checked.printed[name]), ensure_ascii=False).encode()


def test_summary_is_one_table(checked):
    seen = READERS["md"](checked.printed["markdown"].encode())
    assert seen.structure["table_open"] == 1
    assert seen.structure["td_open"] == 4 * (seen.structure["tr_open"] - 1)
    assert not CONTROL_CHARACTER.search(checked.printed["markdown"])
