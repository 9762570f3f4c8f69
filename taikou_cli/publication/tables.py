"""The plan and its evaluations as tables: one datum a cell, one fact a row, Western years.

The shape follows the Digital Agency's rules of machine-readable data (L1 to L3): long format,
one header row, physical names in ASCII, blank where something is not known, codes with a code
table. What is internal is in no table.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.progress.figures import Figures, compute_figures
from taikou_cli.progress.group import CodeFigures, GroupFigures
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.project.project import Project

Cell = str | int | Decimal | None
"""A text without line breaks, a number, or None where nothing is known."""


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its physical name, in ASCII.
        title: What the office calls it.
        kind: `string`, `integer` or `number`.
    """

    name: str
    title: str
    kind: str = "string"


class Table(NamedTuple):
    """A table of the open data; every row has a cell for every column."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def build_tables(project: Project, last_year: int | None = None) -> tuple[Table, ...]:
    """Make all tables of a plan, for every year that has evaluations.

    Args:
        project: A loaded plan.
        last_year: The last fiscal year to tell of: later ones are not decided yet.
    """
    years = [
        compute_figures(project, year)
        for year in project.evaluated_years()
        if last_year is None or year <= last_year
    ]
    return tuple(
        Table(name, title, columns, tuple(map(_clean_row, build(project, years))))
        for name, title, columns, build in _TABLES
    )


def _clean_row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(
        join_lines(reveal_controls(cell)) or None if isinstance(cell, str) else cell for cell in row
    )


_YEAR = Column("fiscal_year", "年度（西暦）", "integer")
_ITEM = Column("item", "実施項目番号", "integer")


def _iter_items(project: Project, _years: list[Figures]) -> Iterator[tuple[Cell, ...]]:
    goals = {policy.number: (goal, policy) for goal, policy in project.iter_policies()}
    names = project.division_names()
    for number, document in sorted(project.items_by_number().items()):
        item = document.content
        goal, policy = goals[item.policy]
        lead = next(iter(item.divisions), None)
        yield (
            number,
            item.title,
            goal.number,
            goal.title,
            policy.number,
            policy.title,
            int(item.data_plan),
            names.get(lead, lead) if lead else None,
            item.first_year,
            item.last_year,
        )


def _iter_targets(project: Project, _years: list[Figures]) -> Iterator[tuple[Cell, ...]]:
    for number, document in sorted(project.items_by_number().items()):
        for kpi in document.content.kpis:
            common = (number, kpi.id, kpi.name, kpi.unit, kpi.direction, kpi.effective_method)
            if kpi.baseline:
                yield (*common, kpi.baseline.fiscal_year, "baseline", *_split(kpi.baseline.value))
            for year, amount in sorted(kpi.targets.items()):
                yield (*common, year, "target", *_split(amount))


def _iter_actuals(_project: Project, years: list[Figures]) -> Iterator[tuple[Cell, ...]]:
    for figures in years:
        for standing in figures.standings:
            for one in standing.indicators:
                result = one.result
                yield (
                    figures.fiscal_year,
                    standing.item.number,
                    one.indicator.id,
                    one.state.value,
                    result.fiscal_year if result else None,
                    *_split(result.actual if result else None),
                    result.finality if result and result.actual is not None else None,
                    one.status,
                )


def _iter_evaluations(_project: Project, years: list[Figures]) -> Iterator[tuple[Cell, ...]]:
    for figures in years:
        for standing in figures.standings:
            yield _describe_evaluation(figures.fiscal_year, standing)


def _describe_evaluation(year: int, standing: ItemStanding) -> tuple[Cell, ...]:
    evaluation = standing.evaluation or Evaluation(
        item=standing.item.number, fiscal_year=year, stage="none"
    )
    own = evaluation.self_evaluation
    return (
        year,
        standing.item.number,
        standing.state.value,
        evaluation.stage if standing.evaluation else None,
        standing.grade,
        standing.suggested,
        own.achievements,
        own.factors,
        own.issues,
        own.review,
    )


def _iter_opinions(_project: Project, years: list[Figures]) -> Iterator[tuple[Cell, ...]]:
    for figures in years:
        for standing in figures.standings:
            opinions = standing.evaluation.opinions if standing.evaluation else ()
            for index, one in enumerate(opinions, start=1):
                yield (
                    figures.fiscal_year,
                    standing.item.number,
                    index,
                    one.member,
                    one.meeting,
                    one.opinion,
                    one.response,
                    one.follow_up,
                )


def _iter_figures(_project: Project, years: list[Figures]) -> Iterator[tuple[Cell, ...]]:
    for figures in years:
        groups: list[tuple[str, int | str | None, str | None, GroupFigures]] = [
            ("overall", None, None, figures.overall),
            ("data_plan", None, None, figures.data_plan),
        ]
        for kind in ("goals", "policies", "divisions", "departments", "attitudes"):
            groups += [(kind, g.key, g.title, g.figures) for g in getattr(figures, kind)]
        for group, key, title, values in groups:
            place = (figures.fiscal_year, group, None if key is None else str(key), title)
            yield from _list_figures(place, values)


def _list_figures(place: tuple[Cell, ...], group: GroupFigures) -> Iterator[tuple[Cell, ...]]:
    yield (*place, "items", None, group.grades.total, None, None)
    yield (*place, "in_force", None, group.in_force, None, None)
    for state, count in group.states.items():
        yield (*place, "state", state.value, count, None, None)
    for subject, codes in (
        ("grade", group.grades),
        ("action_status", group.actions),
        ("kpi_status", group.indicators),
    ):
        yield from _list_codes((*place, subject), codes)
    for rate in group.rates:
        share = rate.share
        yield (*place, "rate", rate.name, share.numerator, share.denominator, share.percent)


def _list_codes(place: tuple[Cell, ...], codes: CodeFigures) -> Iterator[tuple[Cell, ...]]:
    for code, count in codes.counts.items():
        share = codes.shares.get(code)
        rest = (share.denominator, share.percent) if share else (None, None)
        yield (*place, code, count, *rest)


def _split(amount: int | Decimal | str | None) -> tuple[Cell, Cell]:
    """Give a value as number and as words: one of them is blank."""
    return (None, amount) if isinstance(amount, str) else (amount, None)


_VALUE = (Column("value", "値", "number"), Column("value_text", "値（言葉）"))
_KPI = Column("kpi", "KPIの識別名")

_TABLES: tuple[
    tuple[
        str, str, tuple[Column, ...], Callable[[Project, list[Figures]], Iterator[tuple[Cell, ...]]]
    ],
    ...,
] = (
    (
        "items",
        "実施項目",
        (
            _ITEM,
            Column("title", "実施項目名"),
            Column("goal", "目標番号", "integer"),
            Column("goal_title", "目標名"),
            Column("policy", "方針番号", "integer"),
            Column("policy_title", "方針名"),
            Column("data_plan", "官民データ活用推進計画（1＝該当、0＝該当しない）", "integer"),
            Column("division", "取組所属（主担当）"),
            Column("first_year", "開始年度（西暦、計画の始めからなら空欄）", "integer"),
            Column("last_year", "終了年度（西暦、計画の終わりまでなら空欄）", "integer"),
        ),
        _iter_items,
    ),
    (
        "targets",
        "KPIの基準値と目標値",
        (
            _ITEM,
            _KPI,
            Column("name", "指標名"),
            Column("unit", "単位"),
            Column("direction", "望ましい向き（higher＝大きいほどよい、lower＝小さいほどよい）"),
            Column("method", "達成率の計算方法"),
            _YEAR,
            Column("kind", "種類（baseline＝基準値、target＝目標値）"),
            *_VALUE,
        ),
        _iter_targets,
    ),
    (
        "actuals",
        "KPIの実績値",
        (
            Column("fiscal_year", "評価の年度（西暦）", "integer"),
            _ITEM,
            _KPI,
            Column(
                "state",
                "状態（measured＝実績あり、pending＝未確定、missing＝未記入、not_in_force＝期間外）",
            ),
            Column("value_year", "値の年度（西暦）", "integer"),
            *_VALUE,
            Column(
                "finality", "確定の別（provisional＝速報値、final＝確定値、revised＝遡及改定値）"
            ),
            Column("status", "状況"),
        ),
        _iter_actuals,
    ),
    (
        "evaluations",
        "年度評価",
        (
            _YEAR,
            _ITEM,
            Column("state", "状態"),
            Column("stage", "段階"),
            Column("grade", "評価区分"),
            Column("suggested", "KPIからの目安"),
            Column("achievements", "取組実績"),
            Column("factors", "要因分析"),
            Column("issues", "課題"),
            Column("review", "見直し"),
        ),
        _iter_evaluations,
    ),
    (
        "opinions",
        "委員会意見",
        (
            _YEAR,
            _ITEM,
            Column("number", "意見の番号", "integer"),
            Column("member", "委員（匿名なら空欄）"),
            Column("meeting", "会議"),
            Column("opinion", "意見"),
            Column("response", "対応"),
            Column("follow_up", "その後"),
        ),
        _iter_opinions,
    ),
    (
        "figures",
        "集計",
        (
            _YEAR,
            Column("group", "まとめ方"),
            Column("key", "番号か識別名"),
            Column("title", "名称"),
            Column("measure", "数えたもの"),
            Column("code", "区分"),
            Column("count", "件数（率では分子）", "integer"),
            Column("denominator", "分母", "integer"),
            Column("percent", "割合（％）", "number"),
        ),
        _iter_figures,
    ),
)
