"""The text of a PDF, read without trust: what is shown, or a finding, and never more than there is room for."""

import random
import re
import zlib
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from taikou_cli.base.pdf_objects import PdfError, join_pdf, split_pdf
from taikou_cli.publication.verification.pdf_text import Room, read_pdf_text
from taikou_cli.publication.verification.printed import iter_misprints

typst = pytest.importorskip("typst", reason="typst (taikou[pdf]) is not installed")

ROOMY = 2_000_000
# Parentheses, balanced or not, are what a string of glyphs is written with.
SIGNS = "".join(map(chr, range(0x21, 0x7F)))
DRAWING = """<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 20'>
<g opacity='0.5'><text y='9' font-size='8'>77.5</text></g></svg>"""


@pytest.fixture(scope="module")
def pdf():
    return print_typst(
        "#set page(header: [head 11.5], height: 9cm)\n#text(SIGNS)\n#pagebreak()\nlast 42.9 of ((1)(2((3)\n"
        "#image(bytes(DRAWING))"
    )


def print_typst(source):
    given = {"SIGNS": SIGNS.replace("\\", "\\\\").replace('"', '\\"'), "DRAWING": DRAWING}
    for name, text in given.items():
        source = source.replace(name, f'"{text}"')
    return typst.compile(source.encode())


def squeeze(text):
    return "".join(text.split())


def read(content):
    return read_pdf_text(content, Room(ROOMY))


def test_text_is_what_another_reader_finds_with_the_heads_at_the_end(pdf):
    text, other = read(pdf), "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert SIGNS in text
    assert "42.9" in text.split()
    assert squeeze(text).startswith(squeeze(SIGNS))
    assert squeeze(text).endswith("head11.5" * 2)
    assert sorted(squeeze(text)) == sorted(squeeze(other))
    assert "77.5" in squeeze(text)


def test_pdf_is_put_together_as_it_was(pdf):
    assert join_pdf(split_pdf(pdf)) == pdf


def test_pdf_of_many_pages_is_read_to_the_last():
    many = typst.compile(b"#for one in range(300) { page(height: 2cm)[p#one] }")
    assert re.findall(r"p(\d+)", squeeze(read(many))) == [str(one) for one in range(300)]


def change_page(pdf, change):
    """Give a PDF whose first page is drawn otherwise."""
    parts = split_pdf(pdf)
    page = next(body for body in parts.objects if body.startswith(b"<</Type/Page/"))
    place = int(re.search(rb"/Contents (\d+) 0 R", page)[1]) - 1
    old = zlib.decompress(
        parts.objects[place].partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    )
    new = zlib.compress(change(old))
    head = b"<</Length %d/Filter/FlateDecode>>" % len(new)
    body = b"%b\nstream\n%b\nendstream" % (head, new)
    objects = (*parts.objects[:place], body, *parts.objects[place + 1 :])
    return join_pdf(parts._replace(objects=objects))


def test_page_that_grows_without_end_is_given_up(pdf):
    bomb = change_page(pdf, lambda _: bytes(5 * ROOMY))
    assert len(bomb) < ROOMY / 10
    with pytest.raises(PdfError):
        read(bomb)


def test_room_is_for_all_files_together(pdf):
    room = Room(ROOMY)
    large = change_page(pdf, lambda old: old + b" " * (ROOMY // 3))
    for _ in range(2):
        read_pdf_text(large, room)
    with pytest.raises(PdfError):
        read_pdf_text(large, room)


@pytest.mark.parametrize(
    "change",
    [
        lambda old: old.replace(b"Tj", b"'").replace(b"TJ", b"'"),
        lambda old: old + b"BT (\\000\\001) ET",
        lambda old: old + b"BT (\\000\\001",
        lambda old: old + b"BT /unknown 9 Tf (\\000\\001)Tj ET",
    ],
)
def test_text_that_is_shown_in_another_way_is_not_passed_over(pdf, change):
    with pytest.raises(PdfError):
        read(change_page(pdf, change))


def encrypt(pdf):
    writer = PdfWriter(PdfReader(BytesIO(pdf)))
    writer.encrypt("", algorithm="RC4-128")
    return write(writer)


def write(writer):
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def amend(pdf):
    """Add a later state of a page, as programs do that edit PDFs."""
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    writer.pages[0].rotate(90)
    return write(writer)


ALTERED = {
    "empty": lambda _: b"",
    "something else": lambda _: b"%PDF-1.7 forged",
    "cut": lambda pdf: pdf[: len(pdf) // 2],
    "more behind it": lambda pdf: pdf + b"\n%%EOF",
    "written by another program": lambda pdf: write(PdfWriter(PdfReader(BytesIO(pdf)))),
    "encrypted": encrypt,
    "amended": amend,
    "pages in a circle": lambda pdf: pdf.replace(b"/Kids[", b"/Kids[1 0 R ").replace(
        b"/Count 2", b"/Count 3"
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_pdf_that_typst_has_not_written_so_is_told_by_its_name(pdf, name):
    files = {"reports/a.pdf": ALTERED[name](pdf)}
    (told,) = iter_misprints(files, {}, dict)
    assert told.startswith("reports/a.pdf は")
    assert "確かめられません" in told


def test_damage_anywhere_is_told_and_ends(pdf):
    chance = random.Random(7)  # noqa: S311 - it hides nothing
    for _ in range(300):
        content = bytearray(pdf)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            read(bytes(content))
        except PdfError:
            continue


SHARE = "42.9％＝15項目/35項目"


def compare(shown, page):
    """Give what is found of a PDF of narrow lines that is not on its page."""
    pdf = typst.compile(f"#set page(width: 2.5cm, margin: 8mm)\n{shown}".encode())
    found = iter_misprints({"a.pdf": pdf, "a.html": f"<p>{page}</p>".encode()}, {}, dict)
    return [re.sub("^a.pdf の「(.*)」は、同じ.*$", r"\1", one) for one in found]


def test_percentages_and_long_numbers_are_those_of_the_page_however_lines_end():
    shown, told = f"{SHARE} 1,163百万円 ▲0.5", SHARE.removesuffix("項目")
    assert compare(shown, f"{SHARE} ▲0.5 1,163百万円 7,777") == []
    assert compare(SHARE, "42.9％＝3/7") == [told]
    assert compare(f"{SHARE} {SHARE}", SHARE) == [told]
    assert compare(shown, f"{SHARE} 1,164百万円 0.5") == ["1,163", "▲0.5"]


def test_percentage_of_a_pdf_has_to_follow_from_its_fraction():
    found = compare("52.9％＝15/35", "52.9％＝15/35")
    assert "a.pdf の「52.9％＝15/35」は、割合と分数が合いません。" in found


def test_numbers_within_words_are_no_misprints_where_the_words_are_cut():
    words = "v1.2 項目1.2.3rc https://example.jp/" + "12.345/" * 9
    assert compare(f"{words} 2024 1.4… 2025.12.5 1,2", words) == []
