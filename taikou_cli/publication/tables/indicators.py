"""Tables of the indicators: the items' KPIs and the goals' KGIs, with targets and actual values."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from taikou_cli.base.amounts import canonical, to_decimal
from taikou_cli.model.catalogue import stories_of
from taikou_cli.model.evaluation import IndicatorResult, Pending
from taikou_cli.model.goals import Goal
from taikou_cli.model.indicator import Indicator, Kgi, SumOfKpis
from taikou_cli.model.plan import Plan
from taikou_cli.progress.achievement import Achievement, assess
from taikou_cli.progress.kgis import results_of_kgi
from taikou_cli.progress.target import read_baseline, read_target
from taikou_cli.progress.wording import round_expected, round_ratio
from taikou_cli.project.project import Project
from taikou_cli.publication.tables.table import (
    GOAL,
    ITEM,
    OF_GOAL,
    OF_ITEM,
    PENDING,
    VALUE,
    YEAR,
    Cell,
    Column,
    Layout,
    Reference,
    Row,
    Source,
    cells_of,
    columns_of,
    name_year,
    split_amount,
)


def iter_item_indicators(source: Source) -> Iterator[tuple[int, Indicator]]:
    """Yield every KPI with the number of its item."""
    for number, document in sorted(source.project.items_by_number().items()):
        for kpi in document.content.kpis:
            yield number, kpi


def iter_goal_indicators(project: Project) -> Iterator[tuple[Goal, Kgi]]:
    """Yield every KGI with its goal."""
    for goal in project.goals.content.goals if project.goals else ():
        for kgi in goal.kgis:
            yield goal, kgi


def list_pending(pending: Pending | None) -> tuple[Cell, Cell, Cell]:
    """Give the cells of the columns `PENDING`."""
    return (pending.reason, pending.expected, pending.note) if pending else (None, None, None)


def _describe(owner: int, one: Indicator) -> Row:
    return (
        owner,
        one.id,
        one.name,
        one.unit,
        one.kind,
        one.direction,
        one.effective_method,
        one.decimals,
        one.first_year,
        one.last_year,
        " ".join(one.serves) or None,
        *cells_of(stories_of(Indicator), one),
    )


def _list_targets(owner: int, one: Indicator) -> Iterator[Row]:
    common = (owner, one.id, one.name, one.unit)
    if one.baseline:
        year, value = one.baseline.fiscal_year, one.baseline.value
        start = read_baseline(one)
        written = split_amount(value, one.decimals)
        yield (
            *common,
            *name_year(year),
            "baseline",
            *written,
            None,
            _number(start, one.decimals),
            *[None] * 3,
        )
    for year, amount in sorted(one.targets.items()):
        written = split_amount(amount, one.decimals)
        yield (*common, *name_year(year), "target", *written, *_describe_target(one, amount))


def _list_former_targets(owner: int, one: Indicator) -> Iterator[Row]:
    """Yield what targets were before the days on which they were changed."""
    changes = sorted(one.target_changes, key=attrgetter("fiscal_year", "date"))
    # Of changes on one day the first tells what was before it.
    earliest = {(change.fiscal_year, change.date): change for change in reversed(changes)}
    for (year, day), change in sorted(earliest.items()):
        before = change.before
        read = [None] * 5 if before is None else _describe_target(one, before)
        written = split_amount(before, one.decimals)
        yield (
            owner,
            one.id,
            one.name,
            one.unit,
            *name_year(year),
            day.isoformat(),
            *written,
            *read,
        )


def _describe_target(indicator: Indicator, amount: int | Decimal | str) -> Row:
    target = read_target(indicator, amount)
    upper = None if target.upper is None else int(target.upper)
    flags = (upper, int(target.strict), int(target.is_relative))
    return (target.kind.value, _number(target.value, indicator.decimals), *flags)


def _number(value: Fraction | None, decimals: int | None) -> Cell:
    exact = None if value is None else to_decimal(value)
    return None if exact is None else canonical(exact, decimals)


def _describe_actual(owner: int, one: Achievement, plan: Plan) -> Row:
    result, rounding, decimals = one.result, plan.rounding, one.indicator.decimals
    return (
        *name_year(one.fiscal_year),
        owner,
        one.indicator.id,
        one.indicator.name,
        one.indicator.unit,
        one.state.value,
        result.fiscal_year if result else None,
        *split_amount(result.actual if result else None, decimals),
        result.finality if result and result.actual is not None else None,
        *split_amount(one.target, decimals),
        split_amount(round_expected(one, rounding), decimals)[0],
        _percent(one.ratio, plan),
        _percent(one.progress, plan),
        None if one.is_met is None else int(one.is_met),
        one.status,
        None if one.status is None else int(one.is_judged_by_hand),
        result.status_reason if result else None,
        *list_pending(result.pending if result else None),
        *cells_of(stories_of(IndicatorResult), result),
    )


def _percent(ratio: Fraction | None, plan: Plan) -> Cell:
    return None if ratio is None else round_ratio(ratio, plan.rounding)


def _iter_kpis(source: Source) -> Iterator[Row]:
    return (_describe(number, kpi) for number, kpi in iter_item_indicators(source))


def _iter_kgis(source: Source) -> Iterator[Row]:
    for goal, kgi in iter_goal_indicators(source.project):
        of = kgi.sum_of
        ids = (None, of.kpi) if isinstance(of, SumOfKpis) else (of, None)
        yield (*_describe(goal.number, kgi), *ids)


def _iter_targets(source: Source) -> Iterator[Row]:
    for number, kpi in iter_item_indicators(source):
        yield from _list_targets(number, kpi)


def _iter_kgi_targets(source: Source) -> Iterator[Row]:
    for goal, kgi in iter_goal_indicators(source.project):
        yield from _list_targets(goal.number, kgi)


def _iter_former_targets(source: Source) -> Iterator[Row]:
    for number, kpi in iter_item_indicators(source):
        yield from _list_former_targets(number, kpi)


def _iter_former_kgi_targets(source: Source) -> Iterator[Row]:
    for goal, kgi in iter_goal_indicators(source.project):
        yield from _list_former_targets(goal.number, kgi)


def _iter_actuals(source: Source) -> Iterator[Row]:
    for figures in source.years:
        for standing in figures.standings:
            for one in standing.indicators:
                yield _describe_actual(standing.item.number, one, figures.plan)


def _iter_kgi_actuals(source: Source) -> Iterator[Row]:
    for figures in source.years:
        scale = figures.plan.scale_of("kpis")
        for goal, kgi in iter_goal_indicators(figures.project):
            results = results_of_kgi(figures.project, figures.fiscal_year, goal, kgi)
            one = assess(kgi, results, figures.fiscal_year, scale)
            yield _describe_actual(goal.number, one, figures.plan)


_NAME = (
    Column("name", "指標名", required=True),
    Column("unit", "単位（－は単位のない指標、空欄は未定）"),
)
_DEFINITION = (
    *_NAME,
    Column("kind", "指標の種類", codes="kpi_kind"),
    Column("direction", "望ましい向き", codes="direction", required=True),
    Column("method", "達成率の計算方法", codes="method", required=True),
    Column("decimals", "値の小数の桁数（空欄なら値のとおり）", "integer"),
    Column("first_year", "最初の年度（西暦、計画の始めからなら空欄）", "integer"),
    Column("last_year", "最後の年度（西暦、計画の終わりまでなら空欄）", "integer"),
    Column("serves", "寄与するKGIの識別名（空白で区切る）"),
    *columns_of(stories_of(Indicator)),
)
_READ_TARGET = (
    *VALUE,
    Column("target_kind", "目標値の読み方（基準値なら空欄）", codes="target_kind"),
    Column("target_value", "計算に使う数（単位は unit、計算しないなら空欄）", "number"),
    Column("target_upper", "その数は上限（向きで決まるなら空欄）", "integer", codes="flag"),
    Column("target_strict", "その数ちょうどでは達しない", "integer", codes="flag"),
    Column("target_relative", "基準値からの変化を計算した", "integer", codes="flag"),
)
_TARGET = (
    *_NAME,
    *YEAR,
    Column("kind", "種類", codes="value_kind", required=True),
    *_READ_TARGET,
)
_FORMER_TARGET = (
    *_NAME,
    *YEAR,
    Column("changed_on", "変えた日", "date", required=True),
    *_READ_TARGET,
)
_ACTUAL = (
    *_NAME,
    Column("state", "値の状態", codes="kpi_state", required=True),
    Column("value_year", "値の年度（西暦）", "integer"),
    *VALUE,
    Column("finality", "確定の別", codes="finality"),
    Column("target", "比べた目標値", "number"),
    Column("target_text", "比べた目標値（数でないとき）"),
    Column("expected", "期待値（その年度の目標値がないときに比べた値）", "number"),
    Column("achievement", "達成率（％）", "number"),
    Column("progress", "最終の目標値までの進み（％）", "number"),
    Column("met", "目標値に達した", "integer", codes="flag"),
    Column("status", "状況", codes="kpi_status"),
    Column(
        "status_judged", "状況を人が判断した（計算と違うか、計算できない）", "integer", codes="flag"
    ),
    Column("status_reason", "状況を人が判断した理由"),
    *PENDING,
    *columns_of(stories_of(IndicatorResult)),
)
_SUM_OF = (
    Column("sum_of_amount", "合計する金額と業務量の識別名（合計でなければ空欄）"),
    Column("sum_of_kpi", "合計するKPIの識別名（合計でなければ空欄）"),
)
_KPI = Column("kpi", "KPIの識別名", required=True)
_KGI = Column("kgi", "KGIの識別名", required=True)
_OF_KPI = Reference(("item", "kpi"), "kpis", ("item", "kpi"))
_OF_KGI = Reference(("goal", "kgi"), "kgis", ("goal", "kgi"))

LAYOUTS = (
    Layout(
        "kpis", "KPIの定義", (ITEM, _KPI, *_DEFINITION), ("item", "kpi"), _iter_kpis, (OF_ITEM,)
    ),
    Layout(
        "targets",
        "KPIの基準値と目標値",
        (ITEM, _KPI, *_TARGET),
        ("item", "kpi", "fiscal_year", "kind"),
        _iter_targets,
        (_OF_KPI,),
    ),
    Layout(
        "former_targets",
        "変える前のKPIの目標値",
        (ITEM, _KPI, *_FORMER_TARGET),
        ("item", "kpi", "fiscal_year", "changed_on"),
        _iter_former_targets,
        (_OF_KPI,),
    ),
    Layout(
        "actuals",
        "KPIの実績値",
        (*YEAR, ITEM, _KPI, *_ACTUAL),
        ("fiscal_year", "item", "kpi"),
        _iter_actuals,
        (_OF_KPI,),
    ),
    Layout(
        "kgis",
        "KGIの定義",
        (GOAL, _KGI, *_DEFINITION, *_SUM_OF),
        ("goal", "kgi"),
        _iter_kgis,
        (OF_GOAL,),
    ),
    Layout(
        "kgi_targets",
        "KGIの基準値と目標値",
        (GOAL, _KGI, *_TARGET),
        ("goal", "kgi", "fiscal_year", "kind"),
        _iter_kgi_targets,
        (_OF_KGI,),
    ),
    Layout(
        "former_kgi_targets",
        "変える前のKGIの目標値",
        (GOAL, _KGI, *_FORMER_TARGET),
        ("goal", "kgi", "fiscal_year", "changed_on"),
        _iter_former_kgi_targets,
        (_OF_KGI,),
    ),
    Layout(
        "kgi_actuals",
        "KGIの実績値",
        (*YEAR, GOAL, _KGI, *_ACTUAL),
        ("fiscal_year", "goal", "kgi"),
        _iter_kgi_actuals,
        (_OF_KGI,),
    ),
)
