"""Findings as people see them on a terminal."""

import re

import pytest

from taikou_cli.base.findings import CheckResult, Finding, Position, Severity
from taikou_cli.base.japanese_text import CONTROL_CHARACTER, display_width
from taikou_cli.output.text import Screen, render

PATH = "data/items/02.yaml"


def finding(at=(1, 1, None), path=PATH, message="番号が違います。", **changes):
    place = Position(*at)
    made = Finding("TK206", "x", Severity.ERROR, path, place, message, "直してください。")
    return made._replace(**changes)


def shown(*findings, text="", **options):
    texts = {f.path: text for f in findings}
    return render(CheckResult(findings, 3, texts, {}), **options)


def marked_part(output):
    """Give the source that stands right above the caret, cell by cell."""
    lines = output.splitlines()
    below = next(line for line in lines if re.fullmatch(r" *\| *\^+", line))
    above = lines[lines.index(below) - 1]
    first, last = below.index("^"), below.rindex("^") + 1
    cells = "".join(c + "\0" * (display_width(c) - 1) for c in above if display_width(c))
    return cells[first:last].replace("\0", "")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("policy: 99", "99"),
        ("policy: 九十九番目", "九十九番目"),
        ("title: 行財政改革　大綱（案） # 誤り", "誤り"),
        ("ＤＸ推進: ｶﾀｶﾅ", "ｶﾀｶﾅ"),
        ("か\u3099っこう: 学校", "学校"),
        ("policy:\t\t99", "99"),
        ("title: 赤\x1b[31mい 色", "色"),
        ("title: 右\u202eから 左", "左"),
        ("👩\u200d👩: 絵文字", "絵文字"),
        ("1", "1"),
    ],
)
def test_caret_stands_under_the_place_whatever_comes_before_it(line, marked):
    start = line.rindex(marked) + 1
    output = shown(finding((1, start, start + len(marked))), text=f"{line}\n")
    assert marked_part(output) == marked


def test_caret_is_one_character_wide_where_the_end_is_not_known():
    assert marked_part(shown(finding((2, 4)), text="a: 1\nb: 値\n")) == "値"


@pytest.mark.parametrize("before", ["あ" * 20_000, "a" * 20_000, "あa" * 10_000, "\t" * 20_000])
@pytest.mark.parametrize("after", ["い" * 20_000, ""])
def test_very_long_line_is_cut_around_the_place(before, after):
    start = len(before) + 1
    output = shown(finding((1, start, start + 2)), text=f"{before}誤り{after}\n")
    assert marked_part(output) == "誤り"
    assert max(map(display_width, output.splitlines())) < 80


def test_mark_of_a_very_long_value_ends_with_what_is_shown_of_it():
    output = shown(finding((1, 8, 5008)), text=f"title: {'長' * 5000}\n")
    assert max(map(display_width, output.splitlines())) < 80
    assert set(marked_part(output)) <= {"長", "…"}


@pytest.mark.parametrize("at", [(1, 1), (9, 1), (2, 50)])
def test_place_without_a_source_line_is_told_without_a_caret(at):
    output = shown(finding(at), text="a: 1\n\n" if at[0] != 2 else "a: 1\n")
    assert f"{PATH}:{at[0]}:{at[1]}" in output
    assert "直してください。" in output


def test_file_that_could_not_be_decoded_is_told_without_a_source_line():
    assert "^" not in render(CheckResult((finding(),), 1, {}, {}))


@pytest.mark.parametrize("bad", ["\x1b[2J", "\x07", "\r", "\x9b31m", "\u202e", "\ufeff", "\x7f"])
@pytest.mark.parametrize("where", ["text", "message", "hint", "path"])
def test_controls_from_the_data_never_reach_the_terminal(bad, where):
    hostile = f"前{bad}後"
    changes = {} if where == "text" else {where: hostile}
    output = shown(finding(**changes), text=f"{hostile}\n" if where == "text" else "a\n")
    assert not CONTROL_CHARACTER.search(output)
    assert re.search(r"前\\[xru].*後", output)


def test_tab_in_the_source_is_shown_as_an_arrow():
    output = shown(finding(), text="\tpolicy: 1\n")
    assert "\t" not in output
    assert "→policy: 1" in output


def test_nothing_is_coloured_unless_asked():
    assert "\x1b" not in shown(finding(), text="a: 1\n")


def test_colours_change_no_word_and_tell_the_severities_apart():
    findings = [finding(severity=severity) for severity in Severity]

    def paint(text, role):
        return f"<{role}>{text}</{role}>"

    coloured = shown(*findings, text="a: 1\n", screen=Screen(paint), verbose=True)
    assert re.sub(r"</?[a-z]+>", "", coloured) == shown(*findings, text="a: 1\n", verbose=True)
    for role, label in (("error", "エラー"), ("warning", "警告"), ("info", "情報")):
        assert f"<{role}>{label}[TK206]</{role}>" in coloured


@pytest.mark.parametrize(
    ("severities", "summary"),
    [
        ([], "誤りはありません。エラー 0件、警告 0件、情報 0件（3ファイルを検査）"),
        (["error", "error"], "誤りがあります。エラー 2件、警告 0件、情報 0件（3ファイルを検査）"),
        (
            ["warning", "info"],
            "誤りはありません。エラー 0件、警告 1件、情報 1件（3ファイルを検査）",
        ),
    ],
)
def test_last_line_sums_up(severities, summary):
    output = shown(*(finding(severity=Severity(name)) for name in severities))
    assert output.splitlines()[-1] == summary


def test_findings_are_grouped_under_their_file_in_their_order():
    paths = ["data/goals.yaml", "data/goals.yaml", "data/items/01.yaml"]
    output = shown(*(finding((n + 1, 1), path) for n, path in enumerate(paths)))
    wanted = [
        "■ data/goals.yaml（2件）",
        "data/goals.yaml:1:1",
        "data/goals.yaml:2:1",
        "■ data/items/01.yaml（1件）",
        "data/items/01.yaml:3:1",
    ]
    places = [output.index(piece) for piece in wanted]
    assert places == sorted(places)


def test_infos_are_counted_by_rule_unless_each_is_asked_for():
    infos = [
        finding(path=f"data/items/0{n}.yaml", severity=Severity.INFO, message=f"項目{n}は未登録")
        for n in (1, 2, 3)
    ]
    short, long = shown(*infos), shown(*infos, verbose=True)
    assert "項目1は未登録 など3件" in short
    assert "--verbose" in short
    assert "項目2は未登録" not in short
    assert "data/items/02.yaml:1:1" in long
    assert "項目3は未登録" in long
