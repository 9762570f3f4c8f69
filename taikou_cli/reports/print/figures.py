"""The figures of a year as plain data: every percentage stands with its fraction."""

from collections.abc import Iterable, Sequence
from typing import Any

from taikou_cli.progress.figures import NamedGroup
from taikou_cli.progress.group import GroupFigures, RateFigure
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.wording import DENOMINATORS, EMPTY, STATE_NAMES
from taikou_cli.reports.print.tables import COUNT, NAME, RATE, SHORT, TEXT, Cell, table
from taikou_cli.reports.year_view import CodeRow, YearView

_UNEVALUATED = "この年度の評価は、まだ登録されていません。"


def describe_summary(view: YearView, group: GroupFigures, *, compare: bool) -> dict[str, Any]:
    """Describe the figures of a group: counts, rates, and a table of each scale."""
    states = group.states.items()
    counted = [(STATE_NAMES[s], n) for s, n in states if n and s is not ItemState.NOT_IN_FORCE]
    return {
        "counts": [
            [name, str(count)] for name, count in (("実施中の項目", group.in_force), *counted)
        ],
        "rates": describe_rates(view, group),
        "tables": _describe_scales(view, group, compare=compare),
        "note": _note_axes(group) if view.is_evaluated else _UNEVALUATED,
    }


def describe_rates(view: YearView, group: GroupFigures) -> list[dict[str, str]]:
    """Describe the rates of a group; none before anything is evaluated."""
    return [
        {
            "name": rate.name,
            "percent": _percent(rate),
            "fraction": f"{rate.share.numerator}項目/{rate.share.denominator}項目",
            "of": DENOMINATORS[rate.denominator_of],
        }
        for rate in (group.rates if view.is_evaluated else ())
    ]


def describe_groups(
    view: YearView, groups: Sequence[NamedGroup], caption: str, name: str, *, total: bool = True
) -> dict[str, Any]:
    """Describe groups of items, one below the other."""
    rows = [
        (f"{name}{group.key}　{group.title}" if isinstance(group.key, int) else group.title, group)
        for group in groups
    ]
    named = [(title, group.figures) for title, group in rows]
    if total:
        named.append(("計", view.figures.overall))
    shown = view.figures.overall if view.is_evaluated else None
    return _table_of_groups(shown, caption, name, named) | {"total": total}


def describe_years(view: YearView) -> dict[str, Any]:
    """Describe all items, one year below the other."""
    named = [(f"{year.fiscal_year}年度", year.figures) for year in view.figures.years]
    return _table_of_groups(view.figures.overall, "年度ごとの評価（項目数と率）", "年度", named)


def _table_of_groups(
    graded: GroupFigures | None, caption: str, name: str, named: Iterable[tuple[str, GroupFigures]]
) -> dict[str, Any]:
    """Describe groups of items; without grades and rates if `graded` is None."""
    columns = [
        (name, NAME),
        *((state, COUNT) for state in ("実施中", "評価済", "未確定")),
        *((code, COUNT) for code in (graded.grades.counts if graded else ())),
        *((rate.name, RATE) for rate in (graded.rates if graded else ())),
    ]
    rows = (_row_of(title, group)[: len(columns)] for title, group in named)
    return table(caption, columns, rows)


def _row_of(title: str, group: GroupFigures) -> list[Cell]:
    counts = (group.in_force, group.grades.rated, group.states[ItemState.PENDING])
    return [
        title,
        *map(str, (*counts, *group.grades.counts.values())),
        *(
            [_percent(rate), f"{rate.share.numerator}/{rate.share.denominator}"]
            for rate in group.rates
        ),
    ]


def _percent(rate: RateFigure) -> str:
    return EMPTY if rate.share.percent is None else f"{rate.share.percent}％"


def _describe_scales(view: YearView, group: GroupFigures, *, compare: bool) -> list[dict[str, Any]]:
    tables = []
    if group.grades.counts and view.is_evaluated:
        caption = f"評価区分ごとの項目数（割合の分母は評価した{group.grades.rated}項目）"
        tables.append(
            _describe_codes(view.grade_rows(group, compare=compare), caption, "項目", view)
        )
    if group.actions.total:
        known = f"割合の分母は状況が分かる{group.actions.rated}件"
        caption = f"具体的な取組の状況（実施中{group.actions.in_force}件、{known}）"
        tables.append(_describe_codes(view.action_rows(group), caption, "件", view))
    if group.indicators.total:
        known = f"割合の分母は判定できた{group.indicators.rated}件"
        measured = f"実績のある{group.measured}件、未確定{group.pending_indicators}件"
        caption = f"KPIの状況（{measured}、{known}）"
        tables.append(_describe_codes(view.indicator_rows(group), caption, "件", view))
    if _has_axes(group):
        tables.append(_describe_axes(group))
    return tables


def _describe_codes(
    rows: Sequence[CodeRow], caption: str, counter: str, view: YearView
) -> dict[str, Any]:
    columns = [("区分", SHORT), ("意味", TEXT), (f"{counter}数", COUNT), ("割合", COUNT)]
    is_compared = any(row.change is not None for row in rows)
    if is_compared:
        columns.append((f"{view.fiscal_year - 1}年度からの増減", COUNT))
    return table(
        caption,
        columns,
        (
            [row.code, row.label, str(row.count), row.share, row.change or ""][: len(columns)]
            for row in rows
        ),
    )


def _has_axes(group: GroupFigures) -> bool:
    return bool(group.actions.rated and group.indicators.rated)


def _describe_axes(group: GroupFigures) -> dict[str, Any]:
    axes = group.axes
    return table(
        "予定どおり進んだか、成果が表れたか（項目数）",
        [("取組", TEXT), ("KPIはすべて目標に到達", COUNT), ("到達しないKPIがある", COUNT)],
        [
            ["すべて予定どおり", str(axes.both), str(axes.schedule_only)],
            ["遅れた取組がある", str(axes.outcome_only), str(axes.neither)],
        ],
    )


def _note_axes(group: GroupFigures) -> str | None:
    if not (_has_axes(group) and group.axes.not_comparable):
        return None
    unknown = group.axes.not_comparable
    return f"取組かKPIの状況が分からない{unknown}項目は、最後の表に含みません。"
