"""The amounts of a plan: their sums by goal and policy, over the years, and of each item."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from taikou_cli.base.label import join_labels, label
from taikou_cli.model.amounts import WHOLE, AmountKind, YearAmount, numbers_of
from taikou_cli.model.branches import list_paths
from taikou_cli.model.item import Item
from taikou_cli.progress.amounts import (
    AmountFigure,
    AmountSum,
    Entry,
    Numbers,
    list_entries,
    total,
)
from taikou_cli.progress.figures import NamedGroup
from taikou_cli.progress.group import GroupFigures
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.progress.wording import EMPTY, describe_in_unit, describe_sum
from taikou_cli.reports.charts import amount_bars
from taikou_cli.reports.charts.amount_bars import AmountBars, Bars
from taikou_cli.reports.document.amount_definitions import tell_definitions
from taikou_cli.reports.document.blocks import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Figure,
    Line,
    Row,
    Run,
    Section,
    Table,
    Text,
)
from taikou_cli.reports.document.source import Outline, Year
from taikou_cli.reports.document.texts import say

_AMOUNTS = label("金額と業務量")


def tell_amounts(year: Year, *, in_short: bool = False) -> Iterator[Section]:
    """Tell the amounts of a year: by goal and policy, unless in short, by part, over the years."""
    if year.plan.amounts:
        told = (_tell_amount(year, one, in_short=in_short) for one in year.figures.overall.amounts)
        yield Section("amounts", (_AMOUNTS,), tuple(told))


def tell_amount_groups(year: Year) -> Iterator[Section]:
    """Tell the amounts of a year by goal and policy alone."""
    if year.plan.amounts:
        tables = tuple(_tabulate_groups(year, one) for one in year.plan.amounts)
        yield Section("amounts", (_AMOUNTS,), tables)


def tell_amount_rates(year: Year, group: GroupFigures, at: str) -> Iterator[Facts]:
    """Tell the amounts of a group in a line each: what came of what was planned."""
    told = [one for one in group.amounts if one.items]
    if told:
        facts = (
            Fact(one.kind.name, _tell_sums(one, f"{at}.amounts.{one.kind.id}", year))
            for one in told
        )
        yield Facts(tuple(facts), "rates")


def tell_amount_years(year: Year) -> Iterator[Block]:
    """Tell the amounts in each evaluated year, as tables and as pictures."""
    for one in year.figures.overall.amounts:
        yield from _tell_years(year, one.kind)


def _tell_years(year: Year, kind: AmountKind) -> Iterator[Block]:
    yield _tabulate_years(year, kind)
    yield from _draw(year, kind)


def tell_item_amounts(year: Year, standing: ItemStanding) -> Iterator[Table]:
    """Tell what an item plans and tells of each amount, year by year up to the report's."""
    for kind in year.plan.amounts:
        entries = {one.fiscal_year: one for one in list_entries(kind, standing, year.plan)}
        if entries:
            of = label("{level}{sign}", level=year.words.item, sign=standing.item.sign)
            yield _tabulate_item(kind, entries, year, of)


def tell_item_plan(outline: Outline, item: Item) -> Iterator[Table]:
    """Tell what an item plans of each amount in every year."""
    for kind in outline.plan.amounts:
        planned = item.amounts.get(kind.id, {})
        if planned:
            yield _tabulate_plan(kind, planned)


def tell_plans(outline: Outline) -> Iterator[Section]:
    """Tell what all items plan of each amount, by goal and year."""
    if outline.plan.amounts:
        tables = tuple(_tabulate_goals(outline, kind) for kind in outline.plan.amounts)
        blocks: tuple[Block, ...] = (*tell_definitions(outline.plan), *tables)
        yield Section("amounts", (label("金額と業務量の計画"),), blocks)


def _tell_amount(year: Year, one: AmountFigure, *, in_short: bool) -> Section:
    kind = one.kind
    blocks: list[Block] = [] if in_short else [_tabulate_groups(year, kind)]
    if kind.parts:
        blocks.append(_tabulate_parts(one))
    blocks += _tell_years(year, kind)
    return Section(
        f"amounts-{kind.id}",
        (label("{name}（単位：{unit}）", name=kind.name, unit=kind.unit),),
        tuple(blocks),
    )


def _tabulate_groups(year: Year, kind: AmountKind) -> Table:
    """Tabulate the goals with what is below each."""
    rows: list[Row] = []
    for *above, branch in list_paths(year.branches):
        own = year.figures.of_part(branch)
        amount = _find(own.figures, kind)
        if not above or amount.items or amount.cumulative.planned:
            name: Line = (*("　" for _ in above), year.link_part(branch))
            rows.append(_tell_group(name, own, branch.key, kind))
    overall = _find(year.figures.overall, kind)
    rows.append(
        Row((say(label("計")), *_tell_cells(overall, f"overall.amounts.{kind.id}")), is_total=True)
    )
    words = year.name_levels(year.levels)
    told = label("実績が分かる{told}項目／{items}項目", told=overall.told, items=overall.items)
    caption = label(
        "{words}ごとの{name}（{year}年度、単位：{unit}、{told}）",
        words=words,
        name=kind.name,
        year=year.fiscal_year,
        unit=kind.unit,
        told=told,
    )
    return Table(caption, _columns_of(words, kind), tuple(rows), id=f"table-amounts-{kind.id}")


def _tell_group(name: Line, group: NamedGroup, at: str, kind: AmountKind) -> Row:
    return Row(((name,), *_tell_cells(_find(group.figures, kind), f"{at}.amounts.{kind.id}")))


def _columns_of(name: str, kind: AmountKind) -> tuple[Column, ...]:
    names = (kind.planned_name, kind.actual_name)
    return (
        Column(name, "name"),
        *(Column(one, "number") for one in names),
        Column(label("率"), "share"),
        *(Column(label("{name}の累計", name=one), "number") for one in names),
        Column(label("累計の率"), "share"),
    )


def _tell_cells(one: AmountFigure, at: str) -> tuple[Cell, ...]:
    return (
        *_tell_pair(one.year, one.kind, at),
        _tell_percent(one.year, one.kind, at),
        *_tell_pair(one.cumulative, one.kind, f"{at}.cumulative"),
        _tell_percent(one.cumulative, one.kind, f"{at}.cumulative"),
    )


def _tell_pair(sums: AmountSum, kind: AmountKind, at: str) -> tuple[Text, Text]:
    return (
        _tell_sum(sums.planned, kind, f"{at}.planned"),
        _tell_sum(sums.actual, kind, f"{at}.actual"),
    )


def _tell_sum(value: Fraction | None, kind: AmountKind, address: str) -> Text:
    printed = Run("figure", describe_sum(value, kind), address)
    return say(printed) if value is None else say(printed, kind.unit)


def _tell_percent(sums: AmountSum, kind: AmountKind, at: str) -> Text:
    """Give a percentage with what it is of: the plan of the items that have told."""
    address = f"{at}.percent" if at else ""
    if sums.percent is None:
        return say(Run("figure", EMPTY, address))
    of = f"{describe_sum(sums.actual, kind)}/{describe_sum(sums.planned_told, kind)}"
    told = "" if sums.planned_told == sums.planned else label("（実績が分かる項目の計画に対して）")
    printed = Run("figure", str(sums.percent), address)
    return say(printed, "％", Run("muted", join_labels((f"＝{of}{kind.unit}", told)), at))


def _tell_sums(one: AmountFigure, at: str, year: Year) -> Text:
    planned, actual = _tell_pair(one.year, one.kind, at)
    told = label(
        "（{year}年度、実績が分かる{told}項目／{items}項目）",
        year=year.fiscal_year,
        told=one.told,
        items=one.items,
    )
    (percent,) = _tell_percent(one.year, one.kind, at)
    first = (one.kind.actual_name, " ", *actual[0], "　", one.kind.planned_name, " ", *planned[0])
    return ((*first, Run("muted", told)), percent)


def _tabulate_parts(one: AmountFigure) -> Table:
    kind = one.kind
    columns = (
        Column(label("内訳"), "name"),
        Column(kind.planned_name, "number"),
        Column(kind.actual_name, "number"),
        Column(label("率"), "share"),
    )
    rows = tuple(
        Row(
            (
                say(part.name),
                *_tell_pair(sums, kind, f"overall.amounts.{kind.id}.parts.{part.id}"),
                _tell_percent(sums, kind, ""),
            )
        )
        for part, sums in one.parts
    )
    return Table(
        label("{name}の内訳（単位：{unit}）", name=kind.name, unit=kind.unit), columns, rows
    )


def _tabulate_years(year: Year, kind: AmountKind) -> Table:
    rows = tuple(
        Row((say(label("{year}年度", year=at)), *_tell_cells(one, f"years.{at}.amounts.{kind.id}")))
        for at, one in _iter_years(year, kind)
    )
    caption = label("{name}の移り変わり（単位：{unit}）", name=kind.name, unit=kind.unit)
    return Table(caption, _columns_of(label("年度"), kind), rows)


def _iter_years(year: Year, kind: AmountKind) -> Iterator[tuple[int, AmountFigure]]:
    """Yield the amount in each evaluated year up to the report's, as of that year."""
    for one in year.figures.years:
        found = next((a for a in one.figures.amounts if a.kind.id == kind.id), None)
        if found and one.fiscal_year <= year.fiscal_year:
            yield one.fiscal_year, found


def _draw(year: Year, kind: AmountKind) -> Iterator[Figure]:
    bars = tuple(_tell_bars(at, one) for at, one in _iter_years(year, kind))
    if any(one.planned is not None or one.actual is not None for one in bars):
        data = AmountBars(
            f"{kind.name}（{kind.unit}）", (kind.planned_name, kind.actual_name), bars
        )
        title, description = amount_bars.words_of(data)
        found = amount_bars.table_of(data)
        columns = (
            Column(found.header[0], "name"),
            *(Column(n, "number") for n in found.header[1:]),
        )
        rows = tuple(Row(tuple(map(say, row))) for row in found.rows)
        table = Table(title, columns, rows)
        yield Figure(
            f"amounts-{kind.id}-years", title, f"{title}。{description}", data, table, is_told=True
        )


def _tell_bars(year: int, one: AmountFigure) -> Bars:
    planned, actual = one.year.planned, one.year.actual
    return Bars(
        year, planned, describe_sum(planned, one.kind), actual, describe_sum(actual, one.kind)
    )


def _tabulate_item(kind: AmountKind, entries: Mapping[int, Entry], year: Year, of: str) -> Table:
    years = sorted(entries)
    columns = (
        Column(label("内訳"), "name"),
        Column(label("区分"), "short"),
        *(Column(label("{year}年度", year=at), "number") for at in years),
    )
    rows: list[Row] = []
    used = {part for one in entries.values() for part in (*one.planned, *one.actual)}
    for part, name in _names_of(kind, used).items():
        pairs = [(entries[at].planned, entries[at].actual) for at in years]
        planned, actual = zip(*pairs, strict=True)
        first = (say(name), say(kind.planned_name), *(_tell_number(n, part, kind) for n in planned))
        rows.append(Row(first))
        rows.append(
            Row((None, say(kind.actual_name), *(_tell_number(n, part, kind) for n in actual)))
        )
    caption = label(
        "{of}の{name}（単位：{unit}、{year}年度まで）",
        of=of,
        name=kind.name,
        unit=kind.unit,
        year=year.fiscal_year,
    )
    return Table(caption, columns, tuple(rows), "course")


def _names_of(kind: AmountKind, used: Collection[str]) -> dict[str, str]:
    """Name what an amount is told by: the parts that are used, and the whole last."""
    parts = {part.id: part.name for part in kind.parts if part.id in used}
    return parts | {WHOLE: label("計") if kind.parts else kind.name}


def _tell_number(numbers: Numbers, part: str, kind: AmountKind) -> Text:
    if part == WHOLE:
        return _say_sum(total(numbers), kind)
    return _say_sum(Fraction(numbers[part]) if part in numbers else None, kind)


def _tabulate_plan(kind: AmountKind, planned: Mapping[int, YearAmount]) -> Table:
    years = sorted(planned)
    columns = (
        Column(label("内訳"), "name"),
        *(Column(label("{year}年度", year=at), "number") for at in years),
    )
    used = {part for amount in planned.values() for part in numbers_of(amount)}
    rows = tuple(
        Row((say(name), *(_tell_number(numbers_of(planned[at]), part, kind) for at in years)))
        for part, name in _names_of(kind, used).items()
    )
    called = {"name": kind.name, "planned_name": kind.planned_name, "unit": kind.unit}
    return Table(label("{name}の{planned_name}（単位：{unit}）", **called), columns, rows)


def _tabulate_goals(outline: Outline, kind: AmountKind) -> Table:
    years = range(outline.plan.first_year, outline.plan.last_year + 1)
    columns = (
        Column(outline.words.goal, "name"),
        *(Column(label("{year}年度", year=y), "number") for y in years),
    )

    def row(name: str, items: Iterable[Item], *, is_total: bool = False) -> Row:
        planned = [item.amounts.get(kind.id, {}) for item in items]
        cells = (_tell_planned([one.get(y) for one in planned], kind) for y in years)
        return Row((say(name), *cells), is_total=is_total)

    rows = [row(outline.name_part(one), outline.items_in(one)) for one in outline.branches]
    rows.append(row(label("計"), outline.items, is_total=True))
    caption = label(
        "{goal}ごとの{name}の{planned_name}（単位：{unit}）",
        goal=outline.words.goal,
        name=kind.name,
        planned_name=kind.planned_name,
        unit=kind.unit,
    )
    return Table(caption, columns, tuple(rows))


def _tell_planned(amounts: Iterable[YearAmount], kind: AmountKind) -> Text:
    sums = [own for one in amounts if (own := total(numbers_of(one))) is not None]
    return _say_sum(sum(sums, Fraction(0)) if sums else None, kind)


def _say_sum(value: Fraction | None, kind: AmountKind) -> Text:
    return say(describe_in_unit(value, kind))


def _find(group: GroupFigures, kind: AmountKind) -> AmountFigure:
    return next(one for one in group.amounts if one.kind.id == kind.id)
