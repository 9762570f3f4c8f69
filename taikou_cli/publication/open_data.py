"""The open data of a plan: each format alone, and all that a bundle carries."""

from taikou_cli.model.plan import Plan
from taikou_cli.publication.exports import csv, datapackage, json, sqlite
from taikou_cli.publication.tables import Table


def build_csv(tables: tuple[Table, ...], plan: Plan) -> dict[str, bytes]:
    """Give a CSV file for each table, and `datapackage.json` that describes them."""
    files = {f"{table.name}.csv": csv.render(table) for table in tables}
    return {**files, "datapackage.json": datapackage.render(tables, files, plan)}


def build_json(tables: tuple[Table, ...], _plan: Plan) -> dict[str, bytes]:
    """Give all tables in one JSON file."""
    return {"data.json": json.render_all(tables)}


def build_sqlite(tables: tuple[Table, ...], _plan: Plan) -> dict[str, bytes]:
    """Give all tables in one SQLite file."""
    return {"data.sqlite": sqlite.render_all(tables)}


def build_all(tables: tuple[Table, ...], plan: Plan) -> dict[str, bytes]:
    """Give the files of every format: what a publication carries."""
    return {
        name: content
        for build in BUILDERS.values()
        for name, content in build(tables, plan).items()
    }


def name_files(tables: tuple[Table, ...]) -> dict[str, str]:
    """Say what the files of `build_all` are called."""
    return {
        **{f"{table.name}.csv": f"{table.title}（CSV）" for table in tables},
        "datapackage.json": "CSVの説明（Frictionless Data Package）",
        "data.json": "すべての表（JSON）",
        "data.sqlite": "すべての表（SQLite）",
    }


BUILDERS = {"csv": build_csv, "json": build_json, "sqlite": build_sqlite}
"""What makes the files of each format, by their names."""
