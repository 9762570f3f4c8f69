"""The Digital Agency's 30 rules of machine-readable data, as far as a program can tell.

What it cannot tell is said in docs/open-data.md, under the same numbers.
"""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

# Squared and enclosed words, Roman numerals, half-width katakana, private use.
DEPENDENT = re.compile("[\u2160-\u217f\u2460-\u24ff\u3220-\u33ff\uff61-\uff9f\ue000-\uf8ff]")
# What the Digital Agency's checker takes for a column of dates, and for a year that it cannot read.
OF_TIME = re.compile("date|year|month|period")
ERA = re.compile("(令和|平成|昭和|大正|明治|[MTSHR])[0-9元]+[年./-]")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Sheet(NamedTuple):
    """A table as it is read back; a blank is None. Cells of CSV files are all text."""

    name: str
    header: list
    rows: list

    def column(self, name):
        return [row[self.header.index(name)] for row in self.rows]


class Files(NamedTuple):
    """One format of the open data: its sheets, the workbook if it is one, and where it lies."""

    sheets: dict
    source: object
    path: Path

    def cells(self, kinds):
        """Yield place and value of every cell of these kinds that is not blank."""
        for name, sheet in self.sheets.items():
            for column, kind in kinds_of(self, name).items():
                if kind in kinds:
                    yield from (
                        ((name, column), cell) for cell in sheet.column(column) if cell is not None
                    )

    def texts(self):
        return self.cells(("string", "date"))


def kinds_of(files, table):
    defined = files.sheets["columns"]
    rows = zip(
        defined.column("table"), defined.column("column"), defined.column("type"), strict=False
    )
    return {column: kind for name, column, kind in rows if name == table}


@pytest.fixture(scope="session")
def as_csv(exported):
    sheets = {}
    for path in sorted(exported.glob("*.csv")):
        text = path.read_bytes().decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        sheets[path.stem] = Sheet(path.stem, header, [[c or None for c in row] for row in rows])
    return Files(sheets, None, exported)


@pytest.fixture(scope="session")
def as_xlsx(exported):
    book = openpyxl.load_workbook(exported / "data.xlsx")
    sheets = {}
    for sheet in book.worksheets:
        header, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
        sheets[sheet.title] = Sheet(sheet.title, header, rows)
    return Files(sheets, book, exported / "data.xlsx")


RULES = {}


def rule(number, *formats):
    def register(check):
        for name in formats or ("csv", "xlsx"):
            RULES[number, name] = check
        return check

    return register


@pytest.mark.parametrize(("number", "name"), RULES)
def test_rule(number, name, as_csv, as_xlsx, tables):
    files = {"csv": as_csv, "xlsx": as_xlsx}[name]
    RULES[number, name](files, {table.name: table for table in tables})


def test_every_rule_is_tested_or_explained():
    numbers = [f"L1-{n:02}" for n in range(1, 16)]
    numbers += [f"L2-{n:02}" for n in range(1, 7)] + [f"L3-{n:02}" for n in range(1, 10)]
    assert sorted({number for number, _ in RULES}) == numbers


@rule("L1-01")
def is_a_machine_readable_file(files, tables):
    assert len(files.sheets) == len(tables) > 20
    assert all(sheet.rows for sheet in files.sheets.values())


@rule("L1-02")
def has_one_table_a_sheet(files, tables):
    assert set(files.sheets) == set(tables)


@rule("L1-03")
def is_not_split_by_blank_rows(files, tables):
    for name, sheet in files.sheets.items():
        assert len(sheet.rows) == len(tables[name].rows)
        assert all(any(cell is not None for cell in row) for row in sheet.rows)


@rule("L1-04")
def has_nothing_beside_the_table(files, tables):
    for name, sheet in files.sheets.items():
        assert {len(row) for row in sheet.rows} == {len(tables[name].columns)}


@rule("L1-05")
def has_a_header_over_every_column(files, tables):
    for name, sheet in files.sheets.items():
        assert sheet.header == [column.name for column in tables[name].columns]


@rule("L1-06")
def has_no_spaces_or_line_breaks_for_layout(files, _tables):
    for place, cell in files.texts():
        assert cell == cell.strip(), place
        assert not re.search(r"[\n\r\t]|  |[一-龥ぁ-ん][ 　][一-龥ぁ-ん][ 　]", cell), place


@rule("L1-07")
def has_one_code_a_cell(files, _tables):
    for table, column, codes in coded_columns(files):
        assert {str(c) for c in files.sheets[table].column(column) if c is not None} <= codes


@rule("L1-08")
def has_no_platform_dependent_characters(files, _tables):
    assert [(place, cell) for place, cell in files.texts() if DEPENDENT.search(cell)] == []


@rule("L1-09")
def tells_zero_from_blank(files, _tables):
    counts = files.sheets["figures"].column("count")
    assert None not in counts
    assert "0" in map(str, counts)
    actuals = files.sheets["actuals"]
    states = zip(actuals.column("state"), actuals.column("value"), strict=False)
    assert {value for state, value in states if state in {"pending", "missing"}} == {None}


@rule("L1-10", "xlsx")
def has_no_objects(files, _tables):
    with zipfile.ZipFile(files.path) as archive:
        parts = archive.namelist()
    assert not [one for one in parts if re.search("drawing|media|chart|comment|vml|macro", one)]


@rule("L1-11", "xlsx")
def says_nothing_by_colour_or_form(files, _tables):
    for sheet in files.source.worksheets:
        assert not list(sheet.conditional_formatting)
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.fill.fill_type is None
                assert not (cell.font.b)
                assert not (cell.font.i)
                assert not (cell.font.strike)
                assert cell.number_format == "General"


@rule("L1-12", "xlsx")
def has_no_merged_cells(files, _tables):
    assert not any(sheet.merged_cells.ranges for sheet in files.source.worksheets)


@rule("L1-13", "xlsx")
def hides_nothing(files, _tables):
    for sheet in files.source.worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet.auto_filter.ref
        assert not any(one.hidden for one in sheet.row_dimensions.values())
        assert not any(one.hidden for one in sheet.column_dimensions.values())


@rule("L1-14", "csv")
def has_one_record_a_line(files, _tables):
    for name, sheet in files.sheets.items():
        content = (files.path / f"{name}.csv").read_bytes()
        assert content.count(b"\r\n") == content.count(b"\n") == len(sheet.rows) + 1


@rule("L1-15", "csv")
def quotes_cells_with_commas(files, _tables):
    with_commas = [cell for _, cell in files.texts() if "," in cell]
    assert with_commas
    everything = "".join(
        (files.path / f"{name}.csv").read_bytes().decode() for name in files.sheets
    )
    for cell in with_commas:
        quoted = cell.replace('"', '""')
        assert f'"{quoted}"' in everything


@rule("L2-01")
def writes_numbers_as_numbers(files, _tables):
    for place, cell in files.cells(("integer", "number")):
        assert NUMBER.fullmatch(str(cell)), (place, cell)
        assert files.source is None or isinstance(cell, int | float)
    for place, cells in by_column(files.cells(("string",))).items():
        others = [cell for cell in cells if not NUMBER.fullmatch(cell)]
        if len(others) * 2 < len(cells):
            assert [cell for cell in others if re.search("[0-9]", cell)] == [], place


def by_column(cells):
    columns = {}
    for place, cell in cells:
        columns.setdefault(place, []).append(str(cell).removeprefix("'"))
    return columns


@rule("L2-02")
def abbreviates_nothing(files, _tables):
    same_as_above = {"〃", "”", "″", "同上", "々", "''", '"'}
    assert [place for place, cell in files.texts() if cell in same_as_above] == []
    defined = files.sheets["columns"]
    rows = zip(
        defined.column("table"), defined.column("column"), defined.column("required"), strict=False
    )
    for table, column, required in rows:
        if str(required) == "1":
            assert None not in files.sheets[table].column(column), (table, column)


@rule("L2-03")
def has_one_header_row_of_unique_names(files, _tables):
    for sheet in files.sheets.values():
        assert len(set(sheet.header)) == len(sheet.header)
        assert sheet.rows[0] != sheet.header


@rule("L2-04")
def offers_standardised_choices(files, _tables):
    coded = list(coded_columns(files))
    assert len(coded) > 20
    for table, column, codes in coded:
        used = {str(cell) for cell in files.sheets[table].column(column) if cell is not None}
        assert used <= codes, (table, column)


@rule("L2-05")
def explains_other_in_a_column_of_its_own(files, _tables):
    for table in ("actuals", "kgi_actuals", "evaluations"):
        sheet = files.sheets[table]
        reasons = zip(sheet.column("pending_reason"), sheet.column("pending_note"), strict=False)
        assert all(note for reason, note in reasons if reason == "other")


@rule("L2-06", "xlsx")
def holds_values_instead_of_formulas(files, _tables):
    dangerous = 0
    for sheet in files.source.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                if cell.data_type == "s" and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix, cell.coordinate
                    dangerous += 1
    assert dangerous


@rule("L2-06", "csv")
def holds_no_text_that_becomes_a_formula(files, _tables):
    starts = ("=", "+", "-", "@", "\t")
    assert [place for place, cell in files.texts() if cell.startswith(starts)] == []
    assert "'=SUM(A1)" in files.sheets["changes"].column("before_text")


@rule("L3-01")
def has_its_header_in_row_1_and_data_from_row_2(files, tables):
    for name, sheet in files.sheets.items():
        assert sheet.header[0] == tables[name].columns[0].name
        assert sheet.rows[0][0] is not None


@rule("L3-02")
def has_a_code_table(files, _tables):
    for table, column, codes in coded_columns(files):
        assert codes, (table, column)
    assert None not in files.sheets["codes"].column("meaning")


@rule("L3-03")
def uses_no_special_symbols_for_what_is_missing(files, _tables):
    symbols = {"-", "－", "―", "…", "***", "x", "X", "n/a", "N/A", "NA", "未公表", "不明"}
    found = {place for place, cell in files.texts() if cell in symbols}
    assert {column for _, column in found} <= {"unit"}  # explained in the column's title
    defined = files.sheets["columns"]
    places = zip(defined.column("table"), defined.column("column"), strict=True)
    titles = dict(zip(places, defined.column("title"), strict=True))
    assert all("－は単位のない指標" in titles[place] for place in found)


@rule("L3-04")
def gives_units(files, _tables):
    for table in ("targets", "actuals", "kgi_targets", "kgi_actuals"):
        sheet = files.sheets[table]
        assert all(unit for unit in sheet.column("unit"))
    defined = files.sheets["columns"]
    titles = dict(zip(defined.column("column"), defined.column("title"), strict=False))
    assert all("％" in titles[name] for name in ("percent", "achievement", "at_least"))


@rule("L3-05")
def gives_the_western_year_beside_the_era(files, _tables):
    found = 0
    for sheet in files.sheets.values():
        if "fiscal_year" in sheet.header:
            for year, name in zip(
                sheet.column("fiscal_year"), sheet.column("fy_name"), strict=False
            ):
                assert (year is None) == (name is None)
                assert year is None or name in {
                    f"令和{int(year) - 2018}年度",
                    "令和元年度",
                    "平成30年度",
                }
                found += 1
    assert found
    for name, sheet in files.sheets.items():
        for column in sheet.header:
            if OF_TIME.search(column):
                assert not [cell for cell in sheet.column(column) if ERA.search(str(cell))], name


@rule("L3-06")
def has_a_column_for_the_area_code(files, _tables):
    assert "area_code" in files.sheets["plan"].header


@rule("L3-07")
def logs_changes(files, _tables):
    changes = files.sheets["changes"]
    assert set(changes.column("kind")) == {
        "plan_revision",
        "item_revision",
        "target_change",
        "restatement",
        "correction",
    }
    assert changes.column("date") == sorted(changes.column("date"))


@rule("L3-08")
def defines_every_column_by_an_ascii_name(files, _tables):
    defined = files.sheets["columns"]
    known = set(zip(defined.column("table"), defined.column("column"), strict=False))
    for name, sheet in files.sheets.items():
        assert {(name, column) for column in sheet.header} <= known
        assert all(re.fullmatch("[a-z][a-z_]*", column) for column in sheet.header)
    assert all(re.search("[ぁ-んァ-ン一-龥]", title) for title in defined.column("title"))


@rule("L3-09")
def is_in_long_format(files, tables):
    for name, sheet in files.sheets.items():
        key = [sheet.header.index(column) for column in tables[name].key]
        keys = [tuple(row[n] for n in key) for row in sheet.rows]
        assert len(set(keys)) == len(keys), name
        assert not any(None in one for one in keys), name


def coded_columns(files):
    """Yield table, column and the codes that may stand in it."""
    codes, defined = files.sheets["codes"], files.sheets["columns"]
    lists = {}
    for name, code in zip(codes.column("code_list"), codes.column("code"), strict=False):
        lists.setdefault(name, set()).add(str(code))
    rows = zip(
        defined.column("table"), defined.column("column"), defined.column("code_list"), strict=False
    )
    for table, column, name in rows:
        if name is not None:
            yield table, column, lists.get(name, set())
    # Of these the list is named by the row itself.
    figures = files.sheets["figures"]
    for measure in sorted(set(figures.column("measure"))):
        pairs = zip(figures.column("measure"), figures.column("code"), strict=False)
        assert {str(code) for name, code in pairs if name == measure} <= lists[measure], measure
