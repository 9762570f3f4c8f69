"""The open data of a plan: each format alone, and all that a bundle carries."""

from collections.abc import Callable
from typing import NamedTuple

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


class _Single(NamedTuple):
    """A format of one file for all tables: what it is called (by the tables' titles), its maker."""

    name: str
    title: str
    render: Callable[[tuple[Table, ...]], bytes]

    def build(self, tables: tuple[Table, ...]) -> Files:
        return {self.name: self.render(tables)}


_SINGLE = {
    "xlsx": _Single("data.xlsx", "すべての表（Excel）", xlsx.render_all),
    "json": _Single("data.json", "すべての表（JSON）", json.render_all),
    "sqlite": _Single("data.sqlite", "すべての表（SQLite）", sqlite.render_all),
    "stratml": _Single("stratml.xml", "{goals}・{items}・KPI（StratML）", stratml.render_all),
}

BUILDERS = {"csv": build_csv} | {name: one.build for name, one in _SINGLE.items()}
"""What makes the files of each format of a publication, by their names."""

EXPORTERS = BUILDERS | {"parquet": parquet.render_each}
"""All formats. Parquet is in no publication: whether pyarrow is there would change its bytes."""


def build_all(tables: tuple[Table, ...]) -> Files:
    """Give the files of every format that a publication carries."""
    return {name: content for build in BUILDERS.values() for name, content in build(tables).items()}


def name_files(tables: tuple[Table, ...]) -> dict[str, str]:
    """Say what the files of `build_all` are called."""
    titles = {table.name: table.title for table in tables}
    return {
        **{one.name: one.title.format_map(titles) for one in _SINGLE.values()},
        **{f"{table.name}.csv": f"{table.title}（CSV）" for table in tables},
        "datapackage.json": "CSVの説明（Frictionless Data Package）",
        "csv-metadata.json": "CSVの説明（CSV on the Web）",
    }
