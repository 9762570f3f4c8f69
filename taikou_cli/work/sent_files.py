"""Files that came back: reading one, and telling the workbooks of a plan from forms."""

from pathlib import Path

from taikou_cli.base.errors import TaikouError, describe_os_error
from taikou_cli.forms.excel.package_guard import MAX_FILE_SIZE
from taikou_cli.forms.excel.planbook.recognition import is_plan_book


def find_plan_books(files: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Tell workbooks of a plan from forms.

    Args:
        files: Files, and folders in which both may lie.

    Returns:
        The workbooks; and everything that is no workbook and holds more than workbooks.
    """
    books: list[Path] = []
    others: list[Path] = []
    for path in files:
        inside = sorted(path.glob("*.xlsx")) if path.is_dir() else [path]
        found = [one for one in inside if is_plan_book_at(one)]
        books += found
        if not found or len(found) < len(inside):
            others.append(path)
    return tuple(books), tuple(others)


def is_plan_book_at(path: Path) -> bool:
    """Tell whether a file is the workbook of a plan; what cannot be read is none."""
    try:
        return is_plan_book(read_file(path))
    except TaikouError:
        return False


def read_file(path: Path) -> bytes:
    """Read a workbook, no further than one may be large.

    Raises:
        TaikouError: It cannot be read.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise TaikouError("ファイルではありません。", "ファイル名を確かめてください。")
        with path.open("rb") as file:
            return file.read(MAX_FILE_SIZE + 1)
    except OSError as error:
        raise TaikouError(
            f"読み込めません（{describe_os_error(error)}）。",
            "ファイル名を確かめ、Excelで開いていれば閉じてください。",
        ) from error
