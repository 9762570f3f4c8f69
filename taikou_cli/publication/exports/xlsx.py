"""All tables as one plain Excel workbook: a sheet a table, nothing but names and values.

The workbook is written here to its last byte (ECMA-376, the parts that a reader demands), every
number with all its digits: a library would write it otherwise in its next version, and then
neither the same data would give the same file, nor could a file be held against its data.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from taikou_cli.base.excel_text import cut_text, escape_codes
from taikou_cli.base.japanese_text import FORMULA
from taikou_cli.publication.bundle import build_zip
from taikou_cli.publication.cell_text import clean_text
from taikou_cli.publication.dataset_title import FICTITIOUS
from taikou_cli.publication.tables.about import About, read_about
from taikou_cli.publication.tables.table import Cell, Table

# The workbook says when it was made: always then, for the same data give the same bytes.
_NO_TIME = "1980-01-01T00:00:00Z"
# The style, other than the default, of a text that must stay one when somebody edits the cell.
_QUOTED = 1

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def render_all(tables: Sequence[Table]) -> bytes:
    """Give the workbook: the physical names in row 1 of each sheet, the data from row 2."""
    about = read_about(tables)
    heading = FICTITIOUS if about.is_fictitious else ""
    parts = {
        "[Content_Types].xml": _render_types(len(tables)),
        "_rels/.rels": _render_relations(
            {"rId1": ("xl/workbook.xml", f"{_OFFICE}/officeDocument")}
            | {"rId2": ("docProps/core.xml", _CORE)}
        ),
        "docProps/core.xml": _render_properties(about),
        "xl/workbook.xml": _render_book(tables),
        "xl/_rels/workbook.xml.rels": _render_relations(
            {
                f"rId{n}": (f"worksheets/sheet{n}.xml", f"{_OFFICE}/worksheet")
                for n in range(1, len(tables) + 1)
            }
            | {f"rId{len(tables) + 1}": ("styles.xml", f"{_OFFICE}/styles")}
        ),
        "xl/styles.xml": _STYLES,
        **{name_part(n): _render_sheet(t, heading) for n, t in enumerate(tables, start=1)},
    }
    return build_zip({name: f"{_HEAD}{part}".encode() for name, part in parts.items()})


def name_part(number: int) -> str:
    """Give the name of the part of the workbook that is its nth sheet, from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def _render_types(sheets: int) -> str:
    parts = {
        "xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "xl/styles.xml": f"{_TYPE}.styles+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{name_part(number): f"{_TYPE}.worksheet+xml" for number in range(1, sheets + 1)},
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
        )
        + "</Types>"
    )


def _render_relations(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, (target, kind) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _render_properties(about: About) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean_text(about.title) or '')}</dc:title>"
        f"<dc:creator>{escape(clean_text(about.government) or '')}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_NO_TIME}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_NO_TIME}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _render_book(tables: Sequence[Table]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(table.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, table in enumerate(tables, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _render_sheet(table: Table, heading: str) -> str:
    """Write a sheet; the heading stands in the margin of the print, for no cell is free."""
    header: tuple[Cell, ...] = tuple(column.name for column in table.columns)
    columns = [_name_column(number) for number in range(1, len(header) + 1)]
    rows = "".join(
        f'<row r="{number}">{"".join(_iter_cells(columns, number, row))}</row>'
        for number, row in enumerate((header, *table.rows), start=1)
    )
    last = f"{columns[-1]}{len(table.rows) + 1}"
    margin = f"<headerFooter><oddHeader>&amp;C{heading}</oddHeader></headerFooter>"
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/>'
        f"<sheetData>{rows}</sheetData>{margin if heading else ''}</worksheet>"
    )


def _iter_cells(columns: Sequence[str], number: int, row: tuple[Cell, ...]) -> Iterator[str]:
    for column, cell in zip(columns, row, strict=True):
        place = f"{column}{number}"
        if isinstance(cell, str):
            yield f'<c r="{place}"{_render_text(cell)}'
        elif cell is not None:
            yield f'<c r="{place}"><v>{cell}</v></c>'


# The long tables say the same codes and names in row after row.
@lru_cache(maxsize=1 << 13)
def _render_text(text: str) -> str:
    style = f' s="{_QUOTED}"' if FORMULA.match(text) else ""
    return f'{style} t="inlineStr"><is><t>{escape(cut_text(escape_codes(text)))}</t></is></c>'


def _name_column(number: int) -> str:
    """Give the letters of a column of Excel: 1 → A, 27 → AA."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
