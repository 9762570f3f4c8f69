"""The figures of groups of items: every percentage stands with its fraction and its address."""

from collections.abc import Iterable, Iterator, Sequence

from taikou_cli.base.label import join_labels, label
from taikou_cli.base.rounding import format_change
from taikou_cli.model.branches import LISTS
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.figures import NamedGroup
from taikou_cli.progress.group import CodeFigures, GroupFigures, RateFigure, Share
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.wording import (
    COUNTERS,
    DENOMINATORS,
    EMPTY,
    STATE_NAMES,
    describe_fraction,
    describe_standing,
)
from taikou_cli.reports.document.amounts import tell_amount_rates
from taikou_cli.reports.document.blocks import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Line,
    Notice,
    Prose,
    Row,
    Run,
    Table,
)
from taikou_cli.reports.document.source import Outline, Year
from taikou_cli.reports.document.texts import say, say_empty

_CLASSES = "classifications."
ITEM_COUNTER, PART_COUNTER = label("項目"), label("件")
"""The counter words: items are counted in 項目, actions and indicators in 件."""


def count(number: int, address: str) -> Line:
    """Give a count with its address in the figures."""
    return (Run("figure", str(number), address),)


def tell_share(share: Share, address: str, counter: str = "", of: str = "") -> Line:
    """Give a share with its fraction: `56.7％＝17項目/30項目（全項目）`; of nothing just `－`.

    Args:
        share: The share.
        address: Its address in the figures.
        counter: What is counted, as a counter word.
        of: What the denominator counts, in words.
    """
    if share.percent is None:
        return (Run("figure", EMPTY, f"{address}.percent"),)
    percent = Run("figure", str(share.percent), f"{address}.percent")
    return (percent, "％", Run("muted", describe_fraction(share, counter, of), address))


def summarize(
    year: Year, group: GroupFigures, at: str, *, compare: bool = False
) -> tuple[Block, ...]:
    """Tell the figures of a group: how many items, the rates, and a table of each scale.

    Args:
        year: The year.
        group: The figures.
        at: Their address, such as `overall` or `goals.1`.
        compare: Compare with the year before, if that was evaluated.
    """
    return (
        tell_counts(group, at),
        *tell_rates(year, group, at),
        *tell_amount_rates(year, group, at),
        *tell_codes(year, group, at, compare=compare),
    )


def tell_counts(group: GroupFigures, at: str) -> Facts:
    """Tell how many items are in force and in each state."""
    counted = [
        Fact(STATE_NAMES[state], (count(number, f"{at}.states.{state.value}"),))
        for state, number in group.states.items()
        if number and state is not ItemState.NOT_IN_FORCE
    ]
    in_force = Fact(
        label("実施中の項目"),
        (count(group.in_force, f"{at}.in_force"),),
    )
    return Facts((in_force, *counted), "counts")


def tell_rates(year: Year, group: GroupFigures, at: str) -> Iterator[Facts]:
    """Tell the rates of a group; none before anything is evaluated."""
    shown = [rate for rate in group.rates if year.has_grades or rate.of != "items"]
    if shown and year.is_evaluated:
        yield Facts(
            tuple(
                Fact(
                    rate.name,
                    (
                        tell_share(
                            rate.share,
                            f"{at}.rates.{rate.id}",
                            COUNTERS[rate.of],
                            DENOMINATORS[rate.of][rate.denominator_of],
                        ),
                    ),
                )
                for rate in shown
            ),
            "rates",
        )


def tell_codes(
    year: Year, group: GroupFigures, at: str, *, compare: bool = False
) -> Iterator[Block]:
    """Tell how often each code of each scale was given."""
    if not year.is_evaluated:
        yield Notice(say(label("この年度の評価は、まだ登録されていません。")))
    if not year.plan.scales:
        yield say_empty(label("評価の区分（scales）が登録されていません。"))
    if year.has_grades:
        yield from _tell_grades(year, group, at, compare=compare)
    if group.actions.total and group.actions.counts:
        yield _tell_actions(year, group, at)
    if group.indicators.total:
        yield tell_indicators(year, group, at)
        yield from _tell_other_statuses(year, group, at)
    if group.actions.rated and group.indicators.rated:
        yield from _tell_axes(year, group, at)


def _tell_grades(year: Year, group: GroupFigures, at: str, *, compare: bool) -> Iterator[Table]:
    """Tell the grades by every scale for items; the first is compared with the year before."""
    before = year.figures.previous if compare else None
    main = year.plan.scale_of("items")
    for scale in year.plan.item_scales:
        is_main = scale is main
        codes = group.grades if is_main else group.other_scales[scale.id]
        name = label("評価区分") if is_main else scale.title
        yield _tell_scale(
            scale,
            codes,
            label(
                "{name}ごとの項目数（割合の分母は評価した{rated}項目）{provisional}",
                name=name,
                rated=codes.rated,
                provisional=describe_standing(scale),
            ),
            (at if is_main else f"{at}.other_scales.{scale.id}", "grades", ITEM_COUNTER),
            (year.fiscal_year - 1, before.grades) if before and is_main else None,
        )


def tabulate_codes(scale: RatingScale, codes: CodeFigures, at: str) -> Table:
    """Tell how often each code of a scale was given, with what the shares are of.

    Args:
        scale: The scale.
        codes: The counts.
        at: The address of the scale's counts in the figures.
    """
    counter = COUNTERS[scale.applies_to]
    caption = label(
        "{title}（割合の分母は評価した{rated}{counter}）{provisional}",
        title=scale.title,
        rated=codes.rated,
        counter=counter,
        provisional=describe_standing(scale),
    )
    return _tell_scale(scale, codes, caption, (at, "grades", counter))


def _tell_actions(year: Year, group: GroupFigures, at: str) -> Table:
    known, name = group.actions, year.words.action
    caption = label(
        "{name}の状況（実施中{in_force}件、割合の分母は状況が分かる{rated}件）",
        name=name,
        in_force=known.in_force,
        rated=known.rated,
    )
    scale = year.plan.scale_of("actions")
    names = (f"{at}.actions", "statuses", PART_COUNTER)
    return _tell_scale(scale, known, join_labels((caption, describe_standing(scale))), names)


def tell_indicators(year: Year, group: GroupFigures, at: str) -> Table:
    """Tell how the indicators stand."""
    known = label("割合の分母は判定できた{rated}件", rated=group.indicators.rated)
    measured = label(
        "実績のある{measured}件、未確定{pending_indicators}件",
        measured=group.measured,
        pending_indicators=group.pending_indicators,
    )
    scale = year.plan.scale_of("kpis")
    caption = label(
        "KPIの状況（{measured}、{known}）{provisional}",
        measured=measured,
        known=known,
        provisional=describe_standing(scale),
    )
    names = (f"{at}.kpis", "statuses", PART_COUNTER)
    return _tell_scale(scale, group.indicators, caption, names)


def _tell_other_statuses(year: Year, group: GroupFigures, at: str) -> Iterator[Table]:
    """Tell how the indicators stand by the other scales for them."""
    for scale in year.plan.other_scales_of("kpis"):
        codes = group.other_scales[scale.id]
        caption = label(
            "{title}ごとのKPIの数（割合の分母は判定できた{rated}件）",
            title=scale.title,
            rated=codes.rated,
        )
        names = (f"{at}.other_scales.{scale.id}", "grades", PART_COUNTER)
        yield _tell_scale(scale, codes, join_labels((caption, describe_standing(scale))), names)


def _tell_scale(
    scale: RatingScale | None,
    codes: CodeFigures,
    caption: str,
    names: tuple[str, str, str],
    before: tuple[int, CodeFigures] | None = None,
) -> Table:
    """Tell how often each code was given.

    Args:
        scale: The scale; None where met and unmet are all there is.
        codes: The counts.
        caption: What the table is called.
        names: The address of the group, the key of the counts in it, and the counter word.
        before: The earlier year to compare with, and its counts.
    """
    at, key, counter = names
    columns = [
        Column(label("区分"), "name"),
        Column(label("意味"), "text"),
        Column(label("{counter}数", counter=counter), "number"),
        Column(label("割合"), "share"),
    ]
    if before:
        columns.append(Column(label("{before}年度からの増減", before=before[0]), "number"))
    rows = []
    for code, number in codes.counts.items():
        grade = scale.grade_of(code) if scale else None
        share = codes.shares.get(code)
        cells: list[Cell] = [
            say(Run("badge", code)),
            say(grade.label if grade else ""),
            (count(number, f"{at}.{key}.{code}"),),
            _tell_code_share(share, f"{at}.shares.{code}"),
        ]
        if before:
            cells.append(say(format_change(number - before[1].counts.get(code, 0))))
        rows.append(Row(tuple(cells)))
    return Table(caption, tuple(columns), tuple(rows), "codes")


def _tell_code_share(share: Share | None, address: str) -> Cell:
    return (tell_share(share, address),) if share else say(label("集計の対象外"))


def _tell_axes(year: Year, group: GroupFigures, at: str) -> Iterator[Block]:
    axes = group.axes

    def row(name: str, *keys: str) -> Row:
        cells = ((count(getattr(axes, key), f"{at}.axes.{key}"),) for key in keys)
        return Row((say(name), *cells))

    yield Table(
        label("予定どおり進んだか、成果が表れたか（項目数）"),
        (
            Column(year.words.short.action, "name"),
            Column(label("KPIはすべて目標値に到達"), "number"),
            Column(label("到達しないKPIがある"), "number"),
        ),
        (
            row(label("すべて予定どおり"), "both", "schedule_only"),
            row(label("遅れた取組がある"), "outcome_only", "neither"),
        ),
    )
    if axes.not_comparable:
        unknown = label(
            "取組かKPIの状況が分からない{n}項目は、この表に含みません。", n=axes.not_comparable
        )
        yield Prose(say(unknown), "note")


def tabulate_groups(
    year: Year, groups: Sequence[NamedGroup], word: str, at: str, *, total: bool = True
) -> Table:
    """Tell groups of items, one below the other.

    Args:
        year: The year.
        groups: The groups.
        word: What one of them is called.
        at: The address of all of them in the figures, such as `goals`.
        total: The groups together are all items: their sum stands below.
    """
    rows = [
        _row_of(year, _name_group(group, word, at), group.figures, f"{at}.{group.key}")
        for group in groups
    ]
    if total:
        sums = _row_of(year, (label("計"),), year.figures.overall, "overall")
        rows.append(Row(sums.cells, is_total=True))
    caption = label(
        "{word}ごとの集計{provisional}",
        word=word,
        provisional=year.provisional("items") if year.has_grades else "",
    )
    if not total:
        note = label("（一つの項目が複数に関わることがあります）")
        caption = join_labels((caption, note))
    return Table(caption, _columns_of(word, year), tuple(rows), id=f"table-{at}")


def note_repeated(outline: Outline) -> Iterator[Prose]:
    """Say under tables by goal and policy how many items these count more than once."""
    if told := outline.tell_repeated():
        yield Prose(say(told), "note")


def _name_group(group: NamedGroup, word: str, at: str) -> Line:
    if not isinstance(group.key, int):
        return (f"{group.key}　{group.title}" if at.startswith(_CLASSES) else group.title,)
    name = label("{level}{sign}　{title}", level=word, sign=group.sign, title=group.title)
    level = next((level for level, called in LISTS.items() if called == at), None)
    return (Run("link", name, f"{level}-{group.key}"),) if level else (name,)


def tabulate_classes(year: Year) -> Iterator[Table]:
    """Tell the figures of each classification that the plan rolls up, by its values."""
    for one in year.figures.classifications:
        yield tabulate_groups(
            year, one.groups, one.title, f"{_CLASSES}{one.id}.values", total=False
        )


def tabulate_years(year: Year) -> Table:
    """Tell all items, one evaluated year below the other."""
    rows = (
        _row_of(
            year,
            (year.plan.fiscal_years.name(one.fiscal_year),),
            one.figures,
            f"years.{one.fiscal_year}",
        )
        for one in year.figures.years
    )
    caption = label(
        "年度ごとの評価（項目数と率）{provisional}", provisional=year.provisional("items")
    )
    return Table(caption, _columns_of(label("年度"), year), tuple(rows))


def _columns_of(name: str, year: Year) -> tuple[Column, ...]:
    shown = year.figures.overall if year.has_grades else None
    return (
        Column(name, "name"),
        *(Column(state, "number") for state in (label("実施中"), label("評価済"), label("未確定"))),
        *(Column(code, "number") for code in (shown.grades.counts if shown else ())),
        *(Column(rate.name, "share") for rate in (shown.rates if shown else ())),
    )


def _row_of(year: Year, name: Line, group: GroupFigures, at: str) -> Row:
    """Tell a group in one row, under the columns of the year."""
    shown = year.figures.overall
    counts = (
        count(group.in_force, f"{at}.in_force"),
        count(group.grades.rated, f"{at}.rated"),
        count(group.states[ItemState.PENDING], f"{at}.pending"),
    )
    # An earlier year may have been graded by other scales.
    counted, told = group.grades.counts, {rate.id: rate for rate in group.rates}
    grades = [
        count(counted[code], f"{at}.grades.{code}") if code in counted else (EMPTY,)
        for code in shown.grades.counts
    ]
    rates = [_tell_rate(told[one.id], at) if one.id in told else (EMPTY,) for one in shown.rates]
    lines: Iterable[Line] = (name, *counts, *(grades + rates if year.has_grades else ()))
    return Row(tuple((line,) for line in lines))


def _tell_rate(rate: RateFigure, at: str) -> Line:
    return tell_share(rate.share, f"{at}.rates.{rate.id}")
