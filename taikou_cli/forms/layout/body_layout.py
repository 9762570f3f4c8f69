"""The sheets on which a body of the promotion structure grades and comments the items of a year."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taikou_cli.forms.layout.committee_layout import describe_standing
from taikou_cli.forms.layout.field_rows import choices_of, describe_scale
from taikou_cli.forms.layout.fields import Address, Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet, name_sheet
from taikou_cli.model.catalogue import entry_of
from taikou_cli.model.evaluation import Assessment
from taikou_cli.model.goals import Part
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.standing import ItemStanding

DATE: Address = ("date",)
_WIDTH_OF_GRADE, _WIDTH_OF_COMMENT = 14, 40
_WIDTHS = (20, 9, 28, 50)
_HEADER = ("評価", "KPI（実績値／目標値）", "自己評価")


class Assessor(NamedTuple):
    """Who fills in the form: a body by its id, with the scales that are its own."""

    id: str
    scales: tuple[RatingScale, ...]


def find_own(assessments: Sequence[Assessment], body: str) -> Assessment | None:
    """Give the body's assessment of the year that a form shows and changes: the last one."""
    own = [one for one in assessments if one.by == body and one.is_of_year]
    return own[-1] if own else None


def build_cover_fields(plan: Plan, body: str, overall: Assessment | None) -> tuple[Field, ...]:
    """Give what a body says of all items at once."""
    date = plan.word(entry_of(Assessment, "date"))
    return (
        Field(0, DATE, date.title, date.description, Kind.DATE),
        _comment(plan, 0, body, overall, "全体についての所見"),
    )


def build_goal_sheet(
    plan: Plan, goal: Part, standings: Sequence[ItemStanding], assessor: Assessor
) -> Sheet:
    """Build the sheet of one goal: an item with its results, its grades and comment on a line."""
    titles = tuple(scale.title for scale in assessor.scales)
    lines = (
        Line(Role.TITLE, (f"{plan.words.goal}{goal.sign}　{goal.title}",)),
        Line(Role.HEADER, (plan.words.item, *_HEADER, *titles, "所見")),
        *(Line(Role.ROW, tuple(_cells(plan, standing, assessor))) for standing in standings),
    )
    widths = (*_WIDTHS, *(_WIDTH_OF_GRADE for _ in titles), _WIDTH_OF_COMMENT)
    return Sheet(
        name_sheet(f"{plan.words.goal}{goal.number}"), widths, lines, repeated=2, is_landscape=True
    )


def _cells(plan: Plan, standing: ItemStanding, assessor: Assessor) -> Iterator[str | Field]:
    number = standing.item.number
    told = standing.evaluation.assessments if standing.evaluation else ()
    own = find_own(told, assessor.id)
    yield from describe_standing(plan, standing)
    for scale in assessor.scales:
        yield Field(
            number,
            ("assessments", assessor.id, "grades", scale.id),
            scale.title,
            describe_scale(scale),
            Kind.CHOICE,
            own.grades.get(scale.id) if own else None,
            choices=choices_of(scale),
        )
    yield _comment(plan, number, assessor.id, own, "所見")


def _comment(plan: Plan, item: int, body: str, own: Assessment | None, label: str) -> Field:
    entry = plan.word(entry_of(Assessment, "comment"))
    address = ("assessments", body, entry.key)
    return Field(item, address, label, entry.description, Kind.TEXT, entry.read(own))
