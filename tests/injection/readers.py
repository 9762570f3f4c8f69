"""What those see who open an output: its structure, which no text may change, and its texts.

Each reader gives the structure as something to compare with that of plain words, and the texts
as they are shown, in which every marked string must be found as a whole.
"""

import csv
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from codecs import BOM_UTF8
from collections import Counter
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import html5lib
from markdown_it import MarkdownIt

ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "{x}href")
FORMULA = re.compile(r"[=+@\t\r\n-]|[＝＋－＠].")


class Seen(NamedTuple):
    """What a reader sees.

    Attributes:
        structure: Equal for plain and for hostile texts.
        text: What is shown, without white space.
    """

    structure: Any
    text: str


def squeeze(text: str) -> str:
    return "".join(text.split())


_DRAWN = "{http://www.w3.org/2000/svg}text"


def read_html(content: bytes) -> Seen:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document = parser.parse(content.decode())
    elements = set()
    counts: Counter[str] = Counter()
    scripts = []
    texts = []
    for element in document.iter():
        name = str(element.tag)
        addresses = [v for k, v in element.attrib.items() if str(k).rpartition("}")[2] in ADDRESSES]
        schemes = frozenset(urlsplit(one).scheme for one in addresses)
        attributes = frozenset(map(str, element.attrib))
        # What is too long for its place in a picture is cut, and then no label that is translated.
        attributes -= {"data-t"} if name == _DRAWN else frozenset()
        elements.add((name, attributes, schemes))
        if name in ("a", "script", "img", "input", "iframe", "form", "button", "link", "meta"):
            counts[name] += 1
        if name == "script":
            scripts.append(element.get("type"))
            texts += [read_json(element.text).text] if element.get("type") else []
            element.text = ""
    values = (v for e in document.iter() for k, v in e.attrib.items() if k in ("aria-label", "id"))
    text = "".join([*document.itertext(), *values, *texts])
    return Seen((elements, counts, scripts), squeeze(text))


def read_markdown(content: bytes) -> Seen:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [
        t for block in parser.parse(content.decode()) for t in (block, *(block.children or ()))
    ]
    # A blank line of a text begins a paragraph, as it does for who wrote it.
    ours = ("inline", "text", "softbreak", "paragraph_open", "paragraph_close")
    structure = Counter(t.type for t in tokens if t.type not in ours)
    assert not {"html_block", "html_inline", "image", "link_open", "fence"} & structure.keys()
    return Seen(structure, squeeze("".join(t.content for t in tokens if t.type == "text")))


def read_csv(content: bytes) -> Seen:
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert not [c for row in rows for c in row if FORMULA.match(c)]
    return Seen([len(row) for row in rows], squeeze("".join(c for row in rows for c in row)))


def read_workbook(content: bytes) -> Seen:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content))
    shape, texts = [], []
    for sheet in book.worksheets:
        shape.append((sheet.dimensions, sheet.sheet_state))
        texts.append(sheet.title)
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    is_locked = sheet.protection.sheet and cell.protection.locked
                    assert cell.quotePrefix or is_locked or not FORMULA.match(cell.value), (
                        cell.value
                    )
                    texts.append(cell.value)
    return Seen(len(shape), squeeze("".join(texts)))


def read_sqlite(content: bytes) -> Seen:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    schema = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    rows = {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our own names
        for kind, name, _ in schema
        if kind == "table"
    }
    connection.close()
    cells = (str(cell) for table in rows.values() for row in table for cell in row)
    return Seen(
        (schema, {name: len(table) for name, table in rows.items()}), squeeze("".join(cells))
    )


def read_json(content: bytes | str) -> Seen:
    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {k if k.isascii() and "Qz" not in k else "": shape(v) for k, v in value.items()}
        if isinstance(value, list):
            return [shape(one) for one in value]
        return type(value).__name__

    def texts(value: Any) -> Any:
        if isinstance(value, dict):
            for key, part in value.items():
                yield key
                yield from texts(part)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part)
        else:
            yield str(value)

    document = json.loads(content)
    return Seen(shape(document), squeeze("".join(texts(document))))


def read_xml(content: bytes) -> Seen:
    root = ET.fromstring(content)  # noqa: S314 - our own text
    structure = [(one.tag, sorted(one.attrib)) for one in root.iter()]
    return Seen(
        structure,
        squeeze("".join([*root.itertext(), *(v for e in root.iter() for v in e.attrib.values())])),
    )


def read_script(content: bytes) -> Seen:
    # Else it means what the server says of its encoding.
    assert content.isascii() or content.startswith(BOM_UTF8)
    head, _, rest = content.decode("utf-8-sig").partition(" = ")
    told = rest.rstrip(";\n").encode()
    if told.startswith(b'"<svg'):  # a picture, whose texts may be cut
        return Seen((head, read_xml(json.loads(told).encode()).structure), "")
    seen = read_json(told)
    return Seen((head, type(seen.structure)), seen.text)


def read_pdf(content: bytes) -> Seen:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    assert reader.is_encrypted is False
    kinds = set()
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            address = str(action.get("/URI", "")) if action else ""
            kinds.add((str(annotation.get_object()["/Subtype"]), urlsplit(address).scheme))
    catalog = set(reader.trailer["/Root"].keys())
    text = "".join(page.extract_text() for page in reader.pages)
    # Where long words may be broken stands a space of no width.
    return Seen((kinds, catalog), squeeze(text.replace("\u200b", "")))


def read_plain(content: bytes) -> Seen:
    return Seen(None, squeeze(content.decode("utf-8")))


READERS = {
    "html": read_html,
    "md": read_markdown,
    "csv": read_csv,
    "xlsx": read_workbook,
    "sqlite": read_sqlite,
    "json": read_json,
    "xml": read_xml,
    "js": read_script,
    "pdf": read_pdf,
}
