"""Tags the cells of a PDF that name the rows of its tables as headers, which Typst cannot yet.

The template tells which column names the rows: the heading of that one is emphasised. A table
with no such column, or with several, stays as Typst wrote it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.pdf_objects import Pdf, PdfError, join_pdf, split_pdf

_TAG = b"<</Type/StructElem/S/"
_HEADING = re.compile(_TAG + rb"TH/P \d+ 0 R/ID\((\w+)\)/A.*/K\[(\d{1,9}) 0 R\]>>", re.DOTALL)
_CELL = re.compile(
    _TAG + rb"TD/P \d+ 0 R/A\[<</O/Table/Headers\[\((\w+)\)\](?:/RowSpan (\d{1,5}))?+>>"
)
_KIDS = re.compile(rb"/K\[([\d R]*+)\]")
_IDS = re.compile(rb"/IDTree<</Names\[[^]]*+")


class _Cell(NamedTuple):
    """A cell below the headings of a table.

    Attributes:
        number: That of its object.
        heading: The name of the heading of its column.
        rows: Its rows, from 0.
    """

    number: int
    heading: bytes
    rows: range


def mark_row_headers(content: bytes) -> bytes:
    """Give the PDF with the names of the rows as headers, which the other cells refer to.

    What is not as Typst writes it today is given as it is.
    """
    try:
        pdf = split_pdf(content)
        root, end = _find_list_of_ids(pdf)
        bodies = [_list_cells(pdf, body) for body in _find(pdf, b"TBody")]
        naming = frozenset(_iter_naming(pdf))
    except PdfError:
        return content
    changed = list(pdf.objects)
    entries = sorted(one for cells in bodies for one in _mark(cells, naming, changed))
    changed[root] = b"".join((changed[root][:end], *entries, changed[root][end:]))
    return join_pdf(pdf._replace(objects=tuple(changed)))


def _find_list_of_ids(pdf: Pdf) -> tuple[int, int]:
    """Give which object has the list of all names of cells, and where in it the list ends."""
    for place, body in enumerate(pdf.objects):
        if body.startswith(b"<</Type/StructTreeRoot/") and (found := _IDS.search(body)):
            return place, found.end()
    raise PdfError


def _find(pdf: Pdf, kind: bytes) -> Iterator[bytes]:
    begin = b"%b%b/" % (_TAG, kind)
    return (body for body in pdf.objects if body.startswith(begin))


def _list_kids(body: bytes) -> list[int]:
    kids = _KIDS.search(body)
    return [int(one) for one in re.findall(rb"(\d{1,9}) 0 R", kids[1])] if kids else []


def _iter_naming(pdf: Pdf) -> Iterator[bytes]:
    """Yield the names of the headings that are emphasised, each the only one of its row."""
    for row in _find(pdf, b"TR"):
        headings = [_HEADING.fullmatch(pdf.find(kid)) for kid in _list_kids(row)]
        marked = [one[1] for one in headings if one and _is_emphasised(pdf, int(one[2]))]
        if len(marked) == 1:
            yield marked[0]


def _is_emphasised(pdf: Pdf, number: int) -> bool:
    return pdf.find(number).startswith(_TAG + b"Em/")


def _list_cells(pdf: Pdf, body: bytes) -> list[_Cell]:
    """List the cells of a part of a table; none where one is not as they are today."""
    cells = []
    for row, number in enumerate(_list_kids(body)):
        for kid in _list_kids(pdf.find(number)):
            found = _CELL.match(pdf.find(kid))
            if not found:
                return []
            cells.append(_Cell(kid, found[1], range(row, row + int(found[2] or 1))))
    return cells


def _mark(cells: list[_Cell], naming: frozenset[bytes], changed: list[bytes]) -> Iterator[bytes]:
    """Change the cells that name rows, and those beside them; yield entries for the list of ids."""
    names = [cell for cell in cells if cell.heading in naming]
    ids = {row: b"(%b)" % _name(cell) for cell in names for row in cell.rows}
    for cell in cells:
        old, heading = changed[cell.number - 1], b"/Headers[(%b)" % cell.heading
        if cell.heading in naming:
            new = old.replace(b"/S/TD/", b"/S/TH/ID(%b)/" % _name(cell), 1)
            new = new.replace(heading, b"/Scope/Row" + heading, 1)
            yield b"(%b)%d 0 R" % (_name(cell), cell.number)
        else:
            own = dict.fromkeys(ids[row] for row in cell.rows if row in ids)
            new = old.replace(heading, heading + b"".join(own), 1)
        changed[cell.number - 1] = new


def _name(cell: _Cell) -> bytes:
    """Give the id of a cell: behind all that Typst gives, in the order of bytes."""
    return b"row%09d" % cell.number
