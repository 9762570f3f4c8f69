"""The sheets on which a member of the committee reads the results and writes opinions."""

from collections.abc import Iterator, Sequence

from taikou_cli.forms.layout.cell_text import trim_lines
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet
from taikou_cli.model import catalogue
from taikou_cli.model.catalogue import Entry, entries_of, entry_of, stories_of
from taikou_cli.model.evaluation import Evaluation, Opinion, SelfEvaluation
from taikou_cli.model.goals import Goal
from taikou_cli.progress.achievement import Achievement
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.wording import EMPTY, STATE_NAMES, describe_amount

OPINION = "opinion"
_LINES_OF_OPINION = 4
_WIDTHS = (20, 9, 30, 58, 40)
_HEADER = ("実施項目", "評価", "KPI（実績値／目標値）", "自己評価", "御意見")


def build_cover_fields() -> tuple[Field, ...]:
    """Give what a member says of all opinions at once."""
    return tuple(
        _field(0, entry, Kind.DATE if entry.kind is catalogue.Kind.DATE else Kind.LINE)
        for entry in entries_of(Opinion)
        if entry.asked_of == "committee" and entry.name != OPINION
    )


def build_goal_sheet(goal: Goal, standings: Sequence[ItemStanding]) -> Sheet:
    """Build the sheet of one goal: an item with its results and its opinion on a line."""
    lines = (
        Line(Role.TITLE, (f"目標{goal.sign}　{goal.title}",)),
        Line(Role.HEADER, _HEADER),
        *(Line(Role.ROW, tuple(_cells(standing))) for standing in standings),
    )
    return Sheet(f"目標{goal.number}", _WIDTHS, lines, repeated=2, is_landscape=True)


def _cells(standing: ItemStanding) -> Iterator[str | Field]:
    yield f"{standing.item.sign}　{standing.item.title}" + "\n" * _LINES_OF_OPINION
    yield standing.grade or STATE_NAMES[standing.state]
    yield "\n".join(_say_result(one, standing.fiscal_year) for one in standing.indicators)
    yield _say_evaluation(standing)
    yield _field(standing.item.number, entry_of(Opinion, OPINION), Kind.TEXT)


def _field(item: int, entry: Entry, kind: Kind) -> Field:
    return Field(item, (entry.key,), entry.title, entry.description, kind)


def _say_result(one: Achievement, year: int) -> str:
    result = one.result
    actual = describe_amount(result.actual, one.indicator.decimals) if result else EMPTY
    if result and result.pending:
        actual = "未確定"
    target = describe_amount(one.indicator.targets.get(year), one.indicator.decimals)
    unit = f"（{one.indicator.unit}）" if one.indicator.unit else ""
    return f"・{one.indicator.name}{unit}：{actual}／{target}"


def _say_evaluation(standing: ItemStanding) -> str:
    if standing.evaluation is None:
        return ""
    evaluation = standing.evaluation
    told = [
        (one.title, one.write(evaluation.self_evaluation)) for one in stories_of(SelfEvaluation)
    ]
    told += [(one.title, one.write(evaluation)) for one in stories_of(Evaluation)]
    return "\n".join(f"【{title}】{trim_lines(text)}" for title, text in told if text)
