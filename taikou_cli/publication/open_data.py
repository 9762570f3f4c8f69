"""The open data of a plan: each format alone, and all that a bundle carries."""

from taikou_cli.publication.exports import (
    csv,
    csvw,
    datapackage,
    json,
    parquet,
    sqlite,
    stratml,
    xlsx,
)
from taikou_cli.publication.tables.table import Table

Files = dict[str, bytes]


def build_csv(tables: tuple[Table, ...]) -> Files:
    """Give a CSV file for each table, and two files that describe them."""
    files = {f"{table.name}.csv": csv.render(table) for table in tables}
    return {
        **files,
        "datapackage.json": datapackage.render(tables, files),
        "csv-metadata.json": csvw.render(tables),
    }


def build_xlsx(tables: tuple[Table, ...]) -> Files:
    """Give all tables in one Excel workbook."""
    return {"data.xlsx": xlsx.render_all(tables)}


def build_json(tables: tuple[Table, ...]) -> Files:
    """Give all tables in one JSON file."""
    return {"data.json": json.render_all(tables)}


def build_sqlite(tables: tuple[Table, ...]) -> Files:
    """Give all tables in one SQLite file."""
    return {"data.sqlite": sqlite.render_all(tables)}


def build_stratml(tables: tuple[Table, ...]) -> Files:
    """Give goals, items and indicators as StratML."""
    return {"stratml.xml": stratml.render_all(tables)}


def build_parquet(tables: tuple[Table, ...]) -> Files:
    """Give a Parquet file for each table.

    Raises:
        TaikouError: pyarrow is not installed.
    """
    return parquet.render_each(tables)


def build_all(tables: tuple[Table, ...]) -> Files:
    """Give the files of every format that a publication carries."""
    return {name: content for build in BUILDERS.values() for name, content in build(tables).items()}


def name_files(tables: tuple[Table, ...]) -> dict[str, str]:
    """Say what the files of `build_all` are called."""
    titles = {table.name: table.title for table in tables}
    return {
        "data.xlsx": "すべての表（Excel）",
        "data.json": "すべての表（JSON）",
        "data.sqlite": "すべての表（SQLite）",
        "stratml.xml": f"{titles['goals']}・{titles['items']}・KPI（StratML）",
        **{f"{table.name}.csv": f"{table.title}（CSV）" for table in tables},
        "datapackage.json": "CSVの説明（Frictionless Data Package）",
        "csv-metadata.json": "CSVの説明（CSV on the Web）",
    }


BUILDERS = {
    "csv": build_csv,
    "xlsx": build_xlsx,
    "json": build_json,
    "sqlite": build_sqlite,
    "stratml": build_stratml,
}
"""What makes the files of each format of a publication, by their names."""

EXPORTERS = BUILDERS | {"parquet": build_parquet}
"""All formats. Parquet is in no publication: whether pyarrow is there would change its bytes."""
