"""What the committee, bodies and the office say, written in a browser as their forms would be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Visitor, fill, read_form
from .test_returned_workbooks import as_command, edit, give, read_all
from .test_work_of_a_year import FILE, fill_in

Visit = Callable[..., Visitor]
PLANS = Path(__file__).parents[1] / "plans"
COMMITTEE, OFFICE = "/voices/2026/committee", "/voices/2026/office"
SAID = {"0__member": "佐藤花子", "0__meeting": "第2回", "0__date": "令和9年9月1日"}


def save(visitor: Visitor, page: str, **values: str) -> None:
    got = visitor.post(page, fill(visitor.open_form(page), **values))
    assert got.status == 303, got.words


def test_opinion_is_written_as_the_committees_form_writes_it(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    said = {"member": "佐藤花子", "meeting": "第2回", "date": "令和9年9月1日"}
    cells = {f"tk_00_{key}": value for key, value in said.items()}
    form = fill_in(give(visitor, "committee"), **cells, tk_02_opinion="周知を。\n急いで。")
    expected = as_command(visitor, tmp_path, form)
    save(visitor, COMMITTEE, **SAID, **{"2__opinion": "周知を。\n急いで。"})
    assert read_all(visitor.folder) == expected
    assert "佐藤花子" in visitor.get("/year?year=2026").words


def test_response_to_an_opinion_is_written_as_the_divisions_form_writes_it(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    save(visitor, COMMITTEE, **SAID, **{"2__opinion": "周知を。"})
    assert "まだ" in visitor.get("/year?year=2026").words.partition("だれの")[2]
    form = fill_in(give(visitor), tk_02_opinions_1_response="広報で知らせる。")
    expected = as_command(visitor, tmp_path, form)
    save(visitor, "/evaluations/2026/2", opinions__1__response="広報で知らせる。")
    assert read_all(visitor.folder) == expected
    year = visitor.get("/year?year=2026")
    assert "広報で知らせる。" in year.words
    assert 'href="/evaluations/2026/2#opinions/1/response"' in year.text


def test_another_opinion_of_the_same_member_is_asked_back_with_both(visit: Visit) -> None:
    visitor = visit()
    save(visitor, COMMITTEE, **SAID, **{"2__opinion": "周知を。"})
    other = fill(visitor.open_form(COMMITTEE), **SAID, **{"2__opinion": "周知を急いで。"})
    got = visitor.post(COMMITTEE, other)
    assert got.status == 422
    assert "<blockquote>周知を。</blockquote>" in got.text
    assert "急いで" not in (visitor.folder / FILE).read_text("utf-8")
    mine = got.text.split('name="side~2/opinion" value="mine:')[1].partition('"')[0]
    again = read_form(got.text, COMMITTEE) | {"side~2/opinion": f"mine:{mine}"}
    assert visitor.post(COMMITTEE, again).status == 303
    assert "opinion: 周知を急いで。" in (visitor.folder / FILE).read_text("utf-8")


def test_opinion_without_its_meeting_is_told_beside_the_field(visit: Visit) -> None:
    visitor = visit()
    before = read_all(visitor.folder)
    got = visitor.post(COMMITTEE, fill(visitor.open_form(COMMITTEE), **{"2__opinion": "周知を。"}))
    assert got.status == 422
    assert 'id="r-0/meeting-1"' in got.text
    assert read_all(visitor.folder) == before


def test_what_the_office_says_is_written_as_its_form_writes_it(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    named = {"tk_02_assessments_office_comment": "所見。", "tk_00_summary": "全体の総括。"}
    form = fill_in(give(visitor, "office"), **named)
    expected = as_command(visitor, tmp_path, form)
    save(
        visitor,
        OFFICE,
        **{"2__assessments__office__comment": "所見。", "0__summary": "全体の総括。"},
    )
    assert read_all(visitor.folder) == expected
    assert visitor.post(OFFICE, visitor.open_form(OFFICE)).status == 303
    assert read_all(visitor.folder) == expected


def test_both_values_are_shown_where_somebody_else_wrote_the_same(visit: Visit) -> None:
    visitor = visit()
    place = "2__assessments__office__comment"
    form = visitor.open_form(OFFICE)
    save(visitor, OFFICE, **{place: "先の所見。"})
    got = visitor.post(OFFICE, fill(form, **{place: "後の所見。"}))
    assert got.status == 422
    assert "<blockquote>先の所見。</blockquote>" in got.text
    mine = got.text.split('name="side~2/assessments/office/comment" value="mine:')[1]
    choice = f"mine:{mine.partition(chr(34))[0]}"
    edit(visitor, "先の所見。", "三つ目の所見。")
    again = read_form(got.text, OFFICE) | {"side~2/assessments/office/comment": choice}
    third = visitor.post(OFFICE, again)
    assert third.status == 422
    assert "<blockquote>三つ目の所見。</blockquote>" in third.text


@pytest.mark.parametrize("whom", ["division", "nobody", "..", "office%2F..", ""])
def test_only_those_whom_a_form_is_for_have_a_page(visit: Visit, whom: str) -> None:
    assert visit().get(f"/voices/2026/{whom}").status == 404


@pytest.mark.parametrize("plan", ["own_words", "two_levels", "four_levels", "october_year"])
def test_pages_of_other_plans_open_and_save_nothing_by_themselves(visit: Visit, plan: str) -> None:
    visitor = visit(PLANS / plan)
    project = visitor.session.view().project
    before = read_all(visitor.folder)
    bodies = project.organization.content.bodies if project.organization else ()
    for whom in ("committee", "office", *(body.id for body in bodies)):
        page = f"/voices/{project.evaluated_years()[0]}/{whom}"
        assert "‹" not in visitor.get(page).text
        assert visitor.post(page, visitor.open_form(page)).status == 303
    assert read_all(visitor.folder) == before


def test_fields_that_nobody_showed_do_no_harm(visit: Visit) -> None:
    visitor = visit()
    before = read_all(visitor.folder)
    for name in ("x~~", "99/opinion~~", "2~~", "²/opinion~~", "2/stage~~", "0/assessments~~"):
        form = [*visitor.open_form(OFFICE).items(), (name, "x")]
        assert visitor.post(OFFICE, form).status in {303, 422}
        assert read_all(visitor.folder) == before
