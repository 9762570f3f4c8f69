"""Consoles that draw ○, ─, … and ★ as wide as a kanji: frames, columns and carets meet there, too."""

import unicodedata
from itertools import pairwise

import pytest

from taikou_cli.cli import cells

WIDE = {"TAIKOU_AMBIGUOUS": "wide"}
OPEN = "WFA"


def lay(line, wide=OPEN):
    """Put a line on a console, cell by cell."""
    return "".join(
        c + "\0" * (unicodedata.east_asian_width(c) in wide)
        for c in line
        if not unicodedata.combining(c)
    )


@pytest.fixture
def starred(home):
    """Give the plan grades and titles of characters whose width is left open."""
    plan = home / "data/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("code: A", "code: ○").replace("[A", "[○"))
    goals = home / "data/goals.yaml"
    goals.write_text(goals.read_text("utf-8").replace("title: ", "title: ①★…─○×"), "utf-8")
    for path in (home / "data").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("grade: A", "grade: ○"), "utf-8")
    return home


@pytest.mark.usefixtures("starred")
@pytest.mark.parametrize("line", ["status", "status --year 2026", "form status --year 2026"])
@pytest.mark.parametrize("columns", ["60", "80", "132"])
def test_frames_of_tables_meet(process, line, columns):
    out = process(*line.split(), COLUMNS=columns, **WIDE).stdout.decode()
    assert "①★…" in out or line.startswith("form")
    tables = [one for one in out.splitlines() if one.startswith(("|", "+"))]
    assert len(tables) > 4
    laid = [lay(one) for one in tables]
    assert max(map(len, laid)) <= int(columns)
    for frame, row in pairwise(laid):
        if row.startswith("|") and "+" in frame[1:-1]:
            places = [at for at, c in enumerate(frame) if c in "+|"]
            assert all(row[at] == "|" for at in places), f"{frame}\n{row}"


@pytest.mark.parametrize("line", ["--help", "validate --help", "form export --help"])
def test_frames_of_the_help_meet(process, line):
    out = process(*line.split(), **WIDE).stdout.decode()
    framed = [lay(one.rstrip()) for one in out.splitlines() if one.startswith(("|", "+"))]
    assert {len(one) for one in framed} == {80}
    assert all(one[-1] in "|+" for one in framed)


@pytest.mark.usefixtures("starred")
def test_lines_of_a_part_fit_the_console(process):
    out = process("show", "目標1", COLUMNS="60", **WIDE).stdout.decode()
    assert "①★…─○×" in out
    assert max(len(lay(one)) for one in out.splitlines()) <= 60


@pytest.mark.parametrize("lead", ["○─…★①：", "とても長い前置き○─…★" * 8])
@pytest.mark.parametrize(("environment", "wide"), [(WIDE, OPEN), ({}, "WF")])
def test_caret_stands_below_what_is_wrong(home, process, lead, environment, wide):
    item = home / "data/items/02.yaml"
    head, _, tail = item.read_text("utf-8").partition("divisions:\n  - planning\n")
    line = f'divisions: [{{id: planning, from: "{lead}", until: nobody}}]'
    item.write_text(f"{head}{line}\n{tail}", "utf-8")
    lines = process("validate", **environment).stdout.decode().splitlines()
    marked = [
        lay(above, wide)[below.index("^") : below.rindex("^") + 1]
        for above, below in pairwise(lines)
        if "^" in below and "nobody" in above
    ]
    assert "nobody" in marked


def test_what_goes_into_files_does_not_depend_on_the_console(home, process):
    for name, environment in (("narrow", {}), ("wide", WIDE)):
        assert process("report", "--year", "2026", "-o", name, **environment).returncode == 0
        assert process("report", "-o", name, **environment).returncode == 0
    for path in (home / "narrow").iterdir():
        assert path.read_bytes() == (home / "wide" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("page", "terminal", "setting", "wide"),
    [
        (932, "", "", True),
        (65001, "", "", False),
        (932, "1b2c", "", False),
        (932, "", "narrow", False),
        (None, "", "wide", True),
        (None, "", "x", False),
    ],
)
def test_japanese_console_of_windows_is_known_by_its_code_page(
    monkeypatch, page, terminal, setting, wide
):
    monkeypatch.setattr(cells, "_find_code_page", lambda: page)
    monkeypatch.setattr(cells.sys.stdout, "isatty", lambda: True, raising=False)
    for name, value in (("WT_SESSION", terminal), ("TAIKOU_AMBIGUOUS", setting)):
        monkeypatch.delenv(name, raising=False)
        if value:
            monkeypatch.setenv(name, value)
    assert cells.draws_wide.__wrapped__() is wide
