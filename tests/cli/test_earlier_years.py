"""What is changed for later years reaches no figure and no word of an earlier one.

Of the demo one thing at a time is changed for 2025 or later; then all that is made of the years
up to 2024, the bundle included, must be the same bytes as before.
"""

import contextlib
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from tests.publication.reading import find_bundle

DEMO = Path(__file__).parents[2] / "examples/demo/data"
YEAR = 2024


def edit(file, *pairs):
    text = file.read_text("utf-8")
    for before, after in pairs:
        assert before in text, (file, before)
        text = text.replace(before, after, 1)
    file.write_text(text, "utf-8")


def add_item(data):
    line = "new item --policy 7 --title 新しい項目 --why 追加 --year 2026 --data".split()
    assert run([*line, str(data)]) == 0


def rename_division(data):
    edit(
        data / "organization.yaml",
        (
            "        name: 財政課\n",
            "        name: 財務課\n        names:\n          - {until: 2024, name: 財政課}\n",
        ),
    )


def merge_divisions(data):
    edit(
        data / "organization.yaml",
        ("        name: 財政課\n", "        name: 財政課\n        until: 2024\n"),
        (
            "      - id: zeimu\n        name: 税務課\n",
            "      - {id: zaimu, name: 財務課, from: 2025, succeeds: [zaisei, zeimu]}\n"
            "      - id: zeimu\n        name: 税務課\n        until: 2024\n",
        ),
    )
    for file in sorted((data / "items").iterdir()):
        text = file.read_text("utf-8")
        dated = re.sub(
            r"^( *)- (zaisei|zeimu)\n",
            r"\1- {id: \2, until: 2024}\n\1- {id: zaimu, from: 2025}\n",
            text,
            flags=re.MULTILINE,
        )
        file.write_text(dated, "utf-8")


def rename_department(data):
    edit(
        data / "organization.yaml",
        (
            "    name: 企業局\n",
            "    name: 公営企業局\n    names:\n      - {until: 2024, name: 企業局}\n",
        ),
    )


def retitle(name, number=None):
    """Give the plan, or the first goal, policy or item, a new title from 2025 on."""

    def change(data):
        text = (data / name).read_text("utf-8")
        before = rf"number: {number}\n(?:policy: .*\n)?" if number else ""
        found = re.search(rf"{before}( *)title: (.*)\n", text)
        line = found[0].splitlines()[-1]
        indent, title = found[1], found[2]
        names = f"{indent}title: 新しい名称\n{indent}names:\n{indent}  - until: 2024\n"
        edit(data / name, (f"{line}\n", f"{names}{indent}    title: {title}\n"))

    return change


def change_rounding(data):
    edit(
        data / "plan.yaml",
        (
            "rounding:\n  method: half_up\n  decimals: 1\n",
            "rounding:\n  - {until: 2024, method: half_up, decimals: 1}\n"
            "  - {from: 2025, method: truncate, decimals: 0}\n",
        ),
    )


def change_scale(data):
    """Grade items by another scale from 2026 on."""
    edit(
        data / "plan.yaml",
        ("    applies_to: items\n", "    applies_to: items\n    until: 2025\n"),
        (
            "scales:\n",
            "scales:\n  - {id: later, title: 次の尺度, applies_to: items, from: 2026, origin: 条例,\n"
            "     grades: [{code: S, label: よい}, {code: A, label: ふつう}],\n"
            "     rates: [{id: good, name: 良好率, grades: [S], denominator: all}]}\n",
        ),
    )


def add_scale(data):
    """Grade items by a second scale, beside the first one, from 2025 on."""
    edit(
        data / "plan.yaml",
        (
            "rounding:\n",
            "  - {id: gaibu, title: 外部評価, applies_to: items, from: 2025, origin: 要綱,\n"
            "     grades: [{code: 妥当, label: 妥当}]}\nrounding:\n",
        ),
    )


def begin_later(data):
    """Add an action and a KPI that begin in 2026, and an end to others."""
    edit(
        data / "items/05.yaml",
        (
            "actions:\n",
            "actions:\n  - {id: later, title: 後の取組, first_year: 2026, schedule: {2026: 着手}}\n",
        ),
        (
            "kpis:\n",
            "kpis:\n  - {id: later, name: 後の指標, unit: 件, first_year: 2026, targets: {2026: 3},\n"
            "     direction: higher}\n",
        ),
    )


def end_item(data):
    edit(data / "items/06.yaml", ("divisions:\n", "last_year: 2025\ndivisions:\n"))


def change_schedule(data):
    edit(data / "items/05.yaml", ("2026: 施設予約", "2026: 図書館"))


CHANGES = {
    "new item": add_item,
    "renamed division": rename_division,
    "merged divisions": merge_divisions,
    "renamed department": rename_department,
    "plan": retitle("plan.yaml"),
    "goal": retitle("goals.yaml", 1),
    "policy": retitle("goals.yaml", 2),
    "item": retitle("items/05.yaml", 5),
    "rounding": change_rounding,
    "scale": change_scale,
    "second scale": add_scale,
    "action and KPI": begin_later,
    "end of an item": end_item,
    "schedule": change_schedule,
}


def call(*arguments):
    """Run a command that finds nothing wrong, and give what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = run(list(map(str, arguments)))
    assert code == 0, printed.getvalue()
    return printed.getvalue()


def make(data):
    """Give all that is made of the earlier years of a plan that has no errors."""
    made = {}
    for line in (
        *(f"status --format json --year {year}" for year in range(2022, YEAR + 1)),
        f"status --date 2026-04-01 --year {YEAR}",
        *(f"show {what} --year {YEAR - 1}" for what in ("5", "目標1", "方針1")),
    ):
        made[line] = call(*line.split(), "--data", data)
    output = data.parent / "out"
    call("publish", YEAR, "--no-pdf", "-o", output, "--data", data)
    call("verify", find_bundle(output, YEAR))
    with zipfile.ZipFile(find_bundle(output, YEAR)) as archive:
        made |= {name: archive.read(name) for name in archive.namelist()}
    return made


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    return make(Path(shutil.copytree(DEMO, tmp_path_factory.mktemp("before") / "data")))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_for_later_years_changes_no_byte_of_earlier_ones(tmp_path, unchanged, change):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    change(data)
    made = make(data)
    assert [name for name in unchanged if made.get(name) != unchanged[name]] == []
    assert made.keys() == unchanged.keys()
