"""A plan → what stands in its workbook."""

from typing import NamedTuple

from taikou_cli.forms.layout.field_values import CellValue
from taikou_cli.forms.layout.planbook.cells import show_cell, value_of
from taikou_cli.forms.layout.planbook.columns import Column
from taikou_cli.forms.layout.planbook.documents import PLAN, item_documents, read_documents
from taikou_cli.forms.layout.planbook.names import Names
from taikou_cli.forms.layout.planbook.places import Row
from taikou_cli.forms.layout.planbook.tables import Table, shown_tables
from taikou_cli.project.project import Project

FILE_NAME = "計画.xlsx"
STEPS = (
    "シートごとに、1行に1つずつ書いてあります。直すところだけを直し、保存して取り込んでください。直した所だけがデータに入ります。",
    "行は、加える、貼り付ける、並べ替える、消すことができます。色の付いた行の下に続けて書いて構いません。識別名は自動で付くので、考える必要はありません。",
    "評価のあるものは、行を消しても取り込みません。終わるものには、終わる年度を書いてください。",
    "年度と日付は西暦でも和暦でも、数は全角でも単位付きでも読めます。",
    "使わない列は、たたんであります（シートの上の［＋］で開きます）。シートや列の順は変えて構いません。見出しの文字は変えないでください。",
    "取り込む前に、「taikou form import 計画.xlsx --dry-run」で、何が変わるかを確かめてください。",
)
_ORDER = (
    "plan",
    "division",
    "department",
    "goal",
    "policy",
    "group",
    "item",
    "action",
    "kpi",
    "kgi",
    "amount",
    "calendar",
    "amount_kind",
    "field",
    "classification",
)


class BookRow(NamedTuple):
    """A row with what its cells show, in the order of the table's columns."""

    row: Row
    cells: tuple[CellValue, ...]


class BookSheet(NamedTuple):
    """A sheet.

    Attributes:
        table: Its table.
        rows: Its rows.
        lists: What its columns offer to choose from, by their keys.
        folded: The keys of the columns that nothing stands in and that few plans use.
    """

    table: Table
    rows: tuple[BookRow, ...]
    lists: dict[str, tuple[str, ...]]
    folded: frozenset[str]


class Book(NamedTuple):
    """The workbook of a plan.

    Attributes:
        plan: The government and the title of the plan.
        is_fictitious: The plan is made up.
        sheets: Its sheets, in the order in which they lie.
    """

    plan: str
    is_fictitious: bool
    sheets: tuple[BookSheet, ...]


def build_book(project: Project) -> Book:
    """Build the workbook of a plan.

    Raises:
        TaikouError: The outline cannot be read.
    """
    plan = project.require_outline()
    data = read_documents(project)
    names = Names(data)
    titles = {number: str(item.get("title")) for number, item in item_documents(data).items()}
    sheets = {
        table.key: _build_sheet(table, table.place.rows(data), names, titles)
        for table in shown_tables(data)
    }
    name = f"{plan.government} {data[PLAN]['title']}"
    return Book(name, plan.fictitious, tuple(sheets[key] for key in _ORDER if key in sheets))


def _build_sheet(table: Table, rows: list[Row], names: Names, titles: dict[int, str]) -> BookSheet:
    shown = tuple(
        BookRow(row, tuple(show_cell(column, row, names, titles) for column in table.columns))
        for row in rows
    )
    used = {
        column.key
        for column in table.columns
        if any(value_of(column, row) not in (None, "", []) for row in rows)
    }
    folded = frozenset(one.key for one in table.columns if one.is_rare and one.key not in used)
    lists = {one.key: _list_of(one, names) for one in table.columns}
    return BookSheet(table, shown, {key: some for key, some in lists.items() if some}, folded)


def _list_of(column: Column, names: Names) -> tuple[str, ...]:
    if column.choices:
        return tuple(choice.label for choice in column.choices)
    kind = column.notation.lists if column.notation else ""
    return tuple(names.of(kind).labels.values()) if kind and kind != "item" else ()
