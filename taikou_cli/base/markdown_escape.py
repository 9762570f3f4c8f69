"""Text of the data as text in Markdown (GitHub's flavour), never as markup."""

import re

from taikou_cli.base.japanese_text import join_lines, reveal_controls

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_SPACES = re.compile(r"[ \t\n]+")
_LINE_START = re.compile(r"^(\s*)([#+=-]|[0-9]+[.)](?=\s|$))", re.MULTILINE)
# What GitHub makes a link of in a comment, notifying people and cross-referencing issues, happens
# after Markdown: neither a backslash nor an entity keeps it from it, code does
# (github/cmark-gfm#181, openjdk/skara#1548). Words in code also stay whole when copied.
_WORD = re.compile(r"[!-_a-{}~]+")
_LINKING = re.compile(
    r"@\w|\#[0-9]|\bgh(?:sa)?-\w|://|www\.|:[\w+-]{1,60}:"
    r"|\b(?=[0-9]{0,40}[a-f])(?=[a-f]{0,40}[0-9])[0-9a-f]{7,40}\b",
    re.IGNORECASE | re.ASCII,
)


def escape_markdown(text: str) -> str:
    """Escape what Markdown or HTML would take for markup; line ends become spaces.

    The result stands within one line, also in a table's cell.
    """
    return escape_line(escape_inline(text).strip())


def escape_inline(text: str) -> str:
    """Escape a piece of a line; what matters at the beginning and end alone stays."""
    return _escape_marks(_join(text))


def escape_comment(text: str) -> str:
    """Escape text for a comment on GitHub: as `escape_markdown`, and no word calls or links.

    Words that GitHub would take for a person, an issue, a commit, an address or an emoji are
    written as code.
    """
    parts = re.split(f"({_WORD.pattern})", _join(text).strip())
    return escape_line(
        "".join(f"`{part}`" if _LINKING.search(part) else _escape_marks(part) for part in parts)
    )


def quote_references(text: str) -> str:
    """Write the words that GitHub would link as code, in a text that is otherwise plain."""
    return _WORD.sub(lambda word: f"`{word[0]}`" if _LINKING.search(word[0]) else word[0], text)


def _join(text: str) -> str:
    revealed = reveal_controls(text)
    return _SPACES.sub(" ", join_lines(revealed) if "\n" in text else revealed)


def _escape_marks(line: str) -> str:
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
