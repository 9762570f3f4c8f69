"""The table of the commands that write: how each is run, and which files it may touch."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"

Prepare = Callable[[Path], None]


class Writing(NamedTuple):
    """A command that writes.

    Attributes:
        line: The command line, run in a folder whose `data/` holds the small plan.
        touches: Patterns of the paths that it may make or change, relative to that folder.
        prepare: Makes the folder ready for it.
        edits: The file that it changes rather than makes, if it is one that people write to.
    """

    line: str
    touches: str
    prepare: Prepare = lambda _: None
    edits: str | None = None


def _misspell(home: Path) -> None:
    """Give two files a style that fmt changes and characters that --fix does."""
    for name in ("items/02.yaml", "items/04.yaml"):
        path = home / "data" / name
        text = path.read_text("utf-8").replace("examples: []", "examples:   []")
        path.write_bytes(text.replace("\n", "\r\n").encode())


def _decide(home: Path) -> None:
    """Bring every evaluation to the stage in which it can be published."""
    folder = home / "data/evaluations/2026"
    decided = (folder / "01.yaml").read_text("utf-8")
    for number in (2, 3, 4, 5):
        text = re.sub(r"kpi_1\b", f"kpi_{number}", decided)
        (folder / f"{number:02}.yaml").write_text(
            text.replace("item: 1\n", f"item: {number}\n", 1), "utf-8"
        )


def _return_forms(home: Path) -> None:
    """Fill in a form as Excel would: two items change."""
    import openpyxl

    from taikou_cli.cli.main import run

    line = ["form", "export", "--year", "2026", "--item", "2", "--item", "3"]
    assert run([*line, "-o", str(home / "out"), "--data", str(home / "data")]) == 0
    (path,) = (home / "out").glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    for number in (2, 3):
        name = f"tk_{number:02}_self_evaluation_issues"
        sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = "直した課題。"
    book.save(home / "returned.xlsx")
    shutil.rmtree(home / "out")


def _return_plan(home: Path) -> None:
    """Change the plan's workbook as the office would: a division and an item are new."""
    import openpyxl

    from taikou_cli.cli.main import run

    line = ["form", "export", "--for", "plan", "-o", str(home / "out")]
    assert run([*line, "--data", str(home / "data")]) == 0
    book = openpyxl.load_workbook(home / "out/計画.xlsx")
    for title, values in (("組織", ("企画部", "税務課")), ("項目", (6, 3, "空き家の活用"))):
        sheet = book[title]
        headings = {cell.value: cell.column for cell in sheet[3]}
        named = ("部局", "所属名") if title == "組織" else ("項目(番号)", "方針番号", "項目名")
        for heading, value in zip(named, values, strict=True):
            sheet.cell(20, headings[heading]).value = value
    book.save(home / "returned.xlsx")
    shutil.rmtree(home / "out")


def _appoint(home: Path) -> None:
    """Name who looks at the changes of a division."""
    path = home / "data/organization.yaml"
    owner = "        name: 企画課\n        owner: '@city/planning'\n"
    path.write_text(path.read_text("utf-8").replace("        name: 企画課\n", owner), "utf-8")


def _drop(home: Path) -> None:
    shutil.rmtree(home / "data")


INIT = "init . --title 計画 --government 市 --first-year 2026 --last-year 2030"
PLACE = r"data/.*|schemas/\w+\.json|\.vscode/\w+\.json|\.git(attributes|ignore)"
FORM = "data/evaluations/2026/02.yaml"

WRITING = {
    "init": Writing(INIT, PLACE, _drop),
    "demo": Writing("demo .", rf"{PLACE}|README\.md", _drop),
    "new year": Writing("new year 2027", r"data/evaluations/2027/\d\d\.yaml"),
    "new item": Writing(
        "new item --policy 1 --title 新しい項目 --why 追加",
        r"data/(items/06|plan)\.yaml",
        edits="data/plan.yaml",
    ),
    "advance": Writing(
        "advance drafting --year 2026 --back --why 見直し --date 2027-09-01",
        r"data/evaluations/2026/0[12]\.yaml",
        edits=FORM,
    ),
    "fmt": Writing("fmt", r"data/items/0[24]\.yaml", _misspell, "data/items/04.yaml"),
    "validate --fix": Writing(
        "validate --fix", r"data/items/0[24]\.yaml|cache/.*", _misspell, "data/items/04.yaml"
    ),
    "report": Writing("report -o out", r"out/plan\.(md|html)"),
    "publish": Writing(
        "publish 2026 -o out --no-pdf --date 2027-09-01",
        r"out/publication-2026\.zip|data/publications/2026\.yaml",
        _decide,
    ),
    "export csv": Writing("export --format csv -o out", r"out/[a-z_-]+\.(csv|json)"),
    "export sqlite": Writing("export --format sqlite -o out.sqlite", r"out\.sqlite"),
    "export codeowners": Writing(
        "export --format codeowners -o CODEOWNERS", "CODEOWNERS", _appoint
    ),
    "export site": Writing("export --format site -o out", r"out/.+"),
    "form export": Writing("form export --year 2026 -o out", r"out/.*\.xlsx"),
    "form import": Writing(
        "form import returned.xlsx --year 2026",
        r"data/evaluations/2026/0[23]\.yaml|forms/2026/[a-z_]+-[0-9a-f]{8}\.yaml",
        _return_forms,
        FORM,
    ),
    "form export plan": Writing("form export --for plan -o out", r"out/計画\.xlsx"),
    "form import plan": Writing(
        "form import returned.xlsx",
        r"data/(plan|organization|items/06)\.yaml",
        _return_plan,
        "data/plan.yaml",
    ),
    "remind": Writing("remind --year 2026 -o out", r"out/2026年度評価_.+\.(txt|eml|ics)"),
    "schema": Writing("schema -o out", r"out/[a-z_]+\.json"),
}

# Commands that write nothing but what they print; validate writes with --fix alone.
LOOKING = {"validate", "status", "show", "verify", "diff", "history", "rule", "form status"}
