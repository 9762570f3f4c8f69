"""The sheets on which a member of the committee reads the results and writes opinions."""

from collections.abc import Iterator, Sequence

from taikou_cli.forms.layout.cell_text import trim_lines
from taikou_cli.forms.layout.fields import Address, Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet, name_sheet
from taikou_cli.model import catalogue
from taikou_cli.model.catalogue import Entry, entries_of, entry_of
from taikou_cli.model.evaluation import Opinion, SelfEvaluation
from taikou_cli.model.goals import Part
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import Rounding
from taikou_cli.progress.achievement import Achievement
from taikou_cli.progress.figures import Figures
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.wording import (
    COUNTERS,
    DENOMINATORS,
    EMPTY,
    STATE_NAMES,
    describe_achievement,
    describe_amount,
    describe_fraction,
)
from taikou_cli.progress.wording import describe_standing as describe_scale_standing

OPINION = "opinion"
MEETING: Address = ("meeting",)
_LINES_OF_OPINION = 4
_OVERALL = "個々の項目でなく、年度の評価の全体についての意見。なければ空けてください。"
_WIDTHS_OF_GUIDE = (26, 78)
_WIDTHS = (20, 9, 30, 58, 40)
_HEADER = ("評価", "KPI（実績値／目標値）", "自己評価", "御意見")


def build_cover_fields(plan: Plan, meeting: str = "") -> tuple[Field, ...]:
    """Give what a member says of all opinions at once.

    Args:
        plan: The outline.
        meeting: The meeting, if the office has written it already.
    """
    fields = _iter_cover_fields(plan)
    return tuple(
        field._replace(value=meeting or None) if field.address == MEETING else field
        for field in fields
    )


def _iter_cover_fields(plan: Plan) -> Iterator[Field]:
    asked = [plan.word(entry) for entry in entries_of(Opinion) if entry.asked_of == "committee"]
    for entry in asked:
        if entry.name != OPINION:
            yield _field(0, entry, Kind.DATE if entry.kind is catalogue.Kind.DATE else Kind.LINE)
    overall = _field(0, plan.word(entry_of(Opinion, OPINION)), Kind.TEXT)
    yield overall._replace(label="評価の全体についての御意見", help=_OVERALL)


def build_goal_sheet(plan: Plan, goal: Part, standings: Sequence[ItemStanding]) -> Sheet:
    """Build the sheet of one goal: an item with its results and its opinion on a line."""
    lines = (
        Line(Role.TITLE, (f"{plan.words.goal}{goal.sign}　{goal.title}",)),
        Line(Role.HEADER, (plan.words.item, *_HEADER)),
        *(Line(Role.ROW, tuple(_cells(plan, standing))) for standing in standings),
    )
    return Sheet(
        name_sheet(f"{plan.words.goal}{goal.number}"), _WIDTHS, lines, repeated=2, is_landscape=True
    )


def build_guide_sheet(plan: Plan, figures: Figures) -> Sheet:
    """Build the sheet that tells what the grades mean and how the year stands as a whole."""
    return Sheet("評価の見方", _WIDTHS_OF_GUIDE, tuple(_iter_guide(plan, figures)))


def _iter_guide(plan: Plan, figures: Figures) -> Iterator[Line]:
    yield Line(Role.TITLE, ("評価区分の意味と達成率",))
    for scale in plan.item_scales:
        yield Line(Role.SECTION, (f"{scale.title}{describe_scale_standing(scale)}",))
        for grade in scale.grades:
            yield Line(Role.ROW, (grade.code, grade.label))
    groups = [("全体", figures.overall)]
    groups += [(f"{plan.words.goal}{one.sign}　{one.title}", one.figures) for one in figures.goals]
    for title, group in groups:
        told = [rate for rate in group.rates if rate.share.percent is not None]
        if told:
            yield Line(Role.SECTION, (title,))
        for rate in told:
            of = DENOMINATORS[rate.of][rate.denominator_of]
            fraction = describe_fraction(rate.share, COUNTERS[rate.of], of)
            yield Line(Role.ROW, (rate.name, f"{rate.share.percent}％{fraction}"))


def _cells(plan: Plan, standing: ItemStanding) -> Iterator[str | Field]:
    yield from describe_standing(plan, standing)
    yield _field(standing.item.number, plan.word(entry_of(Opinion, OPINION)), Kind.TEXT)


def describe_standing(plan: Plan, standing: ItemStanding) -> Iterator[str]:
    """Give what who judges reads of an item: its title, grade, values and self-evaluation."""
    yield f"{standing.item.sign}　{standing.item.title}" + "\n" * _LINES_OF_OPINION
    yield standing.grade or STATE_NAMES[standing.state]
    yield "\n".join(
        _say_result(one, standing.fiscal_year, plan.rounding) for one in standing.indicators
    )
    yield _say_evaluation(plan, standing)


def _field(item: int, entry: Entry, kind: Kind) -> Field:
    return Field(item, (entry.key,), entry.title, entry.description, kind)


def _say_result(one: Achievement, year: int, rounding: Rounding) -> str:
    result = one.result
    actual = describe_amount(result.actual, one.indicator.decimals) if result else EMPTY
    if result and result.pending:
        actual = "未確定"
    target = describe_amount(one.indicator.targets.get(year), one.indicator.decimals)
    unit = f"（{one.indicator.unit}）" if one.indicator.unit else ""
    achieved = describe_achievement(one, rounding)
    rate = f"（達成率 {achieved}）" if achieved != EMPTY else ""
    return f"・{one.indicator.name}{unit}：{actual}／{target}{rate}"


def _say_evaluation(plan: Plan, standing: ItemStanding) -> str:
    if standing.evaluation is None:
        return ""
    evaluation = standing.evaluation
    told = [
        (one.title, one.write(evaluation.self_evaluation))
        for one in plan.stories_of(SelfEvaluation)
    ]
    beside = (one for one in plan.stories_of(evaluation) if one.is_public)
    told += [(one.title, one.tell(evaluation)) for one in beside]
    return "\n".join(f"【{title}】{trim_lines(text)}" for title, text in told if text)
