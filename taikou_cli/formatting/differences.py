"""What formatting would change, line by line, as a unified diff."""

from collections.abc import Iterator
from difflib import unified_diff
from typing import NamedTuple

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.project.internal_lines import find_internal_lines

_CONCEALED = "（公表しない内容）"
_NO_LINE_END = "\\ ファイルの末尾に改行がありません"
_TOO_MANY = "（行が多すぎるため、変わる行を示しません）"
# Comparing takes the square of the lines where many are alike; a full evaluation has about 100.
_MOST_LINES = 3_000


class DiffLine(NamedTuple):
    """A line of a diff: its sign (`-`, `+`, a space, `@`, `=` for a file's name) and itself."""

    sign: str
    text: str


def iter_diff_lines(name: str, before: str, after: str) -> Iterator[DiffLine]:
    """Yield the lines of a unified diff.

    What is not for the public is not shown: the output may be read by anyone who sees a CI log.

    Args:
        name: How the file is called.
        before: Its text as it is, with a byte order mark and CRLF if it has them.
        after: Its canonical text.
    """
    old, new = _split(before), _split(after)
    if len(old) > _MOST_LINES:
        yield DiffLine("=", f"--- {reveal_controls(name)}")
        yield DiffLine("@", _TOO_MANY)
        return
    concealed = _internal_lines(after) | _internal_lines(before)
    for line in unified_diff(old, new, name, name):
        sign = "=" if line.startswith(("--- ", "+++ ")) and name in line else line[0]
        content = line.rstrip("\n")
        if sign in "-+ " and line[1:].strip() in concealed:
            content = f"{line[0]}{_CONCEALED}"
        yield DiffLine(sign, reveal_controls(content))
        if sign in "-+ " and not line.endswith("\n"):
            yield DiffLine("@", _NO_LINE_END)


def _split(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _internal_lines(text: str) -> set[str]:
    lines = text.split("\n")
    return {lines[number - 1].strip() for number in find_internal_lines(text)} - {""}
