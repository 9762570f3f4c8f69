"""The plan of an item written in a browser: single values change, everything else stays."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from taikou_cli.cli.main import run

from .conftest import DEMO, Visitor, fill, read_form
from .test_returned_workbooks import Book, as_command, read_all

Visit = Callable[..., Visitor]
PAGE = "/items/2/edit"
FILE = "items/02.yaml"


def read(visitor: Visitor) -> list[str]:
    return (visitor.folder / FILE).read_text("utf-8").splitlines()


def change(visitor: Visitor, **values: str) -> tuple[list[str], list[str]]:
    """Fill in fields; give the lines that go and those that come."""
    before = read(visitor)
    got = visitor.post(PAGE, fill(visitor.open_form(PAGE), **values))
    assert got.status == 303, got.words
    after = read(visitor)
    return [x for x in before if x not in after], [x for x in after if x not in before]


@pytest.mark.parametrize(
    ("values", "gone", "come"),
    [
        ({"title": "窓口を一つに"}, ["title: 窓口の統合"], ["title: 窓口を一つに"]),
        ({"summary": "一行目\n二行目"}, [], ["summary: |", "  一行目", "  二行目"]),
        (
            {"actions__prepare__schedule__2026": "準備と試行"},
            ["      2026: 準備"],
            ["      2026: 準備と試行"],
        ),
        ({"actions__prepare__schedule__2028": "実施"}, [], ["      2028: 実施"]),
        ({"kpis__kpi_2__targets__2027": "１５"}, [], ["      2027: 15"]),
        ({"kpis__kpi_2__targets__2028": ""}, ["      2028: 20"], []),
        ({"kpis__kpi_2__direction": "lower"}, [], ["    direction: lower"]),
        ({"divisions__1": ""}, ["divisions:", "  - planning"], ["divisions: []"]),
    ],
)
def test_a_value_is_its_own_lines(
    visit: Visit, values: dict[str, str], gone: list[str], come: list[str]
) -> None:
    visitor = visit()
    assert change(visitor, **values) == (gone, come)


def test_years_stand_in_their_order_and_comments_stay(visit: Visit) -> None:
    visitor = visit()
    path = visitor.folder / FILE
    path.write_text(
        path.read_text("utf-8").replace("      2026: 12", "      2026: 12  # 要綱"), "utf-8"
    )
    change(visitor, kpis__kpi_2__targets__2027="15")
    lines = [line for line in read(visitor) if re.match(r"      20\d\d: \d", line)]
    assert lines == ["      2026: 12  # 要綱", "      2027: 15", "      2028: 20"]


def test_defect_after_saving_does_not_say_that_nothing_was_saved(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = visit()
    filled = fill(visitor.open_form(PAGE), title="窓口を一つに")
    replace = Path.replace

    def save_and_fail(self: Path, target: Path) -> None:
        replace(self, target)
        raise RuntimeError("boom")

    monkeypatch.delenv("TAIKOU_DEBUG")
    monkeypatch.setattr(Path, "replace", save_and_fail)
    got = visitor.post(PAGE, filled)
    assert "title: 窓口を一つに" in read(visitor)
    assert (got.status, "不具合" in got.words) == (500, True)
    assert "データはそのまま" not in got.words
    assert "保存し終えた新しい内容" in got.words


def test_everything_of_an_item_can_be_written_from_nothing(visit: Visit) -> None:
    visitor = visit()
    (visitor.folder / "evaluations/2026/02.yaml").unlink()
    (visitor.folder / FILE).write_text(
        "number: 2\npolicy: 1\ntitle: 窓口の統合\ndata_plan: false\nexamples: []\n"
        "divisions: []\nactions: []\nkpis: []\nrevisions: []\n",
        "utf-8",
    )
    action = {"kind": "actions", "name": "準備"}
    target = {"unit": "件", "year": "令和８", "target": "１２"}
    for part in (action, {"kind": "kpis", "name": "件数", **target}):
        got = visitor.post("/items/2/parts", part)
        assert got.status == 303, got.words
    form = fill(
        visitor.open_form(PAGE),
        divisions__1="planning",
        summary="窓口を一つにする。",
        actions__action_1__schedule__2026="準備",
        kpis__kpi_6__baseline__fiscal_year="令和7",
        kpis__kpi_6__baseline__value="10",
        kpis__kpi_6__targets__2028="20",
    )
    got = visitor.post(PAGE, form)
    assert got.status == 303, got.words
    text = "\n".join(read(visitor))
    assert "summary: 窓口を一つにする。" in text
    assert "divisions:\n  - planning" in text
    assert "    schedule:\n      2026: 準備" in text
    assert "    baseline:\n      fiscal_year: 2025\n      value: 10\n" in text
    assert "    targets:\n      2026: 12\n      2028: 20" in text
    assert run(["validate", "--data", str(visitor.folder), "--select", "TK0,TK1"]) == 0


def test_a_value_that_the_rules_refuse_is_told_beside_its_field(visit: Visit) -> None:
    visitor = visit()
    before = read(visitor)
    got = visitor.post(PAGE, fill(visitor.open_form(PAGE), title=""))
    assert got.status == 422
    assert "項目名" in got.words.partition("まだ何も保存していません")[2]
    assert read(visitor) == before


def test_both_values_are_shown_where_an_editor_changed_the_same_text(visit: Visit) -> None:
    visitor = visit()
    form = visitor.open_form(PAGE)
    path = visitor.folder / FILE
    path.write_text(
        path.read_text("utf-8").replace("title: 窓口の統合", "title: 別の題", 1), "utf-8"
    )
    got = visitor.post(PAGE, fill(form, title="自分の題", kpis__kpi_2__targets__2027="15"))
    assert got.status == 422
    assert "<blockquote>別の題</blockquote>" in got.text
    assert "title: 別の題" in read(visitor)
    assert "      2027: 15" in read(visitor)
    assert "保存しました" in got.words
    assert [v for k, v in read_form(got.text, PAGE).items() if k.startswith("title~")] == [
        "自分の題"
    ]


def test_nothing_but_a_conflict_is_not_called_unchanged(visit: Visit) -> None:
    visitor = visit()
    form = visitor.open_form(PAGE)
    path = visitor.folder / FILE
    path.write_text(
        path.read_text("utf-8").replace("title: 窓口の統合", "title: 別の題", 1), "utf-8"
    )
    got = visitor.post(PAGE, fill(form, title="自分の題"))
    assert got.status == 422
    assert "まだ何も保存していません" in got.words
    assert "変わったところはありません" not in got.words


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ({"kind": "kpis", "name": "目標値のないもの"}, "目標値"),
        ({"kind": "kpis", "name": "件数", "year": "いつか", "target": "1"}, "年度"),
        ({"kind": "actions", "name": ""}, "取組名"),
    ],
)
def test_a_part_that_cannot_be_is_refused(visit: Visit, part: dict[str, str], word: str) -> None:
    visitor = visit()
    before = read(visitor)
    got = visitor.post("/items/2/parts", part)
    assert got.status == 409
    assert word in got.words
    assert "stage" not in got.words
    assert read(visitor) == before


def test_pages_of_a_real_plan_open_and_save_nothing_by_themselves(visit: Visit) -> None:
    visitor = visit(DEMO)
    for number in (1, 9, 26, 35):
        path: Path = visitor.folder / f"items/{number:02}.yaml"
        before = path.read_bytes()
        page = f"/items/{number}/edit"
        got = visitor.post(page, visitor.open_form(page))
        assert got.status == 303, got.words
        assert path.read_bytes() == before


def save(visitor: Visitor, page: str, **values: str) -> None:
    got = visitor.post(page, fill(visitor.open_form(page), **values))
    assert got.status == 303, got.words


def test_goals_organisation_and_deadlines_are_written_value_by_value(visit: Visit) -> None:
    visitor = visit(DEMO)
    before = {path.name: path.read_text("utf-8") for path in sorted(visitor.folder.glob("*.yaml"))}
    save(visitor, "/basics/goals", goals__1__policies__2__summary="二つ目の方針。")
    save(visitor, "/basics/organization", departments__soumu__name="総務局")
    save(visitor, "/basics/calendar", calendar__2025__deadlines__published="令和8年12月1日")
    save(visitor, "/basics/calendar", calendar__2027__deadlines__published="2028-12-01")
    come: list[str] = []
    for name, text in before.items():
        after = (visitor.folder / name).read_text("utf-8").splitlines()
        come += [line for line in after if line not in text.splitlines()]
    assert come == EXPECTED


EXPECTED = [
    "        summary: 二つ目の方針。",
    "    name: 総務局",
    "      published: 2026-12-01",
    "  - fiscal_year: 2027",
    "      published: 2028-12-01",
]


def test_goals_and_the_rest_that_nobody_changed_write_nothing(visit: Visit) -> None:
    visitor = visit(DEMO)
    before = {path: path.read_bytes() for path in visitor.folder.glob("*.yaml")}
    for name in ("goals", "organization", "calendar"):
        save(visitor, f"/basics/{name}")
    assert {path: path.read_bytes() for path in before} == before
    assert visitor.get("/basics/plan").status == 404


def test_schedule_is_drawn_as_one_types_and_nothing_is_written(visit: Visit) -> None:
    visitor = visit()
    before = read(visitor)
    typed = fill(visitor.open_form(PAGE), actions__prepare__schedule__2028="<b>全面実施")
    drawn = json.loads(visitor.post(f"{PAGE}/compute", typed).text)["schedules"]
    assert drawn.keys() == {"", "prepare"}
    drawn = drawn["prepare"]
    assert "<svg" in drawn
    assert "全面実施" in drawn
    assert "<b>" not in drawn
    assert "全面実施" not in visitor.get(PAGE).text
    assert read(visitor) == before
    broken = fill(visitor.open_form(PAGE), kpis__kpi_2__targets__2027="？？", title="")
    assert visitor.post(f"{PAGE}/compute", broken).status == 200


def test_a_typed_plan_is_written_as_its_workbook_writes_it(visit: Visit, tmp_path: Path) -> None:
    """The form in the browser and the plan's workbook leave the same bytes."""
    visitor, other = visit(), tmp_path / "command"
    sent = Book(visitor.get("/plan/book").body)
    name = "窓口の統合の件数"
    sent.set("KPI", name, "2028年度 目標値", 25).set("KPI", name, "指標名", "統合の件数")
    expected = as_command(visitor, other, sent.save())
    typed = {"kpis__kpi_2__targets__2028": "２５", "kpis__kpi_2__name": "統合の件数"}
    save(visitor, PAGE, **typed)
    assert read_all(visitor.folder) == expected
