"""Files that are no form, or more than one: refused in words, and nothing is written."""

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from .conftest import repack

ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def replace_in(name, old, new):
    def change(path):
        def edit(part, content):
            return content.replace(old, new) if re.fullmatch(name, part) else content

        repack(path, edit)

    return change


def add_part(name, content):
    def change(path):
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)

    return change


def put_sheet(content):
    return lambda path: repack(
        path, lambda part, old: content if re.fullmatch(SHEET, part) else old
    )


def write_bytes(content):
    return lambda path: path.write_bytes(content)


def truncate(path):
    path.write_bytes(path.read_bytes()[:-2000])


def truncate_early(path):
    path.write_bytes(path.read_bytes()[:400])


def damage(path):
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(bytes(raw))


def save_another_workbook(path):
    book = openpyxl.Workbook()
    book.active["A1"] = "実施項目2"
    book.save(path)


def drop_key_sheet(path):
    book = openpyxl.load_workbook(path)
    del book["taikou_key"]
    book.save(path)


def change_key(cell, value):
    def change(path):
        book = openpyxl.load_workbook(path)
        book["taikou_key"][cell] = value
        book.save(path)

    return change


def zip_with(**parts):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return write_bytes(packed.getvalue())


MAIN = b"spreadsheetml.sheet.main+xml"
TYPES = r"\[Content_Types\]\.xml"
SHEET = r"xl/worksheets/sheet2\.xml"

FILES = {
    "password": (write_bytes(CFB + "EncryptedPackage".encode("utf-16-le")), "パスワード"),
    "xls-renamed": (write_bytes(CFB + b"Workbook" * 99), "古い形式（.xls）"),
    "csv-renamed": (write_bytes("項目,評価\n2,A\n".encode("cp932")), "CSV"),
    "html-renamed": (write_bytes(b"<html><table></table></html>"), "文字のファイル"),
    "empty": (write_bytes(b""), "空です"),
    "picture": (write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 99), "Excelのファイルではありません"),
    "truncated": (truncate, "途中で切れています"),
    "truncated-early": (truncate_early, "途中で切れています"),
    "damaged": (damage, "壊れている"),
    "word": (zip_with(word__document_DOT_xml="<x/>"), "Excelブック（.xlsx）ではありません"),
    "opendocument": (
        zip_with(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "OpenDocument",
    ),
    "macro-enabled": (replace_in(TYPES, MAIN, b"ms-excel.sheet.macroEnabled.main+xml"), "マクロ"),
    "macro-hidden": (add_part("xl/vbaProject.bin", b"x"), "マクロ"),
    "active-x": (add_part("xl/activeX/activeX1.xml", b"<x/>"), "マクロ"),
    "external-link": (
        add_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
        "別のファイルへのリンク",
    ),
    "zip-bomb": (add_part("xl/worksheets/sheet99.xml", b" " * 60_000_000), "大きくなりすぎる"),
    "many-parts": (
        lambda path: repack(path, lambda _, c: c) and many_parts(path),
        "大きくなりすぎる",
    ),
    "many-elements": (put_sheet(b"<x>" + b"<y/>" * 600_000 + b"</x>"), "大きくなりすぎる"),
    "many-elements-in-utf16": (
        put_sheet(("<x>" + "<y></y>" * 600_000 + "</x>").encode("utf-16")),
        "大きくなりすぎる",
    ),
    "entities": (put_sheet(ENTITY + b"<x>&a;</x>"), "特殊なXML"),
    "entities-in-utf16": (put_sheet((ENTITY + b"<x/>").decode().encode("utf-16")), "特殊なXML"),
    "odd-encoding": (put_sheet(b'<?xml version="1.0" encoding="UTF-7"?><x/>'), "特殊なXML"),
    "huge-merge": (
        replace_in(SHEET, b'<mergeCell ref="A1:C1"', b'<mergeCell ref="A1:XFD1048576"'),
        "結合されたセルが多すぎ",
    ),
    "merge-in-disguise": (
        replace_in(SHEET, b'<mergeCell ref="A1:C1"', b'<mergeCell ref="&#65;1:XFD1048576"'),
        "結合されたセルが多すぎ",
    ),
    "strict": (
        replace_in(
            r"xl/workbook\.xml",
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        "Strict Open XML",
    ),
    "broken-xml": (replace_in(SHEET, b"</sheetData>", b"</sheet"), "読み込めません"),
    "another-workbook": (save_another_workbook, "お送りした様式ではありません"),
    "sheet-moved-out": (drop_key_sheet, "お送りした様式ではありません"),
    "newer-version": (change_key("B1", 99), "様式の版（99）"),
    "broken-key": (change_key("B3", "来年"), "隠しシートが壊れています"),
    "another-plan": (change_key("B5", "隣の市 隣の計画"), "別の計画（隣の市 隣の計画）"),
    "unknown-division": (change_key("B4", "soumu"), "今の計画にない所属（soumu）"),
    "year-beyond-all": (change_key("B3", -1), "隠しシートが壊れています"),
    "fields-of-one-name": (
        change_key("A9", "tk_02_actions_prepare_status"),
        "隠しシートが壊れています",
    ),
    "parts-of-one-name": (add_part("XL/workbook.xml", b"<x/>"), "二重になっています"),
    "another-year": (change_key("B3", 2027), "2027年度（令和9年度）の様式です"),
}


def many_parts(path):
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2001):
            archive.writestr(f"xl/media/{number}.png", b"")


@pytest.mark.parametrize("case", FILES)
def test_file_is_refused_in_words_and_nothing_is_written(office, form, case):
    change, message = FILES[case]
    change(form)
    before = office.snapshot()
    ended = office.take(form)
    assert ended.code == 2
    assert form.name in ended.err
    assert message in ended.err
    assert "直し方:" in ended.err
    assert "Traceback" not in ended.all
    assert office.snapshot() == before
    assert not (office.top / "forms").exists()


def test_leftovers_of_printing_and_pictures_do_no_harm(office, form):
    add_part("xl/printerSettings/printerSettings1.bin", "複合機".encode("utf-16-le") + b"\0" * 99)(
        form
    )
    add_part("xl/media/image1.png", b"\x89PNG\r\n\x1a\n\0\0")(form)
    before = office.snapshot()
    assert office.take(form).code == 0
    assert office.snapshot() == before


def test_good_file_is_taken_in_beside_a_bad_one(office, opened):
    opened.fill(tk_02_self_evaluation_issues="新しい課題。")
    bad = office.top / "壊れた.xlsx"
    bad.write_bytes(b"PK")
    ended = office.take(bad, opened.save())
    assert ended.code == 2
    assert "壊れた.xlsx" in ended.err
    assert "新しい課題。" in office.read("evaluations/2026/02.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_is_no_file_is_refused_at_once_and_in_the_way_of_none(office, opened):
    """A pipe was waited for without end, and a folder that a pattern found ended it all."""
    opened.fill(tk_02_self_evaluation_issues="新しい課題。").save(office.top / "b.xlsx")
    (office.top / "a.xlsx").mkdir()
    os.mkfifo(office.top / "c.xlsx")
    ended = office.take(office.top / "*.xlsx")
    assert ended.code == 2
    assert "a.xlsx: ファイルではありません" in ended.err
    assert "c.xlsx: ファイルではありません" in ended.err
    assert "新しい課題。" in office.read("evaluations/2026/02.yaml")


def test_a_file_that_cannot_be_read_is_in_the_way_of_none(office, opened, monkeypatch):
    folder = office.top / "returned"
    folder.mkdir()
    opened.fill(tk_02_self_evaluation_issues="新しい課題。").save(folder / "b.xlsx")
    closed = folder / "a.xlsx"
    closed.write_bytes(b"PK")
    real = Path.open

    def refuse(path, *arguments, **named):
        if path == closed:
            raise PermissionError(13, "denied", str(path))
        return real(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", refuse)
    ended = office.take(folder)
    assert (ended.code, "a.xlsx: 読み込めません" in ended.err) == (2, True)
    assert "新しい課題。" in office.read("evaluations/2026/02.yaml")


def test_missing_file_is_told(office):
    ended = office.take(office.top / "ない.xlsx")
    assert (ended.code, "読み込めません（見つかりません）" in ended.err) == (2, True)


def test_form_of_another_division_is_refused(office, form):
    text = office.read("organization.yaml")
    added = f"{text}      - id: finance\n        name: 財政課\n"
    (office.data / "organization.yaml").write_text(added, "utf-8")
    ended = office.take(form, "--division", "財政課")
    assert (ended.code, "「企画課」の様式です" in ended.err) == (2, True)
    office.edit("items/02.yaml", "  - planning", "  - finance")
    ended = office.take(form)
    assert (ended.code, "取組所属は今は「財政課」" in ended.err) == (1, True)


def test_form_of_an_earlier_year_needs_to_be_asked_for(office, form):
    assert office.taikou("new", "year", "2027").code == 0
    ended = office.take(form)
    assert (ended.code, "2026年度（令和8年度）の様式です" in ended.err) == (2, True)
    assert office.take(form, "--year", "2026").code == 0


BEYOND_THE_FORM = [
    "internal_note",
    "stage",
    "corrections/1/what",
    "kpis",
    "evidence",
    "evidence/0/label",
    "evidence/-1/label",
    "evidence/x/label",
    "evidence/²/label",
    "evidence/1/label/x",
    "x",
]


@pytest.mark.parametrize("address", BEYOND_THE_FORM)
def test_key_sheet_cannot_reach_what_the_form_does_not_show(office, form, address):
    book = openpyxl.load_workbook(form)
    key = book["taikou_key"]
    row = next(r for r in range(1, 99) if key.cell(r, 1).value == "tk_02_self_evaluation_issues")
    key.cell(row, 3).value = address
    place = book.defined_names["tk_02_self_evaluation_issues"].attr_text.rpartition("!")[2]
    book["項目2"][place.replace("$", "")] = "published"
    book.save(form)
    before = office.snapshot()
    ended = office.take(form)
    assert (ended.code, "計画からなくなった欄です" in ended.err) == (1, True)
    assert office.snapshot() == before
