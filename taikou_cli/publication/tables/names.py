"""Tables of what each year calls and rounds otherwise than the plan does now, and its day."""

from collections.abc import Iterable, Iterator

from taikou_cli.model.branches import LEVELS
from taikou_cli.model.validity import FormerName, FormerTitle
from taikou_cli.project.as_of import published_on
from taikou_cli.publication.tables.table import YEAR, Column, Layout, Row, Source, name_year


def _iter_years(source: Source) -> Iterator[Row]:
    for figures in source.years:
        plan, day = figures.plan, published_on(source.project, figures.fiscal_year)
        yield (
            *name_year(figures.fiscal_year),
            plan.title,
            plan.rounding.method,
            plan.rounding.decimals,
            day.isoformat() if day else None,
        )


def _iter_former_names(source: Source) -> Iterator[Row]:
    for kind, key, names in _iter_named(source):
        for one in sorted(names, key=lambda one: one.until):
            yield kind, str(key), one.until, one.words


def _iter_named(
    source: Source,
) -> Iterator[tuple[str, int | str, Iterable[FormerName | FormerTitle]]]:
    project = source.project
    yield "plan", "plan", source.plan.names
    for level in LEVELS:
        for branch in project.parts_on(level):
            yield level, branch.number, branch.part.names
    for number, document in sorted(project.items_by_number().items()):
        yield "item", number, document.content.names
    for department in project.organization.content.departments if project.organization else ():
        yield "department", department.id, department.names
        for division in department.divisions:
            yield "division", division.id, division.names


LAYOUTS = (
    Layout(
        "years",
        "評価した年度の計画の名称、端数処理、公表の日",
        (
            *YEAR,
            Column("plan_title", "その年度の計画の名称", required=True),
            Column("rounding", "割合の端数処理", codes="rounding", required=True),
            Column("decimals", "割合の小数の桁数", "integer", required=True),
            Column("published_on", "最初に公表した日（まだなら空欄）", "date"),
        ),
        ("fiscal_year",),
        _iter_years,
    ),
    Layout(
        "former_names",
        "旧名称",
        (
            Column("kind", "何の名称か", codes="named_kind", required=True),
            Column("key", "番号（‹department›と‹division›は識別名）", required=True),
            Column("until_year", "この名称だった最後の年度（西暦）", "integer", required=True),
            Column("title", "その年度までの名称", required=True),
        ),
        ("kind", "key", "until_year"),
        _iter_former_names,
    ),
)
