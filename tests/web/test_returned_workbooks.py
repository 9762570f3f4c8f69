"""Workbooks dropped in: shown first, both values of each field, then what the command writes."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run

from .conftest import SMALL, Got, Visitor, read_form
from .test_work_of_a_year import FILE, address_of, fill_in

Visit = Callable[..., Visitor]
KPI = "窓口の統合の件数"
ISSUES, ACTUAL = "tk_02_self_evaluation_issues", "tk_02_kpis_kpi_2_actual"


def give(visitor: Visitor, whom: str = "division") -> bytes:
    """Give the first workbook that the page hands out."""
    got = visitor.get(f"/year/forms?year=2026&for={whom}")
    assert got.status == 200, got.words
    with zipfile.ZipFile(io.BytesIO(got.body)) as archive:
        return archive.read(archive.namelist()[0])


def edit(visitor: Visitor, old: str, new: str, name: str = FILE) -> None:
    path = visitor.folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def send(visitor: Visitor, *books: bytes) -> Got:
    files = {f"返送{number}.xlsx": book for number, book in enumerate(books)}
    return visitor.post("/year/returns", {"year": "2026"}, files=files)


def press(visitor: Visitor, got: Got, **chosen: str) -> Got:
    """Press the button of a page, with sides of values chosen by words of their labels."""
    address = f"/year/returns/{address_of(got)}"
    form = read_form(got.text, address)
    for word, side in chosen.items():
        form[side_of(got, word)] = side
    return visitor.post(address, form)


def side_of(got: Got, word: str) -> str:
    """Find the choice that stands under a legend with a word in it."""
    legends = re.findall(
        r'<legend>(.*?)</legend>\s*<p><label><input type="radio" name="(.*?)"', got.text
    )
    return next(name for legend, name in legends if word in legend)


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*.yaml")}


def as_command(visitor: Visitor, home: Path, book: bytes, *options: str) -> dict[str, bytes]:
    """Give the files as the command leaves them that takes the same workbook in."""
    home = home / "command"
    shutil.copytree(visitor.folder, home / "data")
    (home / "返送0.xlsx").write_bytes(book)
    line = ["form", "import", str(home / "返送0.xlsx"), "--data", str(home / "data"), *options]
    assert run(line) == 0
    return read_all(home / "data")


@pytest.fixture
def disputed(visit: Visit) -> tuple[Visitor, Got]:
    """A form in which two values were changed that have changed in the plan as well."""
    visitor = visit()
    form = fill_in(give(visitor), **{ACTUAL: 12, ISSUES: "様式の課題。"})
    edit(visitor, "actual: 11", "actual: 14")
    edit(visitor, "issues: 高齢の利用者への説明が足りない。", "issues: 事務局の課題。")
    return visitor, send(visitor, form)


def test_both_values_of_each_field_are_shown_and_nothing_is_written(
    disputed: tuple[Visitor, Got],
) -> None:
    visitor, got = disputed
    before = read_all(visitor.folder)
    assert got.status == 200
    for value in ("14", "12", "事務局の課題。", "様式の課題。"):
        assert f"<blockquote>{value}</blockquote>" in got.text
    assert got.text.count('class="conflict"') == 2
    assert ">取り込む</button>" not in got.text
    one_side = press(visitor, got, 実績値="theirs")
    assert "両方で変わった値を、一つずつ選んでください" in one_side.words
    assert read_all(visitor.folder) == before


def test_each_field_takes_the_side_that_was_chosen_for_it(disputed: tuple[Visitor, Got]) -> None:
    visitor, got = disputed
    before = read_all(visitor.folder)
    shown = press(visitor, got, 実績値="theirs", 課題="ours")
    assert "実績値： 14 → 12" in shown.words
    assert read_all(visitor.folder) == before
    assert press(visitor, shown, 実績値="theirs", 課題="ours").status == 303
    text = (visitor.folder / FILE).read_text("utf-8")
    assert "actual: 12" in text
    assert "issues: 事務局の課題。" in text


def test_only_what_was_shown_is_written(disputed: tuple[Visitor, Got]) -> None:
    visitor, got = disputed
    shown = press(visitor, got, 実績値="theirs", 課題="ours")
    other = press(visitor, shown, 実績値="theirs", 課題="theirs")  # a change of mind is shown first
    assert other.status == 200
    assert "様式の課題。" in other.words.partition("変わるところ")[2]
    edit(visitor, "actual: 14", "actual: 15")  # and so is what somebody else writes meanwhile
    again = press(visitor, other, 実績値="theirs", 課題="theirs")
    assert again.status == 200
    assert "<blockquote>15</blockquote>" in again.text
    assert "actual: 15" in (visitor.folder / FILE).read_text("utf-8")


def test_a_form_in_which_nothing_changed_has_come_back_all_the_same(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    form = give(visitor)
    got = send(visitor, form)
    assert "返ってきたことを記録します" in got.words
    expected = as_command(visitor, tmp_path, form)
    assert press(visitor, got).status == 303
    assert read_all(visitor.folder) == expected


def test_opinions_of_a_member_are_taken_in_as_the_command_does(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    said = {"tk_00_member": "佐藤花子", "tk_00_meeting": "第2回", "tk_02_opinion": "周知を。"}
    form = fill_in(give(visitor, "committee"), **said)
    got = send(visitor, form)
    assert "佐藤花子" in got.words
    expected = as_command(visitor, tmp_path, form)
    assert press(visitor, got).status == 303
    assert read_all(visitor.folder) == expected
    assert "周知を。" in (visitor.folder / FILE).read_text("utf-8")


def test_an_opinion_that_two_wrote_differently_is_asked_back(visit: Visit) -> None:
    visitor = visit()
    said = {"tk_00_member": "佐藤花子", "tk_00_meeting": "第2回", "tk_02_opinion": "周知を。"}
    blank = give(visitor, "committee")
    assert press(visitor, send(visitor, fill_in(blank, **said))).status == 303
    got = send(visitor, fill_in(blank, **(said | {"tk_02_opinion": "周知を急いで。"})))
    assert "<blockquote>周知を。</blockquote>" in got.text
    shown = press(visitor, got, 意見="theirs")
    assert press(visitor, shown, 意見="theirs").status == 303
    assert "周知を急いで。" in (visitor.folder / FILE).read_text("utf-8")


def test_what_a_body_says_is_taken_in_and_its_conflicts_are_asked_back(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    form = give(visitor, "office")
    comment = next(
        name
        for name in openpyxl.load_workbook(io.BytesIO(form)).defined_names
        if name.startswith("tk_02_") and name.endswith("comment")
    )
    filled = fill_in(form, **{comment: "所見を書いた。"})
    expected = as_command(visitor, tmp_path, filled)
    got = send(visitor, filled)
    assert press(visitor, got).status == 303
    assert read_all(visitor.folder) == expected
    again = send(visitor, fill_in(form, **{comment: "別の所見。"}))
    assert "<blockquote>所見を書いた。</blockquote>" in again.text
    shown = press(visitor, again, 所見="theirs")
    assert press(visitor, shown, 所見="theirs").status == 303
    assert "別の所見。" in (visitor.folder / FILE).read_text("utf-8")


class Book:
    """The plan's workbook, whose cells are found by what stands above and beside them."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def set(self, title: str, name: str, heading: str, value: object) -> "Book":
        sheet = self.book[title]
        head = next(
            row for row in range(1, 10) if str(sheet.cell(row, 1).value).startswith("taikou:")
        )
        columns = {sheet.cell(head, c).value: c for c in range(2, sheet.max_column + 1)}
        row = next(
            r
            for r in range(head + 1, sheet.max_row + 1)
            if name in [cell.value for cell in sheet[r]]
        )
        sheet.cell(row, next(c for h, c in columns.items() if heading in str(h))).value = value
        return self

    def save(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def test_workbook_of_the_plan_goes_out_and_comes_back_as_by_the_command(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    assert run(["form", "export", "--for", "plan", "-o", str(tmp_path), "--data", str(SMALL)]) == 0
    (made,) = tmp_path.glob("*.xlsx")
    given = visitor.get("/plan/book")
    assert given.body == made.read_bytes()
    sent = Book(given.body).set("KPI", KPI, "2028年度 目標値", 25).save()
    got = send(visitor, sent)
    assert "計画のブック" in got.words
    assert "25" in got.words.partition("変わるところ")[2]
    expected = as_command(visitor, tmp_path, sent)
    assert read_all(visitor.folder) == read_all(SMALL)
    taken = press(visitor, got)
    assert taken.status == 303, taken.words
    assert taken.headers["location"].startswith("/plan?")
    assert "取り込みました" in visitor.get(taken.headers["location"]).words
    assert read_all(visitor.folder) == expected


def test_each_cell_of_the_plans_workbook_takes_the_side_that_was_chosen_for_it(
    visit: Visit,
) -> None:
    visitor = visit()
    book = Book(visitor.get("/plan/book").body).set("KPI", KPI, "2028年度 目標値", 25)
    sent = book.set("KPI", KPI, "指標名", "窓口の数").save()
    edit(visitor, "      2028: 20", "      2028: 22", "items/02.yaml")
    edit(visitor, "    name: 窓口の統合の件数", "    name: 統合の数", "items/02.yaml")
    got = send(visitor, sent)
    assert "<blockquote>22</blockquote>" in got.text
    assert "<blockquote>25</blockquote>" in got.text
    chosen = {"目標値": "theirs", "指標名": "ours"}
    shown = press(visitor, got, **chosen)
    assert "2028: 22" in (visitor.folder / "items/02.yaml").read_text("utf-8")
    assert press(visitor, shown, **chosen).status == 303
    text = (visitor.folder / "items/02.yaml").read_text("utf-8")
    assert "2028: 25" in text
    assert "name: 統合の数" in text


def test_workbook_of_the_plan_comes_alone(visit: Visit) -> None:
    visitor = visit()
    got = send(visitor, visitor.get("/plan/book").body, give(visitor))
    assert got.status == 409
    assert "一緒には取り込めません" in got.words
