"""The pictures and their tables show the figures, and nothing else than the figures."""

import re
from fractions import Fraction
from itertools import combinations
from xml.etree import ElementTree

import pytest

from taikou_cli.base.japanese_text import display_width
from taikou_cli.model.item import Action
from taikou_cli.reports.charts import (
    grades_by_goal,
    heat_map,
    indicator_lines,
    plan_structure,
    schedule_bars,
)
from taikou_cli.reports.charts.axis import choose_axis
from taikou_cli.reports.charts.drawing import draw
from taikou_cli.reports.charts.indicator_points import Point
from taikou_cli.reports.charts.labels import Box
from taikou_cli.reports.charts.palette import PRINT
from taikou_cli.reports.charts.svg import NARROW, shorten, wrap
from taikou_cli.reports.document.indicators import courses_of
from taikou_cli.reports.document.multiples import draw_courses
from taikou_cli.reports.document.pictures import (
    draw_grades,
    draw_logic,
    draw_schedule,
    draw_structure,
    draw_years,
)

SVG = "{http://www.w3.org/2000/svg}"


def read(page):
    return ElementTree.fromstring(page)  # noqa: S314 - our own


def texts(page):
    return ["".join(part.itertext()) for part in read(page).iter(f"{SVG}text")]


def series_of(page):
    """Give the lines of a picture without the signs of its legend."""
    return [one for one in read(page).findall(f"{SVG}g") if not one.get("transform")]


def find_course(year, item, indicator=0):
    standing = next(one for one in year.shown if one.item.number == item)
    return courses_of(year, standing)[indicator]


def find_lines(year, item, indicator=0):
    return find_lines_of(year, find_course(year, item, indicator))


def find_lines_of(year, course):
    return indicator_lines.build(course.achievement, course.results, year.years, year.plan.rounding)


def test_bars_count_what_the_figures_count(year):
    data = draw_grades(year).chart
    header, rows = grades_by_goal.table_of(data)
    assert header == ("目標", "実施中", "A", "B", "C", "D", "判定不能", "未確定")
    assert rows[0] == ("全体", "34", "15", "12", "4", "0", "0", "3")
    assert len(rows) == 5
    more = [
        sum(int(row[column]) for row in rows[1:]) - int(rows[0][column])
        for column in range(1, len(header))
    ]
    repeated = [one for one in year.shown if one.item.also_under]
    assert len(repeated) == more[0] == sum(more[1:])  # told again under another goal


def test_bars_write_the_letter_with_each_count(year):
    shown = texts(grades_by_goal.render(draw_grades(year).chart, prefix="a"))
    for text in ("A 15", "B 12", "C 4", "… 3", "34項目"):
        assert text in shown
    assert not any("％" in text for text in shown)


def test_parts_of_a_bar_are_as_long_as_their_counts(year):
    page = grades_by_goal.render(draw_grades(year).chart, prefix="a")
    first = read(page).find(f"{SVG}g")
    widths = [float(r.get("width")) for r in first.iter(f"{SVG}rect") if r.get("stroke")]
    assert [round((width + 2) * 34 / 560) for width in widths] == [15, 12, 4, 3]


def test_short_part_shows_its_count_alone_and_a_shorter_one_nothing():
    grade = grades_by_goal.Mark("A", "よい", 0, 2)
    other = grades_by_goal.Mark("B", "わるい", 1, 2)
    bar = grades_by_goal.Bar("全体", 301, (300, 1), is_overall=True)
    data = grades_by_goal.GradesByGoal(2025, "目標", (grade, other), (bar,))
    shown = texts(grades_by_goal.render(data, prefix="a"))
    assert "A 300" in shown
    assert "1" not in shown
    narrow = data._replace(bars=(bar._replace(total=28, counts=(27, 1)),))
    assert "1" in texts(grades_by_goal.render(narrow, prefix="a"))
    assert grades_by_goal.table_of(data).rows == (("全体", "301", "300", "1"),)


def test_heat_map_tells_every_item_also_one_that_ended_or_had_not_begun(year):
    header, rows = heat_map.table_of(draw_years(year).chart)
    assert header == ("実施項目", "2022年度", "2023年度", "2024年度")
    assert len(rows) == 35
    found = {row[0].partition("　")[0]: row[1:] for row in rows}
    assert found["10"] == ("B", "C", "中止")
    assert found["35"] == ("実施期間外", "実施期間外", "B")
    assert found["14"] == ("C", "判定不能", "A")


def test_heat_map_counts_each_year_as_the_figures_do(year):
    _, rows = heat_map.table_of(draw_years(year).chart)
    for column, one in enumerate(year.figures.years[:3], 1):
        for code, count in one.figures.grades.counts.items():
            assert sum(row[column] == code for row in rows) == count


def test_heat_map_writes_a_sign_in_every_cell(year):
    shown = texts(heat_map.render(draw_years(year).chart, prefix="a"))
    signs = [text for text in shown if re.fullmatch("[ABCD…→×－・]|判定不能", text)]
    legend = 5 - 1
    assert len(signs) == 35 * 3 + legend


def test_lines_show_targets_and_actual_values_as_they_are_printed(year):
    header, rows = indicator_lines.table_of(find_lines(year, 1))
    assert header == ("年度", "目標値", "実績値")
    assert rows[0] == ("基準値（2021年度）", "－", "31.4")
    assert rows[1:4] == (
        ("2022年度", "40.0", "38.6"),
        ("2023年度", "50.0", "49.1"),
        ("2024年度", "60.0", "63.4"),
    )
    assert rows[-1] == ("2027年度", "85.0", "－")


def test_lines_of_a_cumulative_indicator_sum_up_what_its_target_sums_up(year):
    lines = find_lines(year, 4)
    assert lines.is_running
    yearly = list(find_course(year, 4).actuals.values())
    totals = [point.value for point in lines.actuals]
    assert totals == [sum(yearly[: n + 1]) for n in range(len(yearly))]
    labels = [point.label for point in lines.actuals]
    assert labels == [str(total) for total in totals]
    assert "累計" in indicator_lines.table_of(lines).header[2]


def test_year_without_a_value_is_a_gap_in_the_line():
    points = tuple(Point(y, Fraction(y), str(y)) for y in (2022, 2024, 2025))
    lines = indicator_lines.IndicatorLines(
        "件数", tuple(range(2022, 2027)), None, (), points, None, "大きいほどよい", False
    )
    page = indicator_lines.render(lines, prefix="a", palette=PRINT)
    (group,) = series_of(page)
    assert len(group.findall(f"{SVG}circle")) == 3
    assert len(group.findall(f"{SVG}path")) == 1


def test_target_and_actual_line_differ_in_dash_and_marker_not_in_colour_alone(year):
    page = indicator_lines.render(find_lines(year, 1), prefix="a", palette=PRINT)
    groups = series_of(page)
    dashes = [{p.get("stroke-dasharray") for p in g.findall(f"{SVG}path")} for g in groups]
    assert dashes == [{"7 4", None}, {None}]
    assert [len(g.findall(f"{SVG}circle")) for g in groups] == [0, 3]


def test_value_that_was_judged_against_an_expected_one_shows_it(year):
    lines = find_lines(year, 6, 2)
    assert lines.expected.label == "65.2"
    shown = texts(indicator_lines.render(lines, prefix="a"))
    assert {"期待値", "65.2"} <= set(shown)
    assert ("2024年度", "65.2（期待値）", "64.8") in indicator_lines.table_of(lines).rows
    assert "期待値の65.2と比べた" in indicator_lines.words_of(lines)[1]


def test_loosened_targets_stay_visible_beside_what_they_became(year):
    lines = find_lines(year, 4)
    assert [(point.year, point.label) for point in lines.former] == [(2024, "12"), (2025, "26")]
    assert lines.loosened == lines.former
    page = indicator_lines.render(lines, prefix="a")
    assert "緩める前の目標値" in texts(page)
    assert {"12", "26"} <= set(texts(page))
    assert "2025年度の緩める前の目標値は26。" in indicator_lines.words_of(lines)[1]


def test_no_two_values_of_a_picture_are_written_over_each_other(year):
    for standing in year.shown:
        for course in courses_of(year, standing):
            lines = find_lines_of(year, course)
            if lines is None:
                continue
            root = read(indicator_lines.render(lines, prefix="a"))
            boxes = [measure(part) for part in root.iter(f"{SVG}text") if part.get("stroke")]
            pairs = combinations(boxes, 2)
            assert not any(one.meets(other) for one, other in pairs), lines.name
            assert all(box.left >= 0 and box.right <= NARROW for box in boxes), lines.name


def measure(part):
    half = display_width("".join(part.itertext())) * 6 / 2
    x, y = float(part.get("x")), float(part.get("y"))
    return Box(x - half, y - 10, x + half, y + 2)


def test_indicators_side_by_side_tell_their_last_value_and_which_way_it_went(year):
    courses = [find_course(year, 1), find_course(year, 6), find_course(year, 14)]
    figure = draw_courses(year, courses, "KPIの移り変わり", "a")
    shown = texts(draw(figure.chart, "a"))
    for course in courses:
        told = next(row for row in figure.chart.panels if course.indicator.name in row.lines.name)
        assert {told.latest, told.status} <= set(shown)
    assert "達成 ↑改善" in shown
    assert "縦の尺度は指標ごとに違う" in figure.alt


def test_axis_that_does_not_begin_at_zero_says_so():
    near = choose_axis([Fraction(2), Fraction(9)], 0, 100)
    far = choose_axis([Fraction(90), Fraction(95)], 0, 100)
    assert (near.ticks[0], near.is_broken) == (0, False)
    assert far.ticks[0] > 0
    assert far.is_broken


@pytest.mark.parametrize(
    "values", [["0"], ["7"], ["-3", "4"], ["-90", "-95"], ["0.001", "0.0035"], ["1e9", "12e9"]]
)
def test_axis_holds_every_value_between_few_round_ticks(values):
    numbers = [Fraction(value) for value in values]
    axis = choose_axis(numbers, 50, 230)
    assert 2 <= len(axis.ticks) <= 8
    assert all(50 <= axis.y_of(number) <= 230 for number in numbers)
    assert len({axis.label_of(tick) for tick in axis.ticks}) == len(axis.ticks)


def test_target_in_words_is_not_drawn_and_no_number_at_all_gives_no_picture(year):
    course = find_course(year, 1)
    words = course.indicator.model_copy(update={"targets": {2024: "充実を図る"}})
    achievement = course.achievement._replace(indicator=words)
    assert indicator_lines.build(achievement, {}, year.years, year.plan.rounding) is None


def test_structure_counts_goals_policies_and_items(year):
    data = draw_structure(year).chart
    _, rows = plan_structure.table_of(data)
    assert len(rows) == 17
    assert sum(int(row[2]) for row in rows) == 35
    assert rows[0][3] == "1★、2★、3★"
    shown = texts(plan_structure.render(data, prefix="a"))
    assert "4方針・8項目" in shown
    assert {"1★", "4", "35"} <= set(shown)


def test_long_text_is_cut_by_its_width_on_screen():
    assert shorten("窓口の案内", 10) == "窓口の案内"
    assert shorten("窓口の案内を直す", 10) == "窓口の案…"[:5]
    assert wrap("窓口の案内を直して待ち時間を減らす", 10, 2) == ["窓口の案内", "を直して…"]


def test_bars_are_as_long_as_their_quarters_and_keep_clear_of_other_texts():
    schedule = {"2026-Q1": "名前の長い短い準備", "2026-Q2..2027-Q4": "運用", 2028: "評価"}
    action = Action.model_validate({"id": "a", "title": "整備", "schedule": schedule})
    data = schedule_bars.build([action], range(2026, 2029), "取組")
    root = ElementTree.fromstring(schedule_bars.render(data, prefix="a"))  # noqa: S314 - our own
    shapes = [part.get("d") for part in root.iter() if part.get("d", "").endswith("Z")]
    bars = [re.match(r"M(\S+) (\S+) H\S+ L(\S+) ", shape).groups() for shape in shapes]
    lengths = [float(right) - float(left) + 3 for left, _, right in bars]
    assert [round(length / lengths[0]) for length in lengths] == [1, 7, 4]
    first, second, third = (float(top) for _, top, _ in bars)
    assert second > first == third


def test_schedule_and_logic_model_say_in_words_what_they_show(year):
    item = next(item for item in year.items if item.number == 3)
    told = draw_schedule(year, item, year.years).alt
    assert "「県有施設の共通予約システムの整備」は2022年度上半期に仕様の決定" in told
    assert "2023年度第2四半期～2024年度第1四半期にスポーツ施設9か所で開始" in told
    told = draw_logic(year, item).alt
    assert "閉館時間中（21時～翌8時）に行われた予約の割合（％）は県の手続に" in told


def test_item_that_says_no_kind_and_schedules_nothing_has_neither_picture(year):
    item = next(item for item in year.items if item.number == 4).model_copy(update={"actions": ()})
    assert draw_logic(year, item) is None
    assert draw_schedule(year, item, year.years) is None
