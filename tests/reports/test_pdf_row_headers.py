"""The cells that name rows are headers of these in a PDF, where the template says which they are."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from taikou_cli.reports.writers.pdf_row_headers import mark_row_headers
from tests.reports.pdf_tags import list_tables

typst = pytest.importorskip("typst", reason="typst (taikou[pdf]) is not installed")

MARKED = '#emph(emph("a"))'
HEADINGS = ["TH Column", "TH Column"]


def print_tables(headings, cells):
    """Print a table, and one without a mark."""
    return typst.compile(
        f"""#set document(title: "x")
#table(columns: 2, table.header({headings}), {cells})
#table(columns: 2, table.header([a], [b]), [c], [d])""".encode(),
        pdf_standards=["ua-1"],
    )


def test_rows_are_named_by_the_marked_column_and_other_tables_stay():
    marked = mark_row_headers(print_tables(f"[a], [*{MARKED}*]", "[1], [one], [2], [*two*]"))
    named, other = list_tables(marked)
    assert named == [
        HEADINGS,
        ["TD - 0.0 1.1", "TH Row 0.1"],
        ["TD - 0.0 2.1", "TH Row 0.1"],
    ]
    assert other == [HEADINGS, ["TD - 0.0", "TD - 0.1"]]


def test_cells_over_several_rows_name_them_all_or_are_named_by_them_all():
    cells = "table.cell(rowspan: 2)[one], [1], [2], [two], table.cell(rowspan: 2)[3], [three]"
    named, _ = list_tables(mark_row_headers(print_tables(f"[{MARKED}], [b]", cells)))
    assert named == [
        HEADINGS,
        ["TH Row 0.0", "TD - 0.1 1.0"],
        ["TD - 0.1 1.0"],
        ["TH Row 0.0", "TD - 0.1 3.0 4.0"],
        ["TH Row 0.0"],
    ]


@pytest.mark.parametrize("headings", ["[a], [b]", f"[{MARKED}], [{MARKED}]", f"[x {MARKED}], [b]"])
def test_table_that_does_not_say_plainly_what_names_its_rows_stays(headings):
    content = print_tables(headings, "[1], [2], [3], [4]")
    assert mark_row_headers(content) == content


def test_table_whose_cells_are_otherwise_than_expected_stays():
    cells = "[1], [2], table.cell(colspan: 2)[3]"
    content = print_tables(f"[{MARKED}], [b]", cells)
    assert mark_row_headers(content) == content


def test_file_that_typst_has_not_written_so_is_given_as_it_is():
    stream = BytesIO()
    PdfWriter(PdfReader(BytesIO(print_tables(f"[{MARKED}], [b]", "[1], [2]")))).write(stream)
    for content in (b"", b"%PDF-1.7", stream.getvalue()):
        assert mark_row_headers(content) == content
