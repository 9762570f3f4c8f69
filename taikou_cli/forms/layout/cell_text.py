"""Text between YAML and a cell of Excel: line ends, escapes, and characters that no file may hold."""

import re

from taikou_cli.base.excel_text import LONGEST_CELL, cut_text, escape_codes, fits_cell
from taikou_cli.base.japanese_text import CONTROL_CHARACTER

# Excel writes characters that XML cannot hold, and text that only looks so, as `_x000D_`.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def escape_cell(text: str) -> str:
    """Write text so that Excel shows it letter by letter."""
    return escape_codes(remove_controls(text))


def unescape_cell(text: str) -> str:
    """Read text as Excel shows it."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def remove_controls(text: str) -> str:
    """Take out the characters that cannot be seen, line ends of all systems becoming one."""
    if text.isprintable():
        return text
    return _NOT_IN_XML.sub("", CONTROL_CHARACTER.sub("", _LINE_END.sub("\n", text)))


def trim_lines(text: str) -> str:
    """Take out controls, spaces at the ends of lines, and blank lines around the text."""
    lines = [line.rstrip() for line in remove_controls(text).split("\n")]
    return "\n".join(lines).strip("\n")


def cut_to_cell(text: str) -> str:
    """Cut a text that Excel cannot hold, and say so at its end."""
    if fits_cell(text):
        return text
    return cut_text(text, LONGEST_CELL - 10) + "…（以下略）"
