"""The page of the website on which years and items stand side by side, to be compared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from taikou_cli.base.label import join_labels, label
from taikou_cli.base.rounding import format_change
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.amounts import AmountFigure, compute_amounts
from taikou_cli.progress.group import GroupFigures
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.travel import compare_grades
from taikou_cli.progress.wording import EMPTY, TRAVELS, describe_in_unit, describe_sum
from taikou_cli.reports.document.blocks import (
    Block,
    Cell,
    Column,
    Prose,
    Row,
    Run,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.indicators import courses_of
from taikou_cli.reports.document.listings import link_title
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.summary import count, tell_share
from taikou_cli.reports.document.texts import say
from taikou_cli.reports.site.contents import Contents

Tags = tuple[tuple[str, tuple[str, ...]], ...]
Groups = dict[int, GroupFigures]


def has_comparison(year: Year) -> bool:
    """Tell whether there is anything to compare: a year that is evaluated."""
    return bool(_years_of(year))


def tell_comparison(site: Contents) -> Iterator[Section | Block]:
    """Tell the figures of every year, and the grades of every item, side by side."""
    year = site.year
    told = label(
        "すべての年度の数字と、すべての項目の評価です。年度や項目を選ぶと、選んだものだけを並べ、どう変わったかを示します。"
    )
    yield Prose(say(told))
    groups = _years_of(year)
    rows = (*_iter_rates(groups), *_iter_grades(year, groups), *_iter_amounts(groups))
    columns = (
        Column(label("数字"), "name"),
        *(Column(label("{year}年度", year=at), "number") for at in groups),
    )
    figures = Table(label("全体の数字"), columns, tuple(rows), id="compare-years")
    yield Section("years", (label("年度を比べる"),), (figures,))
    title = label("{item}を比べる", item=year.words.item)
    yield Section("items", (title,), (_tabulate_items(year, tuple(groups)),))


def _years_of(year: Year) -> Groups:
    """Give the figures of the evaluated years up to the report's, the first one first."""
    known = (one for one in year.figures.years if one.fiscal_year <= year.fiscal_year)
    return {one.fiscal_year: one.figures for one in known}


def _iter_rates(groups: Groups) -> Iterator[Row]:
    names = {rate.id: rate.name for group in groups.values() for rate in group.rates}
    for id_, name in names.items():
        known = {
            at: rate.share for at, group in groups.items() for rate in group.rates if rate.id == id_
        }
        cells: Iterable[Cell] = (
            (tell_share(known[at], f"years.{at}.rates.{id_}"),) if at in known else say(EMPTY)
            for at in groups
        )
        percents = {at: share.percent for at, share in known.items() if share.percent is not None}
        pairs = combinations(sorted(percents), 2)
        changes = ((a, b, f"{format_change(percents[b] - percents[a])}ポイント") for a, b in pairs)
        yield Row((say(name), *cells), tags=_tag(changes))


def _iter_grades(year: Year, groups: Groups) -> Iterator[Row]:
    scale = year.plan.scale_of("items")
    for grade in scale.grades if scale else ():
        counts = {
            at: group.grades.counts[grade.code]
            for at, group in groups.items()
            if grade.code in group.grades.counts
        }
        cells: Iterable[Cell] = (
            (count(counts[at], f"years.{at}.grades.{grade.code}"),) if at in counts else say(EMPTY)
            for at in groups
        )
        changes = (
            (a, b, f"{format_change(counts[b] - counts[a])}項目")
            for a, b in combinations(counts, 2)
        )
        name = label("評価が{grade}（{meaning}）の項目", grade=grade.code, meaning=grade.label)
        yield Row((say(name), *cells), tags=_tag(changes))


def _iter_amounts(groups: Groups) -> Iterator[Row]:
    kinds = {one.kind.id: one.kind for group in groups.values() for one in group.amounts}
    for id_, kind in kinds.items():
        sums = {
            at: one.year
            for at, group in groups.items()
            for one in group.amounts
            if one.kind.id == id_
        }
        for key, word in (("planned", kind.planned_name), ("actual", kind.actual_name)):
            values = {at: getattr(sums[at], key) if at in sums else None for at in groups}
            cells = (
                _tell_sum(values[at], kind, f"years.{at}.amounts.{id_}.{key}") for at in groups
            )
            name = label("{amount}の{what}", amount=kind.name, what=word)
            yield Row((say(name), *cells), tags=_tag(_change_sums(values, kind)))


def _tell_sum(value: Fraction | None, kind: AmountKind, address: str) -> Text:
    if value is None:
        return say(EMPTY)
    return say(Run("figure", describe_sum(value, kind), address), kind.unit)


def _change_sums(
    values: dict[int, Fraction | None], kind: AmountKind
) -> Iterator[tuple[int, int, str]]:
    for a, b in combinations(values, 2):
        before, after = values[a], values[b]
        if before is not None and after is not None:
            yield a, b, describe_in_unit(after - before, kind)


def _tabulate_items(year: Year, years: tuple[int, ...]) -> Table:
    kinds = year.plan.amounts
    columns = (
        Column(year.words.item, "name"),
        *(Column(label("{year}年度", year=at), "short") for at in years),
        Column(label("KPIの状況（{year}年度の評価）", year=year.fiscal_year), "text"),
        *(
            Column(label("{amount}の{what}の累計", amount=one.name, what=one.actual_name), "number")
            for one in kinds
        ),
    )
    scale = year.plan.scale_of("items")
    rows = (_tell_item(year, one, years, scale) for one in year.all_standings)
    state = year.provisional("items")
    caption = label("{item}の評価{state}", item=year.words.item, state=state)
    return Table(caption, columns, tuple(rows), "records", "compare-items")


def _tell_item(
    year: Year, standing: ItemStanding, years: tuple[int, ...], scale: RatingScale | None
) -> Row:
    item = standing.item
    grades = {at: _grade_in(year, standing, at) for at in years}
    first = (scale.from_year if scale else None) or min(years)
    pairs = combinations([at for at in years if scale and at >= first], 2)
    ways = (
        (a, b, TRAVELS[way])
        for a, b in pairs
        if scale and (way := compare_grades(scale, grades[a], grades[b]))
    )
    amounts = compute_amounts((standing,), year.plan)
    codes = {grade.code for grade in scale.grades} if scale else set()
    cells: tuple[Cell, ...] = (
        ((f"{item.sign}　", *link_title(year, item)),),
        *(say(Run("badge", one) if one in codes else one) for one in grades.values()),
        say(_count_statuses(year, standing)),
        *map(_tell_amount, amounts),
    )
    return Row(cells, tags=_tag(ways))


def _grade_in(year: Year, standing: ItemStanding, at: int) -> str:
    if at == year.fiscal_year:
        return standing.grade or EMPTY
    return year.grade_in(standing.item.number, at)


def _count_statuses(year: Year, standing: ItemStanding) -> str:
    known = Counter(course.achievement.status for course in courses_of(year, standing))
    told = [
        label("{status}{count}件", status=status, count=number)
        for status, number in known.items()
        if status
    ]
    return join_labels(told, "、") if told else EMPTY


def _tell_amount(one: AmountFigure) -> Text:
    return say(describe_in_unit(one.cumulative.actual, one.kind))


def _tag(changes: Iterable[tuple[int, int, str]]) -> Tags:
    """Name what changed between two years, as the script of the page asks for it."""
    return tuple((f"from{a}to{b}", (told,)) for a, b, told in changes)
