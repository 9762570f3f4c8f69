"""Tells the workbook of a plan from a form, without what it takes to read one."""

from taikou_cli.forms.excel.book import Book, BookSheet
from taikou_cli.forms.excel.key_sheet import TITLE
from taikou_cli.forms.excel.package_guard import open_package
from taikou_cli.forms.excel.package_reading import read_package
from taikou_cli.forms.excel.xml_stream import UnsafeWorkbookError, reading_foreign

PLAN_MARK = "taikou-plan"
"""What stands first on the hidden sheet of a plan's workbook."""

_MARK = f">{PLAN_MARK}<".encode()


def is_plan_book(raw: bytes) -> bool:
    """Tell whether a file is the workbook of a plan; what cannot be opened is none.

    It is asked of every form: most are told by the mark that none of their parts has.
    """
    try:
        parts = open_package(raw)
        if not any(_MARK in part for part in parts.values()):
            return False
        with reading_foreign():
            return find_key_sheet(read_package(parts)) is not None
    except UnsafeWorkbookError:
        return False


def find_key_sheet(book: Book) -> BookSheet | None:
    """Find the hidden sheet; None if there is none."""
    marked = (sheet for sheet in book.sheets if sheet.value_at(1, 1) == PLAN_MARK)
    named = (sheet for sheet in marked if sheet.title == TITLE)
    return next(named, None)
