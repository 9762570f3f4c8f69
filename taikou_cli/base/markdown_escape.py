"""Text of the data as text in Markdown (GitHub's flavour), never as markup."""

import re

from taikou_cli.base.japanese_text import join_lines, reveal_controls

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_LINE_START = re.compile(r"^(\s*)([#+=-]|[0-9]+[.)](?=\s|$))", re.MULTILINE)


def escape_markdown(text: str) -> str:
    """Escape what Markdown or HTML would take for markup; line ends become spaces.

    The result stands within one line, also in a table's cell.
    """
    line = " ".join(join_lines(reveal_controls(text)).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _MARKUP.sub(r"\\\g<0>", line)
    # A heading drops the signs at its end.
    ending = len(line) - len(line.rstrip("#"))
    line = line[: len(line) - ending] + r"\#" * ending
    return _LINE_START.sub(_escape_line_start, line)


def _escape_line_start(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"
