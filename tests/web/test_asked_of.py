"""Whoever is asked for a field of the plan has it on the own page; what is private is on no other."""

from collections.abc import Callable

import pytest

from .conftest import Visitor, fill

Visit = Callable[..., Visitor]
DECLARED = """fields:
  - {id: worth, name: 今後の方向, on: evaluation, type: text, asked_of: council}
  - {id: budget, name: 予算への反映, on: evaluation, type: text, asked_of: office, public: false}
  - {id: next, name: 次年度の予定, on: evaluation, type: text, asked_of: division, public: false}
  - {id: memo, name: 査定メモ, on: item, type: text, asked_of: office, public: false}
  - {id: doubt, name: 担当の懸念, on: item, type: text, asked_of: division, public: false}
workflow:
"""
OF_OTHERS = ("今後の方向", "予算への反映", "査定メモ", "ひみつの覚え")
PAGE = "/evaluations/2026/2"


@pytest.fixture
def asking(visit: Visit) -> Visitor:
    visitor = visit()
    for name, old, new in (
        ("plan.yaml", "workflow:\n", DECLARED),
        ("items/02.yaml", "data_plan: false\n", "data_plan: false\n" + SECRETS),
        ("evaluations/2026/02.yaml", "item: 2\n", "item: 2\nfields: {next: ひみつの予定}\n"),
    ):
        path = visitor.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    return visitor


SECRETS = "fields: {memo: ひみつの覚え, doubt: ひみつの懸念}\n"


def test_division_is_asked_what_is_asked_of_it_and_shown_nothing_of_others(
    asking: Visitor,
) -> None:
    words = asking.get(PAGE).words
    assert [
        one for one in ("次年度の予定", "ひみつの予定", "ひみつの懸念") if one not in words
    ] == []
    assert [one for one in OF_OTHERS if one in words] == []


def test_what_is_asked_of_others_cannot_be_written_on_the_page_of_the_division(
    asking: Visitor,
) -> None:
    path = asking.folder / "evaluations/2026/02.yaml"
    before = path.read_bytes()
    for place in ("fields/worth", "fields/budget", "assessments/council/fields/worth"):
        form = list(asking.open_form(PAGE).items())
        asking.post(PAGE, [*form, (f"{place}~~", "書き込み")])
        assert path.read_bytes() == before
    filled = fill(asking.open_form(PAGE), fields__next="来年も続ける。")
    assert asking.post(PAGE, filled).status == 303
    assert "next: 来年も続ける。" in path.read_text("utf-8")


def test_plan_is_written_without_what_the_division_alone_is_asked(asking: Visitor) -> None:
    words = asking.get("/items/2/edit").text
    assert "査定メモ" in words
    assert "ひみつの覚え" in words
    assert "担当の懸念" not in words
    assert "ひみつの懸念" not in words


@pytest.mark.parametrize("path", ["/", "/plan", "/items/2", "/year", "/changes", "/preview"])
def test_what_is_private_is_on_no_page_that_shows_the_plan(asking: Visitor, path: str) -> None:
    assert "ひみつ" not in asking.get(path).text


@pytest.mark.parametrize("kind", ["plan", "annual", "site"])
def test_what_is_private_is_in_nothing_that_is_previewed(asking: Visitor, kind: str) -> None:
    sent = asking.get(f"/preview-make?kind={kind}&year=2026&format=html")
    assert sent.status == 303, sent.words
    name = sent.headers["location"].split("/")[2]
    files = asking.session.kept(name)
    assert not [path for path, raw in files.items() if "ひみつ".encode() in raw]
