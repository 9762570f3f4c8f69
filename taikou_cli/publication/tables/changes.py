"""The table of changes: what of the plan and its results was changed, when and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.project.field_names import list_results, name_field
from taikou_cli.publication.tables.indicators import iter_goal_indicators, iter_item_indicators
from taikou_cli.publication.tables.table import (
    OF_GOAL,
    OF_ITEM,
    YEAR_NAME,
    Column,
    Layout,
    Row,
    Source,
    name_year,
    split_amount,
)

_Amount = int | Decimal | str | None


class _Change(NamedTuple):
    """A change; what of it does not apply is None."""

    date: date
    kind: str
    what: str
    why: str
    fiscal_year: int | None = None
    item: int | None = None
    goal: int | None = None
    before: _Amount = None
    after: _Amount = None


class _Owner(NamedTuple):
    """What an indicator belongs to: one of the two is None."""

    item: int | None
    goal: int | None


def _iter_changes(source: Source) -> Iterator[Row]:
    # Of one day they stay in the order in which they are listed here.
    changes = (
        *_list_revisions(source),
        *_list_target_changes(source),
        *_list_restatements(source),
        *_list_corrections(source),
    )
    for number, one in enumerate(sorted(changes, key=attrgetter("date")), start=1):
        yield (
            number,
            one.date.isoformat(),
            one.kind,
            *(name_year(one.fiscal_year) if one.fiscal_year else (None, None)),
            one.item,
            one.goal,
            one.what,
            *split_amount(one.before),
            *split_amount(one.after),
            one.why,
        )


def _list_revisions(source: Source) -> Iterator[_Change]:
    for revision in source.plan.revisions:
        yield _Change(revision.date, "plan_revision", revision.what, revision.why)
    for number, document in sorted(source.project.items_by_number().items()):
        for one in document.content.revisions:
            yield _Change(one.date, "item_revision", one.what, one.why, item=number)


def _iter_owned(source: Source) -> Iterator[tuple[_Owner, Indicator]]:
    for number, kpi in iter_item_indicators(source):
        yield _Owner(number, None), kpi
    for goal, kgi in iter_goal_indicators(source.project):
        yield _Owner(None, goal.number), kgi


def _list_target_changes(source: Source) -> Iterator[_Change]:
    for owner, indicator in _iter_owned(source):
        for year in sorted({one.fiscal_year for one in indicator.target_changes}):
            changes = [one for one in indicator.target_changes if one.fiscal_year == year]
            changes.sort(key=attrgetter("date"))
            values = [*(one.before for one in changes), indicator.targets.get(year)]
            for one, after in zip(changes, values[1:], strict=True):
                yield _Change(
                    date=one.date,
                    kind="target_change",
                    what=f"「{indicator.name}」の目標値",
                    why=one.why,
                    fiscal_year=year,
                    item=owner.item,
                    goal=owner.goal,
                    before=one.before,
                    after=after,
                )


def _list_restatements(source: Source) -> Iterator[_Change]:
    told = {figures.fiscal_year for figures in source.years}
    names = {(owner, one.id): one.name for owner, one in _iter_owned(source)}
    goals = {
        kgi.id: _Owner(None, goal.number) for goal, kgi in iter_goal_indicators(source.project)
    }
    for year, owner, result in _iter_results(source, goals):
        if year in told:
            yield from _restate(
                result, f"「{names.get((owner, result.id), result.id)}」の実績値", year, owner
            )


def _iter_results(
    source: Source, goals: dict[str, _Owner]
) -> Iterator[tuple[int, _Owner, IndicatorResult]]:
    for document in source.project.evaluations:
        content = document.content
        for result in content.kpis:
            yield content.fiscal_year, _Owner(content.item, None), result
    for results in source.project.goal_results:
        for result in results.content.kgis:
            if owner := goals.get(result.id):
                yield results.content.fiscal_year, owner, result


def _restate(result: IndicatorResult, what: str, year: int, owner: _Owner) -> Iterable[_Change]:
    restatements = sorted(result.restatements, key=attrgetter("date"))
    values: Sequence[_Amount] = [*(one.before for one in restatements), result.actual]
    for one, after in zip(restatements, values[1:], strict=True):
        yield _Change(
            date=one.date,
            kind="restatement",
            what=what,
            why=one.why,
            fiscal_year=year,
            item=owner.item,
            goal=owner.goal,
            before=one.before,
            after=after,
        )


def _list_corrections(source: Source) -> Iterator[_Change]:
    for figures in source.years:
        for standing in figures.standings:
            if standing.evaluation is None:
                continue
            names = list_results(standing.item)
            for one in standing.evaluation.corrections:
                yield _Change(
                    date=one.date,
                    kind="correction",
                    what=source.plan.words.say(name_field(standing.evaluation, one.field, names)),
                    why=one.why,
                    fiscal_year=figures.fiscal_year,
                    item=standing.item.number,
                    before=one.before,
                    after=one.after,
                )


LAYOUTS = (
    Layout(
        "changes",
        "変更と訂正の記録",
        (
            Column("number", "順番（日付順）", "integer", required=True),
            Column("date", "日付", "date", required=True),
            Column("kind", "種類", codes="change_kind", required=True),
            Column("fiscal_year", "どの年度についてか（西暦）", "integer"),
            Column(YEAR_NAME, "どの年度についてか（元号）"),
            Column("item", "‹item›番号", "integer"),
            Column("goal", "‹goal›番号", "integer"),
            Column("what", "何を変えたか", required=True),
            Column("before", "変更前・誤", "number"),
            Column("before_text", "変更前・誤（数でないとき）"),
            Column("after", "変更後・正", "number"),
            Column("after_text", "変更後・正（数でないとき）"),
            Column("why", "理由", required=True),
        ),
        ("number",),
        _iter_changes,
        (OF_ITEM, OF_GOAL),
    ),
)
