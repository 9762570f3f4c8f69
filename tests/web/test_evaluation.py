"""An evaluation written in a browser: what lands in the file, what is said, and what is never lost."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run

from .conftest import SMALL, Visitor, fill, read_form

Visit = Callable[..., Visitor]
PAGE = "/evaluations/2026/2"
FILE = "evaluations/2026/02.yaml"


def read(visitor: Visitor, name: str = FILE) -> str:
    return (visitor.folder / name).read_text("utf-8")


def edit(visitor: Visitor, old: str, new: str, name: str = FILE) -> None:
    text = read(visitor, name)
    assert old in text
    (visitor.folder / name).write_text(text.replace(old, new), "utf-8")


def import_form(home: Path, **values: object) -> str:
    """Give the file as form import writes it when the same is filled in in Excel."""
    shutil.copytree(SMALL, home / "data")
    options = ["--data", str(home / "data")]
    assert run(["form", "export", "--year", "2026", "--item", "2", "-o", str(home), *options]) == 0
    (path,) = home.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    for key, value in values.items():
        name = f"tk_02_{key.replace('__', '_')}"
        sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = value
    book.save(path)
    assert run(["form", "import", str(path), *options]) == 0
    return (home / "data" / FILE).read_text("utf-8")


@pytest.mark.parametrize(
    "values",
    [
        {"kpis__kpi_2__actual": "１２．５"},
        {"self_evaluation__issues": "一行目\n\n  二行目：「#」を含む"},
        {"self_evaluation__grade": "B", "self_evaluation__grade_reason": ""},
        {
            "evidence__1__label": "統計表",
            "evidence__1__url": "https://example.jp/x",
            "evidence__1__accessed": "令和9年5月10日",
        },
        {
            "kpis__kpi_2__actual": "",
            "kpis__kpi_2__pending__reason": "統計が未公表",
            "kpis__kpi_2__pending__expected": "2027-10",
        },
    ],
)
def test_what_lands_in_the_file_is_what_form_import_writes(
    visit: Visit, tmp_path: Path, values: dict[str, str]
) -> None:
    visitor = visit()
    form = fill(visitor.open_form(PAGE), **_as_codes(values))
    got = visitor.post(PAGE, form)
    assert got.status == 303, got.words
    (tmp_path / "office").mkdir()
    imported = import_form(tmp_path / "office", **{k: v or None for k, v in values.items()})
    assert read(visitor) == imported
    assert read(visitor) != (SMALL / FILE).read_text("utf-8")


def _as_codes(values: dict[str, str]) -> dict[str, str]:
    """A list of a page sends codes where a cell of Excel holds the words."""
    codes = {"統計が未公表": "statistics"}
    return {key: codes.get(value, value) for key, value in values.items()}


def test_saving_changes_one_line_and_comments_stay(visit: Visit) -> None:
    visitor = visit()
    edit(visitor, "actual: 11\n", "actual: 11  # 速報\n")
    edit(visitor, "item: 2\n", "# 担当：企画課\nitem: 2\n")
    before = read(visitor).splitlines()
    got = visitor.post(PAGE, fill(visitor.open_form(PAGE), kpis__kpi_2__actual="12"))
    assert got.status == 303
    after = read(visitor).splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [("    actual: 11  # 速報", "    actual: 12  # 速報")]
    assert "保存しました（実績値）" in visitor.get(got.headers["location"]).words


def test_a_form_that_nobody_changed_writes_nothing(visit: Visit) -> None:
    visitor = visit()
    before = {path: path.stat().st_mtime_ns for path in visitor.folder.rglob("*")}
    got = visitor.post(PAGE, visitor.open_form(PAGE))
    assert "変わったところはありません" in visitor.get(got.headers["location"]).words
    assert before == {path: path.stat().st_mtime_ns for path in visitor.folder.rglob("*")}


def test_an_impossible_value_is_told_beside_its_field_and_what_was_typed_stays(
    visit: Visit,
) -> None:
    visitor = visit()
    typed = fill(
        visitor.open_form(PAGE), kpis__kpi_2__actual="12人と3件", self_evaluation__issues="直した。"
    )
    got = visitor.post(PAGE, typed)
    assert got.status == 422
    assert "<title>エラー：" in got.text
    assert "「実績値」を数として読めません" in got.words
    assert 'id="r-kpis/kpi_2/actual-1"' in got.text
    assert read_form(got.text, PAGE) == typed
    assert read(visitor) == (SMALL / FILE).read_text("utf-8")


def test_a_lenient_grade_without_reason_is_told_in_the_words_of_the_form(visit: Visit) -> None:
    visitor = visit()
    typed = fill(visitor.open_form(PAGE), self_evaluation__grade_reason="")
    got = visitor.post(PAGE, typed)
    assert got.status == 422
    assert "TK412" in got.words
    assert "grade_reason" not in got.words
    assert read(visitor) == (SMALL / FILE).read_text("utf-8")


def test_what_is_wrong_already_stands_beside_its_field_when_the_page_opens(visit: Visit) -> None:
    visitor = visit()
    edit(visitor, "  grade_reason: 統合の効果がKPIより先に表れたため。\n", "")
    got = visitor.get(PAGE)
    assert got.status == 200
    assert "TK412" in got.words


def test_two_tabs_merge_field_by_field(visit: Visit) -> None:
    visitor = visit()
    one, two = visitor.open_form(PAGE), visitor.open_form(PAGE)
    assert visitor.post(PAGE, fill(one, kpis__kpi_2__actual="12")).status == 303
    assert visitor.post(PAGE, fill(two, self_evaluation__issues="二枚目。")).status == 303
    assert "actual: 12" in read(visitor)
    assert "issues: 二枚目。" in read(visitor)


def test_both_values_are_shown_where_an_editor_changed_the_same_field(visit: Visit) -> None:
    visitor = visit()
    form = visitor.open_form(PAGE)
    edit(visitor, "actual: 11", "actual: 14")
    typed = fill(form, kpis__kpi_2__actual="12", self_evaluation__issues="別の課題。")
    got = visitor.post(PAGE, typed)
    assert got.status == 422
    assert "どちらにするかを選んでください" in got.words
    assert "<blockquote>14</blockquote>" in got.text
    # What nobody else touched is saved, and what is in conflict stays as the other wrote it.
    assert "issues: 別の課題。" in read(visitor)
    assert "actual: 14" in read(visitor)
    again = read_form(got.text, PAGE)
    assert [v for k, v in again.items() if k.startswith("kpis/kpi_2/actual~")] == ["12"]
    # Without a choice it is asked again, and nothing is written over.
    assert visitor.post(PAGE, again).status == 422
    assert "actual: 14" in read(visitor)


@pytest.mark.parametrize(("side", "actual"), [("ours", 14), ("mine", 12)])
def test_the_side_that_is_chosen_stands(visit: Visit, side: str, actual: int) -> None:
    visitor = visit()
    form = visitor.open_form(PAGE)
    edit(visitor, "actual: 11", "actual: 14")
    got = visitor.post(PAGE, fill(form, kpis__kpi_2__actual="12"))
    choice = next(
        part.partition('"')[0]
        for part in got.text.split('name="side~kpis/kpi_2/actual" value="')[1:]
        if part.startswith(side)
    )
    chosen = read_form(got.text, PAGE) | {"side~kpis/kpi_2/actual": choice}
    assert visitor.post(PAGE, chosen).status == 303
    assert f"actual: {actual}" in read(visitor)


def test_a_choice_made_before_a_third_change_does_not_write_over_it(visit: Visit) -> None:
    visitor = visit()
    form = visitor.open_form(PAGE)
    edit(visitor, "actual: 11", "actual: 14")
    got = visitor.post(PAGE, fill(form, kpis__kpi_2__actual="12"))
    mine = got.text.split('value="mine:')[1].partition('"')[0]
    edit(visitor, "actual: 14", "actual: 15")
    chosen = read_form(got.text, PAGE) | {"side~kpis/kpi_2/actual": f"mine:{mine}"}
    assert visitor.post(PAGE, chosen).status == 422
    assert "actual: 15" in read(visitor)


def test_a_form_of_an_earlier_start_is_not_saved(visit: Visit) -> None:
    visitor = visit()
    old = visitor.open_form(PAGE) | {"token": "0" * 64}
    got = visitor.post(PAGE, fill(old, kpis__kpi_2__actual="12"))
    assert got.status == 403
    assert "何も保存していません" in got.words
    assert "actual: 11" in read(visitor)


def test_achievement_and_grade_follow_what_is_typed_and_nothing_is_written(visit: Visit) -> None:
    visitor = visit()
    before = read(visitor)
    typed = fill(visitor.open_form(PAGE), kpis__kpi_2__actual="１８", self_evaluation__issues="？")
    told = json.loads(visitor.post(f"{PAGE}/compute", typed).text)
    assert "150.0％" in told["kpis"]["kpi_2"]
    assert "目安" in told["grade"]
    assert read(visitor) == before
    broken = fill(visitor.open_form(PAGE), kpis__kpi_2__actual="？？")
    assert visitor.post(f"{PAGE}/compute", broken).status == 200


def test_what_the_stages_still_demand_is_listed(visit: Visit) -> None:
    visitor = visit()
    edit(visitor, "  issues: 高齢の利用者への説明が足りない。\n", "")
    assert "段階までに要るもの" in visitor.get(PAGE).words


def test_last_years_text_stands_beside_the_field(visit: Visit) -> None:
    from .conftest import DEMO

    page = visit(DEMO).get("/evaluations/2025/1").text
    assert '<div class="reference"><p class="muted">前の年度</p><p>63.4％</p></div>' in page


def test_every_field_of_the_form_is_on_the_page_and_no_other(visit: Visit) -> None:
    from taikou_cli.forms.layout.building import Selection, build_forms

    from .conftest import DEMO

    visitor = visit(DEMO)
    (form,) = build_forms(visitor.session.view().project, 2025, Selection(items=(1,)))
    places = {"/".join(field.address) for field in form.fields}
    shown = {name.partition("~")[0] for name in visitor.open_form("/evaluations/2025/1")}
    assert shown - {"token"} == places


@pytest.mark.parametrize(
    "name",
    [
        "~~",
        "x~~",
        "evidence/0/url~~",
        "evidence/99999/url~~",
        "opinions/1~~",
        "side~x",
        "a/../b~~",
        "kpis~~",
    ],
)
def test_fields_that_nobody_showed_do_no_harm(visit: Visit, name: str) -> None:
    visitor = visit()
    before = {path: path.read_bytes() for path in visitor.folder.rglob("*.yaml")}
    got = visitor.post(PAGE, [*visitor.open_form(PAGE).items(), (name, "x")])
    assert got.status in {303, 422}
    assert set(before) == set(visitor.folder.rglob("*.yaml"))
    assert all(
        path == visitor.folder / FILE or path.read_bytes() == raw for path, raw in before.items()
    )


def test_another_process_that_writes_is_waited_for_and_told(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from taikou_cli.store import plan_lock

    visitor = visit()
    monkeypatch.setattr("taikou_cli.web.session.hold_lock", lambda *a: plan_lock.hold_lock(*a, 0.1))
    form = fill(visitor.open_form(PAGE), kpis__kpi_2__actual="12")
    with plan_lock.hold_lock(visitor.folder.parent, "form import"):
        got = visitor.post(PAGE, form)
    assert got.status == 409
    assert "書き込んでいます" in got.words
    assert "actual: 11" in read(visitor)


def test_field_of_the_item_that_the_division_is_asked_for_lands_in_the_item(visit: Visit) -> None:
    visitor = visit()
    declared = "fields:\n  - {id: doubt, name: 懸念, on: item, type: text, asked_of: division}\n"
    edit(visitor, "workflow:\n", f"{declared}workflow:\n", "plan.yaml")
    before = read(visitor)
    values = {"of_item__fields__doubt": "人が足りない。", "kpis__kpi_2__actual": "12.5"}
    form = fill(visitor.open_form(PAGE), **values)
    assert visitor.post(f"{PAGE}/compute", form).status == 200
    got = visitor.post(PAGE, form)
    assert got.status == 303, got.words
    assert "fields:\n  doubt: 人が足りない。\n" in read(visitor, "items/02.yaml")
    assert read(visitor) != before
    assert "doubt" not in read(visitor)
