"""`taikou verify`: whatever of one medium is not what the others say is found, the hashes mended.

Each alteration is made as a forger would make it, with the programs that open such files.
"""

import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing

import openpyxl
import pytest

from taikou_cli.publication.open_data import build_all
from taikou_cli.publication.tables import build_tables
from taikou_cli.publication.verification.agreement import iter_disagreements
from taikou_cli.publication.verification.derived import iter_derived_differences
from taikou_cli.publication.verification.open_data import parse_open_data


@pytest.fixture(scope="module")
def files(project):
    return build_all(build_tables(project, 2022))


def disagreements(files):
    return list(iter_disagreements(files, parse_open_data(files["data.json"])))


def test_files_of_one_plan_say_the_same(files):
    assert disagreements(files) == []


def edit_book(change):
    """Alter the workbook by openpyxl, as any program that saves it anew."""

    def edit(content):
        book = openpyxl.load_workbook(io.BytesIO(content))
        change(book)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return edit


def edit_part(part, old, new):
    """Alter the text of one part of the workbook, all else left as it was."""

    def edit(content):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return stream.getvalue()

    return edit


def edit_sql(script):
    """Alter the database by SQL."""

    def edit(content):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(content)
            connection.executescript(script)
            connection.commit()
            return connection.serialize()

    return edit


def edit_text(old, new):
    def edit(content):
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return edit


def swap_cells(sheet, one, other):
    def change(book):
        cells = book[sheet]
        cells[one].value, cells[other].value = cells[other].value, cells[one].value

    return edit_book(change)


def swap_columns(book):
    for row in book["items"].iter_rows():
        row[1].value, row[3].value = row[3].value, row[1].value


def set_of(place, name, value):
    def change(book):
        setattr(place(book), name, value)

    return edit_book(change)


STYLES, BOOK, SHEET = "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"
XLSX = {
    "headings swapped": (swap_cells("items", "B1", "D1"), "シート「items」のセルB1"),
    "columns swapped": (edit_book(swap_columns), "シート「items」"),
    "value": (set_of(lambda b: b["figures"]["H2"], "value", 99), "シート「figures」のセルH2"),
    "number as text": (edit_part(SHEET, "<v>2022</v>", "<v>2023</v>"), "シート「plan」のセル"),
    "row hidden": (set_of(lambda b: b["items"].row_dimensions[3], "hidden", True), "シート"),
    "column hidden": (
        set_of(lambda b: b["items"].column_dimensions["C"], "hidden", True),
        "シート",
    ),
    "column narrow": (set_of(lambda b: b["items"].column_dimensions["C"], "width", 0), "シート"),
    "sheet hidden": (set_of(lambda b: b["changes"], "sheet_state", "hidden"), "data.xlsx の"),
    "sheet veiled": (
        edit_part(BOOK, '<sheet name="changes"', '<sheet state="veryHidden" name="changes"'),
        "シートの名前・並び・表示",
    ),
    "sheet renamed": (edit_part(BOOK, '"items"', '"koumoku"'), "シート「items」（ありません）"),
    "sheet added": (edit_book(lambda book: book.create_sheet("訂正")), "data.xlsx の"),
    "sheet removed": (edit_book(lambda book: book.remove(book["opinions"])), "data.xlsx の"),
    "number format": (
        set_of(lambda b: b["figures"]["H2"], "number_format", '"100"'),
        "data.xlsx の",
    ),
    "format of all cells": (
        edit_part(STYLES, '<xf numFmtId="0"', '<xf numFmtId="10"'),
        "書式など（xl/styles.xml）",
    ),
    "row hidden alone": (
        edit_part(SHEET, '<row r="2">', '<row r="2" hidden="1">'),
        "シート「plan」の行・列・書式・印刷などの設定",
    ),
    "comment": (
        set_of(
            lambda b: b["items"]["B2"], "comment", openpyxl.comments.Comment("実は未達成", "県")
        ),
        "data.xlsx の",
    ),
    "formula": (set_of(lambda b: b["figures"]["H2"], "value", "=1+1"), "figures」のセルH2"),
    "defined name": (
        edit_part(BOOK, "</sheets>", "</sheets><definedNames/>"),
        "シートの名前・並び・表示",
    ),
    "warning removed": (
        edit_part(SHEET, "架空のデータ</odd", "</odd"),
        "シート「plan」の行・列・書式",
    ),
    "not a workbook": (lambda _: b"PK", "壊れていて読めません"),
    "something behind": (lambda content: content + b"x", "ファイルの組み立て"),
}
SQLITE = {
    "value": (
        edit_sql("UPDATE items SET title = 'x' WHERE item = 2"),
        "表「items」のデータの2件目",
    ),
    "number": (
        edit_sql("UPDATE figures SET percent = 99.9 WHERE rowid = 9"),
        "「figures」のデータ",
    ),
    "type": (
        edit_sql("UPDATE kpis SET name = CAST(name AS BLOB) WHERE rowid = 1"),
        "表「kpis」のデータの1件目",
    ),
    "columns swapped": (
        edit_sql(
            "ALTER TABLE goals RENAME COLUMN title TO x;"
            "ALTER TABLE goals RENAME COLUMN summary TO title;"
            "ALTER TABLE goals RENAME COLUMN x TO summary"
        ),
        "「goals」の定義",
    ),
    "column added": (edit_sql("ALTER TABLE goals ADD COLUMN note TEXT"), "「goals」の定義"),
    "table emptied": (edit_sql("DELETE FROM changes"), "表「changes」のデータの1件目"),
    "row added": (
        edit_sql("INSERT INTO attitudes SELECT 99, title, summary FROM attitudes LIMIT 1"),
        "表「attitudes」のデータの",
    ),
    "meaning of a grade": (
        edit_sql("UPDATE codes SET meaning = '成果なし' WHERE code_list = 'grade' AND code = 'A'"),
        "表「codes」のデータの",
    ),
    "name of a year": (
        edit_sql("UPDATE figures SET fy_name = '令和9年度' WHERE rowid = 1"),
        "表「figures」のデータの1件目",
    ),
    "view": (edit_sql("CREATE VIEW results AS SELECT 'A' AS grade"), "「results」の定義"),
    "trigger": (
        edit_sql("CREATE TRIGGER t AFTER INSERT ON goals BEGIN DELETE FROM items; END"),
        "「t」の定義",
    ),
    "index": (edit_sql("CREATE INDEX i ON items (title)"), "「i」の定義"),
    "table added": (edit_sql("CREATE TABLE true_figures (a)"), "「true_figures」の定義"),
    "version": (edit_sql("PRAGMA user_version = 7"), "設定「user_version」"),
    "something behind": (lambda content: content + b"x" * 4096, "data.sqlite の"),
    "not a database": (lambda _: b"x" * 5000, "壊れていて読めません"),
}
OTHERS = {
    ("data.json", "title"): (edit_text("【架空のデータ】実施項目", "実施項目"), "data.json の"),
    ("data.json", "key"): (
        edit_text('"rows": [', '"note": "x", "rows": ['),
        "行目が 自身",
    ),
    ("items.csv", "headings swapped"): (
        edit_text("title,label", "label,title"),
        "items.csv の1行目",
    ),
    ("codes.csv", "meaning"): (edit_text("四捨五入", "切上げ"), "codes.csv の"),
    ("stratml.xml", "grade"): (edit_text("評価区分：A", "評価区分：B"), "stratml.xml の"),
    ("datapackage.json", "title"): (edit_text("実施項目番号", "目標番号"), "datapackage.json の"),
    ("datapackage.json", "enum"): (edit_text('"half_up",', '"half_down",'), "datapackage.json の"),
    ("datapackage.json", "key"): (
        edit_text('"primaryKey": [\n          "goal"', '"primaryKey": [\n          "title"'),
        "data.sqlite の",
    ),
    ("datapackage.json", "broken"): (lambda _: b"[]", "datapackage.json がないか"),
    ("datapackage.json", "licence"): (edit_text("公共データ利用規約", "利用禁止"), "datapackage"),
    ("csv-metadata.json", "title"): (edit_text("実施項目番号", "目標番号"), "csv-metadata.json の"),
    ("csv-metadata.json", "type"): (edit_text('"decimal"', '"string"'), "csv-metadata.json の"),
    ("csv-metadata.json", "emptied"): (lambda _: b"{}", "csv-metadata.json の1行目"),
}
ALTERATIONS = (
    [("data.xlsx", name, *one) for name, one in XLSX.items()]
    + [("data.sqlite", name, *one) for name, one in SQLITE.items()]
    + [(*name, *one) for name, one in OTHERS.items()]
)


@pytest.mark.parametrize(
    ("name", "edit", "told"),
    [(name, edit, told) for name, _, edit, told in ALTERATIONS],
    ids=[f"{name} {what}" for name, what, *_ in ALTERATIONS],
)
def test_alteration_of_one_medium_is_found_and_its_place_told(files, name, edit, told):
    altered = edit(files[name])
    assert altered != files[name]
    assert told in "\n".join(disagreements({**files, name: altered}))


def test_file_that_is_not_of_the_open_data_is_found(files):
    (told,) = disagreements({**files, "訂正.csv": b"x"})
    assert told == "data/訂正.csv は、オープンデータのファイルではありません。"


def test_file_that_is_missing_is_found(files):
    assert disagreements({k: v for k, v in files.items() if k != "data.xlsx"}) == [
        "data/data.xlsx がなく、data/data.json と比べられません。"
    ]


@pytest.mark.parametrize(
    "script",
    [
        "PRAGMA page_size = 8192; VACUUM",
        "PRAGMA journal_mode = MEMORY; UPDATE goals SET title = title",
    ],
)
def test_database_laid_out_otherwise_by_another_version_says_the_same(files, script):
    altered = edit_sql(script)(files["data.sqlite"])
    assert disagreements({**files, "data.sqlite": altered}) == []


def test_index_that_leads_to_other_rows_is_found(files):
    """The rows as they stand are ours; who asks by the key would get another."""
    content = files["data.sqlite"]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_%s_1'"
        one, other = (connection.execute(query % name).fetchone()[0] for name in ("kpis", "kgis"))
    pages = [content[at : at + 4096] for at in range(0, len(content), 4096)]
    pages[one - 1], pages[other - 1] = pages[other - 1], pages[one - 1]
    assert disagreements({**files, "data.sqlite": b"".join(pages)})


def test_workbook_does_not_depend_on_the_library_that_reads_it(files):
    """openpyxl is there for forms; the workbook of the open data is ours to its last byte."""
    with zipfile.ZipFile(io.BytesIO(files["data.xlsx"])) as archive:
        assert not any(b"openpyxl" in archive.read(name) for name in archive.namelist())


def edit_json(_table, _column, _new, **where):
    """Alter a cell in all media alike: what then contradicts itself is found still."""

    def edit(content):
        document = json.loads(content)
        rows = document[_table]["rows"]
        row = next(r for r in rows if all(r[k] == v for k, v in where.items()))
        row[_column] = _new
        return json.dumps(document).encode()

    return edit


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            edit_json("figures", "fy_name", "令和9年度", fiscal_year=2022),
            "「data.json の figures／2022／fy_name」は 令和9年度 と公表されていますが、"
            "データから計算すると 令和4年度 です。",
        ),
        (edit_json("actuals", "fy_name", "平成4年度", fiscal_year=2022), "令和4年度 です"),
        (edit_json("items", "policy_title", "別の方針", item=1), "policy_title」は 別の方針"),
        (edit_json("items", "division_title", "別の課", item=1), "division_title」は 別の課"),
        (
            edit_json("codes", "meaning", "別の率", code_list="rate", code="plan_execution"),
            "「data.json の codes／rate plan_execution」は 別の率 と",
        ),
    ],
)
def test_name_that_does_not_follow_its_key_is_found_even_if_all_media_say_it(files, edit, told):
    data = parse_open_data(edit(files["data.json"]))
    assert told in "\n".join(iter_derived_differences(data))


def test_columns_that_their_table_defines_otherwise_are_found(files):
    edit = edit_json("columns", "title", "別の名称", table="items", column="title")
    altered = edit(files["data.json"])
    told = disagreements({**files, "data.json": altered})
    assert any("表「columns」の" in one and "その表の列と違います" in one for one in told)


def test_hash_in_the_description_is_that_of_the_file(files):
    package = json.loads(files["datapackage.json"])
    for one in package["resources"]:
        digest = hashlib.sha256(files[one["path"]]).hexdigest()
        assert one["hash"] == f"sha256:{digest}"
