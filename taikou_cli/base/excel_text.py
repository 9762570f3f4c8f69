"""What a cell of Excel makes of a text, and how much of one it holds."""

import re

LONGEST_CELL = 32_767
"""What a cell holds, in units of UTF-16: some characters count twice."""

# Excel writes characters that XML cannot hold as `_x000D_`, and reads them wherever they stand.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escape_codes(text: str) -> str:
    """Write a text that only looks like the code of a character so that it is shown as it is."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def fits_cell(text: str) -> bool:
    """Tell whether Excel can hold a text in one cell."""
    return len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL


def cut_text(text: str, longest: int = LONGEST_CELL) -> str:
    """Give as much of a text as so many units of UTF-16 hold."""
    return text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
