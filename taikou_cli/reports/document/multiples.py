"""Many indicators side by side."""

from collections.abc import Iterable

from taikou_cli.base.label import join_labels
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.wording import EMPTY, STATE_NAMES
from taikou_cli.reports.charts import indicator_lines
from taikou_cli.reports.charts.small_multiples import Panel
from taikou_cli.reports.document.blocks import Figure
from taikou_cli.reports.document.indicators import Course
from taikou_cli.reports.document.pictures import draw_multiples
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.travel import name_value_travel


def draw_courses(year: Year, courses: Iterable[Course], title: str, id_: str) -> Figure | None:
    """Draw many indicators side by side; None where none of them has numbers."""
    lines = (
        (course, indicator_lines.build(one, course.results, year.years, year.plan.rounding))
        for course in courses
        for one in [course.achievement]
    )
    panels = (
        Panel(data, _say_status(course))
        for course, data in lines
        if data and (data.actuals or data.targets)
    )
    return draw_multiples(title, panels, id_)


def _say_status(course: Course) -> str:
    status = (
        STATE_NAMES[ItemState.PENDING] if course.is_pending else course.achievement.status or EMPTY
    )
    told = filter(None, (status, name_value_travel(course.achievement)))
    return join_labels(tuple(told), " ")
