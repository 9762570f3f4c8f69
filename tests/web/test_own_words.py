"""A plan that calls everything by words of its own: no page falls back on the usual ones."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.practices.outputs import text_of_page
from tests.practices.test_own_words import find_usual

from .conftest import Got, Visitor
from .test_pages import PAGES

Visit = Callable[..., Visitor]
PLANS = Path(__file__).parents[1] / "plans"
OWN_WORDS = PLANS / "own_words"
ITEMS = range(1, 6)
OF_ITEMS = sorted(
    {
        re.sub(r"(/items/|/evaluations/2026/)1\b", rf"\g<1>{number}", path)
        for path in PAGES
        for number in ITEMS
    }
)


def find_strange(got: Got) -> list[str]:
    """Find the usual words, and names of words that nobody has put in."""
    told = text_of_page(got.text)
    return [*find_usual(told), *re.findall(".{0,20}‹.{0,20}", told)]


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    return visit(OWN_WORDS)


def test_no_page_says_the_usual_words(visitor: Visitor) -> None:
    got = {path: visitor.get(path) for path in OF_ITEMS}
    assert {path: one.words for path, one in got.items() if one.status != 200} == {}
    assert {path: found for path, one in got.items() if (found := find_strange(one))} == {}


def test_pages_say_the_words_of_the_plan(visitor: Visitor) -> None:
    words = visitor.session.view().project.words
    assert f"{words.item}の一覧" in visitor.get("/plan").words
    assert f"{words.goal}と{words.policy}と{words.group}" in visitor.get("/plan").words
    goals = visitor.get("/basics/goals").words
    for word in (words.goal, words.policy, words.group):
        assert f"{word}1" in goals
    edited = visitor.get("/items/1/edit").words
    assert f"{words.division}（先頭が主担当）" in edited
    assert f"新しい{words.action}" in edited
    evaluation = visitor.get("/evaluations/2026/1").words
    assert f"{words.item}1" in evaluation
    assert words.response in evaluation
    assert f"{words.committee}の委員の様式" in visitor.get("/year").words


def test_stages_and_refusals_say_the_words_of_the_plan(visitor: Visitor) -> None:
    for stage in visitor.session.view().project.require_outline().workflow:
        for direction in ("on", "back"):
            asked = {"year": "2026", "stage": stage.id, "direction": direction, "why": "確かめ直す"}
            got = visitor.post("/year/stages", asked)
            assert got.status == 200
            assert find_strange(got) == []
    for asked in ({"items": "9"}, {"division": "nobody"}):
        got = visitor.post("/year/stages", {"year": "2026", "stage": stage.id, **asked})
        assert got.status == 409
        assert find_strange(got) == []
    assert find_strange(visitor.get("/items/99")) == []


BROKEN = (
    ("items/01.yaml", "policy: 1", "policy: 9"),
    ("items/01.yaml", "divisions:\n  - planning", "divisions: [nobody]"),
    ("goals.yaml", "number: 2\n    title", "number: 3\n    title"),
    ("plan.yaml", "  items: 5", "  items: 6"),
    ("evaluations/2026/01.yaml", "    response: 人数は利用の状況を見て決める。\n", ""),
)


@pytest.mark.parametrize(("name", "old", "new"), BROKEN)
def test_findings_beside_the_fields_say_the_words_of_the_plan(
    visitor: Visitor, name: str, old: str, new: str
) -> None:
    path = visitor.folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert "TK" in visitor.get("/").words
    for address in PAGES:
        assert find_strange(visitor.get(address)) == [], address


@pytest.mark.parametrize("plan", ["two_levels", "four_levels", "october_year"])
def test_plans_of_other_levels_and_years_are_shown(visit: Visit, plan: str) -> None:
    visitor = visit(PLANS / plan)
    project = visitor.session.view().project
    (year, *_), number = project.evaluated_years(), min(project.items_by_number())
    for path in PAGES:
        own = path.replace("2026", str(year)).replace("/items/1", f"/items/{number}")
        got = visitor.get(own.replace(f"{year}/1", f"{year}/{number}"))
        assert got.status == 200, (own, got.words)
        assert "‹" not in got.text
    goals = visitor.get("/basics/goals").words
    for level in ("goal", "policy", "group"):
        named = [
            f"{project.words.of_level(level)}{one.part.sign}" for one in project.parts_on(level)
        ]
        assert all(one in goals for one in named)
    names = {branch.part.title for branch in project.branches}
    rows = visitor.get("/plan").text
    assert all(name in rows for name in names)
    assert project.require_outline().fiscal_years.name(max(project.evaluated_years())) in rows
