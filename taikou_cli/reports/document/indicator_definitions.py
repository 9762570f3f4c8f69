"""Indicators as the plan sets them: what they measure, and the values that they shall reach."""

from collections.abc import Iterable, Iterator

from taikou_cli.base.label import join_labels, label
from taikou_cli.model.indicator import Indicator, TargetChange
from taikou_cli.progress.wording import DIRECTIONS, EMPTY, INDICATOR_KINDS, describe_amount
from taikou_cli.reports.document.blocks import Column, Row, Table, Text
from taikou_cli.reports.document.indicators import name_indicator, tell_baseline
from taikou_cli.reports.document.source import Outline
from taikou_cli.reports.document.texts import (
    as_lines,
    flow,
    list_declared,
    missing,
    paragraphs,
    say,
)


def tabulate_indicators(
    outline: Outline, indicators: Iterable[Indicator], name: str
) -> Iterator[Table]:
    """Tell indicators: the values that they shall reach, and then what they are, where told."""
    known = tuple(indicators)
    columns = (
        Column(label("指標（単位）"), "name"),
        Column(label("望ましい向き"), "text"),
        Column(label("基準値"), "text"),
        Column(label("目標値"), "text"),
        Column(label("目標値の変更"), "text"),
    )
    rows = tuple(_tell_values(outline, one) for one in known)
    yield Table(name, columns, rows, "records")
    yield from define_indicators(outline, known, name)


def define_indicators(
    outline: Outline, indicators: Iterable[Indicator], name: str
) -> Iterator[Table]:
    """Tell what indicators are, if that is told of any."""
    known = tuple(indicators)
    if any(one.kind or one.serves or one.definition or one.data_source for one in known):
        yield _define(outline, known, label("{name}の定義", name=name))


def _define(outline: Outline, indicators: Iterable[Indicator], caption: str) -> Table:
    names = {kgi.id: kgi.name for kgi in outline.kgis}
    columns = (
        Column(label("指標（単位）"), "name"),
        Column(label("種類"), "text"),
        Column(label("定義"), "long"),
        Column(label("データの出所"), "long"),
        Column(label("寄与するKGI"), "text"),
    )
    rows = tuple(
        Row(
            (
                say(name_indicator(one)),
                say(INDICATOR_KINDS[one.kind] if one.kind else EMPTY),
                paragraphs(one.definition, EMPTY),
                paragraphs(one.data_source, EMPTY),
                as_lines(names.get(id_, id_) for id_ in one.serves) or say(EMPTY),
            )
        )
        for one in indicators
    )
    return Table(caption, columns, rows, "records")


def _tell_values(outline: Outline, one: Indicator) -> Row:
    last = outline.plan.last_year
    targets = as_lines(
        label(
            "{when}：{text}",
            when=join_labels(
                (
                    outline.plan.fiscal_years.name(year),
                    label("【計画の後】") if one.is_late(year, last) else "",
                )
            ),
            text=describe_amount(value, one.decimals),
        )
        for year, value in sorted(one.targets.items())
    )
    return Row(
        (
            (
                *say(name_indicator(one), tell_years(one.first_year, one.last_year)),
                *list_declared(outline.plan, one),
            ),
            say(DIRECTIONS[one.direction]),
            tell_baseline(one) if one.baseline else missing(),
            targets or missing(),
            _tell_changes(one) or say(EMPTY),
        )
    )


def _tell_changes(one: Indicator) -> Text:
    return as_lines(
        join_labels((_tell_change(change, one), flow(change.why))) for change in one.target_changes
    )


def _tell_change(change: TargetChange, indicator: Indicator) -> str:
    if change.before is None:
        return label(
            "{date}　{year}年度の目標値を加えた。", date=change.date, year=change.fiscal_year
        )
    return label(
        "{date}　{year}年度の{before}から変更。",
        date=change.date,
        year=change.fiscal_year,
        before=describe_amount(change.before, indicator.decimals),
    )


def tell_years(first: int | None, last: int | None) -> str:
    """Say from when to when something goes on; empty if it always does."""
    if first is None and last is None:
        return ""
    if first is None:
        return label("（～{last}年度）", last=last)
    if last is None:
        return label("（{first}年度～）", first=first)
    return label("（{first}年度～{last}年度）", first=first, last=last)
