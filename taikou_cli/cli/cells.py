"""How many cells this console gives a text: some draw ○, ─, … and ★ as wide as a kanji.

Unicode leaves the width of such characters open. Consoles of a Japanese Windows take the wide one;
others say so by `TAIKOU_AMBIGUOUS=wide`. What goes into files never depends on it.
"""

import os
import sys
from functools import cache, partial
from typing import TYPE_CHECKING

from taikou_cli.base.japanese_text import display_width, wrap_japanese

if TYPE_CHECKING:
    from rich.console import Console

_JAPANESE_CODE_PAGE = 932


@cache
def draws_wide() -> bool:
    """Tell whether characters of ambiguous width take two cells each."""
    told = os.environ.get("TAIKOU_AMBIGUOUS", "")
    return told == "wide" if told in ("wide", "narrow") else _is_japanese_windows()


def _is_japanese_windows() -> bool:
    """Tell the old console of Windows in Japanese; the newer terminal draws narrow in any language."""
    is_old = sys.stdout.isatty() and "WT_SESSION" not in os.environ
    return is_old and _find_code_page() == _JAPANESE_CODE_PAGE


def _find_code_page() -> int | None:
    """Ask Windows in which encoding its console shows text; None elsewhere."""
    if os.name != "nt":
        return None
    import ctypes

    return int(ctypes.windll.kernel32.GetConsoleOutputCP())  # type: ignore[attr-defined]


def count_cells(text: str) -> int:
    """Count the cells of a line on this console."""
    return display_width(text, is_wide=draws_wide())


def wrap_lines(text: str, width: int) -> list[str]:
    """Break a text into lines that fit this console, as `wrap_japanese` does."""
    return wrap_japanese(text, width, count_cells)


def console_class() -> type["Console"]:
    """Give rich's console, or one that counts and draws frames as a wide console needs it."""
    from rich.console import Console

    if not draws_wide():
        return Console
    _teach_rich()

    class PlainFrames(Console):
        """One that draws frames, rules and bars with ASCII: the usual lines would be twice as long."""

        @property
        def encoding(self) -> str:
            return "ascii"

    return PlainFrames


def _teach_rich() -> None:
    """Let rich count as we do; it has no setting for it, but one place where it looks characters up."""
    import rich.cells

    count = partial(display_width, is_wide=True)
    rich.cells.get_character_cell_size = lambda character, *_: count(character)  # type: ignore[assignment]
    rich.cells._is_single_cell_widths = str.isascii
