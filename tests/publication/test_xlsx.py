"""The Excel workbook: plain, the same every time, and what LibreOffice reads is what we wrote."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from taikou_cli.publication.exports import xlsx
from taikou_cli.publication.tables.table import Column, Table

TEXTS = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "#N/A",
    "<b>&amp;\"'",
    "１２",
    "0123",
    "true",
    "髙𠮷﨑",
    "2025-04-01",
]


def make_table(*rows):
    columns = (Column("text", "文字"), Column("value", "値", "number"))
    return Table("hostile", "試し", columns, ("text",), (), rows)


def render(tables, *rows):
    plan = next(table for table in tables if table.name == "plan")
    return xlsx.render_all((make_table(*rows), plan))


def test_workbook_carries_no_time_of_its_making(exported):
    with zipfile.ZipFile(exported / "data.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert properties.count("1980-01-01T00:00:00Z") == 2
    assert "【架空のデータ】" in properties


def test_every_sheet_of_a_fictitious_plan_says_so_in_its_margin(exported):
    book = openpyxl.load_workbook(exported / "data.xlsx")
    assert {sheet.oddHeader.center.text for sheet in book.worksheets} == {"架空のデータ"}


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_the_text_that_it_is(tables, text):
    book = openpyxl.load_workbook(io.BytesIO(render(tables, (text, 1))))
    cell = book["hostile"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_text_fits_its_cell_and_is_no_code_of_a_character(tables):
    """Excel counts units of UTF-16, and calls a file with a longer text damaged."""
    content = render(tables, ("𠮷" * 20_000, 1), ("_x0041_", 2))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    *_, long, code = re.findall("<t>(.*?)</t>", sheet)
    assert (set(long), len(long)) == ({"𠮷"}, 32_767 // 2)
    assert code == "_x005F_x0041_"


def test_numbers_keep_every_digit_and_blank_is_blank(tables):
    content = render(tables, ("a", Decimal("56.70")), ("b", None), ("c", 0))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="B2"><v>56.70</v></c>' in sheet
    assert "B3" not in sheet
    assert '<c r="B4"><v>0</v></c>' in sheet


def test_libreoffice_reads_what_was_written(exported, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    # 76,34,76: fields in UTF-8, quoted; -1: every sheet into a file of its own.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # The dialogue of LibreOffice reads the byte order mark; without it UTF-8 must be named.
    for source, reading in (("data.xlsx", ()), ("opinions.csv", ("--infilter=CSV:44,34,76,1",))):
        command = [soffice, profile, "--headless", *reading, "--convert-to", form]
        subprocess.run(
            [*command, "--outdir", tmp_path, exported / source],
            check=True,
            capture_output=True,
            timeout=180,
        )
    book = openpyxl.load_workbook(exported / "data.xlsx")
    for sheet in book.worksheets:
        written = [
            ["" if c is None else str(c) for c in r] for r in sheet.iter_rows(values_only=True)
        ]
        read = read_csv(tmp_path / f"data-{sheet.title}.csv")
        assert [list(map(plain, row)) for row in read] == [list(map(plain, row)) for row in written]
    assert read_csv(tmp_path / "opinions-opinions.csv") == read_csv(exported / "opinions.csv")


def read_csv(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def plain(cell):
    """Give a number without the zeros after its point: LibreOffice shows 56.70 as 56.7."""
    try:
        return str(float(cell))
    except ValueError:
        return cell
