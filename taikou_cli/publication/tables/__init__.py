"""The plan and its evaluations as tables: one datum a cell, one fact a row, Western years.

The shape follows the Digital Agency's rules of machine-readable data (L1 to L3): long format,
one header row, physical names in ASCII, blank where something is not known, codes with a code
table. What is internal is in no table.
"""

from collections.abc import Iterator

from taikou_cli.model.branches import LEVELS
from taikou_cli.model.words import Words
from taikou_cli.progress.contract import describe_groups
from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.as_of import known_in
from taikou_cli.project.project import Project
from taikou_cli.publication.cell_text import clean_text
from taikou_cli.publication.tables import (
    amounts,
    assessments,
    changes,
    codes,
    evaluations,
    fields,
    figures,
    indicators,
    names,
    outline,
    period,
    scales,
)
from taikou_cli.publication.tables.table import (
    YEAR_NAME,
    Cell,
    Column,
    Layout,
    Row,
    Source,
    Table,
)

_LAYOUTS: tuple[Layout, ...] = (
    *outline.LAYOUTS,
    *names.LAYOUTS,
    *indicators.LAYOUTS,
    *evaluations.LAYOUTS,
    *assessments.LAYOUTS,
    *period.LAYOUTS,
    *fields.LAYOUTS,
    *figures.LAYOUTS,
    *amounts.LAYOUTS,
    *changes.LAYOUTS,
    *scales.LAYOUTS,
    *codes.LAYOUTS,
)


def build_tables(project: Project, last_year: int | None = None) -> tuple[Table, ...]:
    """Make all tables of a plan, for every year that has evaluations.

    Args:
        project: A loaded plan.
        last_year: The last fiscal year to tell of: later ones are not decided yet.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    years = tuple(
        compute_figures(project, year)
        for year in project.evaluated_years()
        if last_year is None or year <= last_year
    )
    known = project if last_year is None else known_in(project, last_year)
    plan = known.require_outline()
    groups = tuple(describe_groups(figures) for figures in years)
    known_until = plan.last_year if last_year is None else last_year
    source = Source(known, plan, years, groups, known_until)
    levels = (None, *source.levels)
    tables = tuple(_build(layout, source) for layout in _LAYOUTS if layout.level in levels)
    return (*tables, describe_columns(tables))


def _build(layout: Layout, source: Source) -> Table:
    """Make a table in the plan's words, without the columns for levels that it does not have."""
    words, absent = source.plan.words, set(LEVELS) - set(source.levels)
    kept = [n for n, column in enumerate(layout.columns) if column.level not in absent]
    columns = (layout.columns[n] for n in kept)
    names = {column.name for column in layout.columns if column.level in absent}
    rows = _name_years(layout, source)
    if names:
        rows = (tuple(row[n] for n in kept) for row in rows)
    return Table(
        layout.name,
        _say(words, layout.title),
        tuple(column._replace(title=_say(words, column.title)) for column in columns),
        layout.key,
        tuple(one for one in layout.references if names.isdisjoint(one.columns)),
        tuple(tuple(map(_clean, row)) for row in rows),
    )


def _name_years(layout: Layout, source: Source) -> Iterator[Row]:
    """Yield the rows with the years named as the plan names them."""
    years, names = source.plan.fiscal_years, [column.name for column in layout.columns]
    if years.has_eras or YEAR_NAME not in names:
        yield from layout.build(source)
        return
    place = names.index(YEAR_NAME)
    for row in layout.build(source):
        year = row[place - 1]
        name = None if year is None else years.name_era(int(year))
        yield (*row[:place], name, *row[place + 1 :])


def _say(words: Words, title: str) -> str:
    return clean_text(words.say(title)) or title


def _clean(cell: Cell) -> Cell:
    return clean_text(cell) if isinstance(cell, str) else cell


def describe_columns(tables: tuple[Table, ...]) -> Table:
    """Make the table that defines the columns of all tables, its own included."""
    columns = (
        Column("table", "表の名前", required=True),
        Column("table_title", "表の名称", required=True),
        Column("number", "順番", "integer", required=True),
        Column("column", "列の名前", required=True),
        Column("title", "列の名称", required=True),
        Column("type", "値の種類", codes="type", required=True),
        Column("required", "必ず値がある", "integer", codes="flag", required=True),
        Column("code_list", "コード表の名前（コードでなければ空欄）"),
    )
    own = Table("columns", "列の定義", columns, ("table", "column"), (), ())
    rows: tuple[Row, ...] = tuple(
        (table.name, table.title, n, c.name, c.title, c.kind, int(c.required), c.codes)
        for table in (*tables, own)
        for n, c in enumerate(table.columns, start=1)
    )
    return own._replace(rows=rows)
