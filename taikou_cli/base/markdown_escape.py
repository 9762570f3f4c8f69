"""Text of the data as text in Markdown (GitHub's flavour), never as markup."""

import re

from taikou_cli.base.japanese_text import join_lines, reveal_controls

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_SPACES = re.compile(r"[ \t\n]+")
_LINE_START = re.compile(r"^(\s*)([#+=-]|[0-9]+[.)](?=\s|$))", re.MULTILINE)


def escape_markdown(text: str) -> str:
    """Escape what Markdown or HTML would take for markup; line ends become spaces.

    The result stands within one line, also in a table's cell.
    """
    return escape_line(escape_inline(text).strip())


def escape_inline(text: str) -> str:
    """Escape a piece of a line; what matters at the beginning and end alone stays."""
    line = _SPACES.sub(
        " ", join_lines(reveal_controls(text)) if "\n" in text else reveal_controls(text)
    )
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\g<0>", line)


def escape_line(line: str) -> str:
    """Escape what makes of an escaped line a list or the end of a heading."""
    ending = len(line) - len(line.rstrip("#"))
    line = line[: len(line) - ending] + r"\#" * ending
    return _LINE_START.sub(_escape_line_start, line)


def _escape_line_start(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"
