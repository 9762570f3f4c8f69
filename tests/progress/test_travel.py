"""Which way things went, and which targets were loosened: by what is better, not by what grows."""

from pathlib import Path

import pytest

from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.former_targets import list_former_targets
from taikou_cli.progress.travel import Travel, compare_grades
from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.indicators import courses_of, tell_notes, tell_target
from taikou_cli.reports.document.listings import tell_grade_and_travel
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.document.travel import tell_travel, tell_value_travel
from taikou_cli.reports.document.walk import read_line

DEMO = Path(__file__).parents[2] / "examples/demo/data"


@pytest.fixture(scope="module")
def year():
    return open_year(load_project(DEMO), 2024)


def find(year, number):
    return next(one for one in year.shown if one.item.number == number)


def write_indicator(direction, targets, changes):
    told = {"id": "a", "name": "指標", "direction": direction, "targets": targets}
    told["target_changes"] = tuple(
        {"fiscal_year": of, "date": day, "before": before, "why": "理由"}
        for of, day, before in changes
    )
    return Indicator.model_validate(told)


@pytest.mark.parametrize(
    ("direction", "before", "now", "is_loosened"),
    [
        ("higher", 26, 15, True),
        ("higher", 15, 26, False),
        ("lower", 15, 26, True),
        ("lower", "26人以下", "15人以下", False),
        ("higher", "充実を図る", 15, False),
    ],
)
def test_target_is_loosened_when_it_becomes_easier_to_reach(direction, before, now, is_loosened):
    indicator = write_indicator(direction, {2025: now}, [(2025, "2024-07-30", before)])
    (former,) = list_former_targets(indicator)
    assert former.is_loosened is is_loosened
    assert former.after == now


def test_target_changed_twice_is_compared_with_what_followed_each_time():
    changes = [(2025, "2024-07-30", 20), (2025, "2023-07-30", 10)]
    first, second = list_former_targets(write_indicator("higher", {2025: 15}, changes))
    assert (first.change.before, first.after, first.is_loosened) == (10, 20, False)
    assert (second.change.before, second.after, second.is_loosened) == (20, 15, True)


def test_grades_are_compared_by_their_order_and_only_if_both_count(year):
    scale = year.plan.scale_of("items")
    assert compare_grades(scale, "B", "A") is Travel.BETTER
    assert compare_grades(scale, "A", "A") is Travel.SAME
    assert compare_grades(scale, "A", "C") is Travel.WORSE
    assert compare_grades(scale, "判定不能", "A") is None
    assert compare_grades(scale, None, "A") is None


def test_lists_say_which_way_the_grade_of_an_item_went(year):
    assert tell_travel(year, find(year, 1)) == "前年度Bから↑改善"
    assert tell_travel(year, find(year, 4)) == ""  # it was not known the year before
    assert tell_travel(year, find(year, 21)) == "前年度Aから↓悪化"
    told = tell_grade_and_travel(year, find(year, 1))
    assert [read_line(line) for line in told][-1] == "前年度Bから↑改善"


def test_value_that_should_be_small_gets_better_by_falling(year):
    rising, falling, *_ = courses_of(year, find(year, 1))
    assert tell_value_travel(rising.achievement) == "↑改善（49.1から）"
    assert falling.indicator.direction == "lower"
    assert tell_value_travel(falling.achievement) == "↑改善（231から）"


def test_expected_value_stands_in_the_place_of_the_target_with_its_address(year):
    course = next(
        one for one in courses_of(year, find(year, 6)) if one.achievement.expected is not None
    )
    ((figure, note),) = tell_target(year, course, 2024)
    assert (figure.text, note) == ("65.2", "（期待値）")
    assert figure.to == f"items.6.kpis.{course.indicator.id}.expected"


def test_note_says_that_a_target_was_loosened(year):
    course = courses_of(year, find(year, 4))[0]
    assert "26 から 15 に緩めた" in tell_notes(year, course)
