"""Numbers and days that a workbook, an era or a computation cannot hold: told in words, never a crash."""

import re

import pytest

NINES = "9" * 5_000
# Python itself refuses to read so many digits; a plan may hold them as words.
WORDS = (NINES, f"0.{NINES}", f"{NINES}兆件", f"-{NINES}", f"{NINES}件以上", f"全国{NINES}位以内")
LOOKING = (
    "validate",
    "status --year 2026 --format json",
    "show 2 --year 2026",
    "report --year 2026 -o out",
    "report -o out",
    "form export --year 2026 -o out",
    "form export --for plan -o out",
    "export --format xlsx -o tables.xlsx",
)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.replace(NINES, "9…"))
def test_words_with_thousands_of_digits_are_words(home, taikou, words):
    for name, before, after in (
        ("items/02.yaml", "      2026: 12\n", f'      2026: "{words}"\n'),
        ("items/02.yaml", "      value: 10\n", f'      value: "{words}"\n'),
        ("evaluations/2026/02.yaml", "    actual: 11\n", f'    actual: "{words}"\n'),
    ):
        text = (home / "data" / name).read_text("utf-8")
        assert before in text
        (home / "data" / name).write_text(text.replace(before, after), "utf-8")
    for line in LOOKING:
        ended = taikou(*line.split())
        assert ended.code in (0, 1), (line, ended.err[-200:])
        assert "不具合" not in ended.out + ended.err


@pytest.mark.parametrize(
    ("name", "pattern", "value", "code"),
    [
        ("items/02.yaml", r"value: \d+", "value: 1e15", "TK028"),
        ("items/02.yaml", r"value: \d+", "value: 1e-20", "TK028"),
        ("items/02.yaml", r"value: \d+", "value: 1e99999999999999999999", "TK028"),
        ("evaluations/2026/02.yaml", r"actual: \d+", "actual: 1234567890123456", "TK028"),
        ("evaluations/2026/02.yaml", r"actual: \d+", "actual: 0.1234567890123456", "TK028"),
        (
            "evaluations/2026/02.yaml",
            r"(self_evaluated): \S+",
            "self_evaluated: 1899-12-31",
            "TK106",
        ),
        (
            "evaluations/2026/02.yaml",
            r"(self_evaluated): \S+",
            "self_evaluated: 9999-01-01",
            "TK106",
        ),
        ("plan.yaml", r"adopted: \S+", 'adopted: "1899-03"', "TK104"),
        ("plan.yaml", r"adopted: \S+", 'adopted: "0000-03"', "TK104"),
        ("plan.yaml", r"first_year: \d+", "first_year: 0", "TK104"),
        ("plan.yaml", r"first_year: \d+", "first_year: 99999", "TK104"),
    ],
)
def test_what_a_format_cannot_hold_is_a_finding(home, taikou, name, pattern, value, code):
    path = home / "data" / name
    text, count = re.subn(pattern, value, path.read_text("utf-8"), count=1)
    assert count, (name, pattern)
    path.write_text(text, "utf-8")
    ended = taikou("validate")
    assert (ended.code, f"エラー[{code}]" in ended.out) == (1, True), ended.out
    for line in LOOKING:
        assert "不具合" not in taikou(*line.split()).err, line


def test_largest_numbers_that_are_held_pass_through_every_format(home, taikou):
    path = home / "data/evaluations/2026/02.yaml"
    text = path.read_text("utf-8").replace("actual: 11\n", "actual: 999999999999999\n")
    path.write_text(text, "utf-8")
    for line in LOOKING:
        ended = taikou(*line.split())
        assert "不具合" not in ended.err, line
    assert "999999999999999" in taikou("show", "2", "--year", "2026").out.replace(",", "")
