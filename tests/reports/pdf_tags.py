"""What a PDF says of its tables to those who cannot see them."""

from io import BytesIO

from pypdf import PdfReader


def iter_tags(tag):
    """Yield all tags below one, in the order in which they are read."""
    kids = tag.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, dict):
            yield inner
            yield from iter_tags(inner)


def list_tables(content):
    """Give the rows of each table; of each cell kind, scope, and the places of its headers.

    Places are told by row and column as they are written. The names by which cells refer to each
    other have to be in order, each once, and known to the document.
    """
    root = PdfReader(BytesIO(content), strict=True).trailer["/Root"]["/StructTreeRoot"]
    tables = [tag for tag in iter_tags(root) if tag.get("/S") == "/Table"]
    check_names(root)
    return [_tell_table(table) for table in tables]


def check_names(root):
    listed = root["/IDTree"]["/Names"]
    names = [tag["/ID"] for tag in iter_tags(root) if "/ID" in tag]
    assert listed[::2] == sorted(names)
    assert len(set(names)) == len(names)
    assert [one.get_object()["/ID"] for one in listed[1::2]] == listed[::2]


def _tell_table(table):
    rows = [_list_cells(row) for row in iter_tags(table) if row.get("/S") == "/TR"]
    places = {
        cell["/ID"]: f"{row}.{column}"
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if "/ID" in cell
    }
    return [[_tell_cell(cell, places) for cell in cells] for cells in rows]


def _list_cells(row):
    return [kid.get_object() for kid in row["/K"]]


def _tell_cell(cell, places):
    (told,) = (one for one in cell["/A"] if one["/O"] == "/Table")
    headers = [places[name] for name in told["/Headers"]]
    return " ".join([cell["/S"][1:], told.get("/Scope", "/-")[1:], *headers])
