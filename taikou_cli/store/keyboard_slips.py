"""Slips of a Japanese keyboard: signs of YAML typed in full width, or without the space they need.

A line is looked at by its shape, and only where a text could not be read. What settles it is the
parser: a slip is what, written as it was meant, lets the text be read further. What stands within
quotes or blocks never does, however much it looks like one.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple
from unicodedata import category, normalize

from ruamel.yaml.error import MarkedYAMLError

from taikou_cli.base.findings import Position
from taikou_cli.store.fault import Fault

FindError = Callable[[str], MarkedYAMLError | None]
"""Gives where the parser stops in a text; None where it does not."""

_NOWHERE, _END = (-1, -1), (sys.maxsize, 0)
_LONGEST_SEARCH = 2_000_000  # characters handed to the parser in search of slips
# Where Unicode keeps other widths of ASCII, and what looks like it.
_LOOKALIKES = [*map(chr, (*range(0x2000, 0x3100), *range(0xFB00, 0xFFF0)))]


def _variants(sign: str) -> str:
    """Give the characters that are the sign in another width or place."""
    return "".join(char for char in _LOOKALIKES if normalize("NFKC", char) == sign)


_COLONS, _SHARPS, _COMMAS = _variants(":"), _variants("#"), _variants(",") + "、"
_OPENING = {char: sign for sign in "[{" for char in _variants(sign)}
_CLOSING = {char: sign for sign in "]}" for char in _variants(sign)}
_QUOTES = "".join(char for char in _LOOKALIKES if category(char) in {"Pi", "Pf"})
_QUOTES += _variants('"') + _variants("'") + "„‚"
_DASHES = "".join(char for char in _LOOKALIKES if category(char) == "Pd" and char < "⸀")
_DASHES += _variants("-") + "−ー"
_KEY = r"[\w.．＿-]*\w"
_HEAD = re.compile(rf"(?P<indent>[^\S\t]*)(?P<dashes>(?:[-{_DASHES}][^\S\t]*)*)")
_ENTRY = re.compile(rf"(?P<key>{_KEY})(?P<space>[^\S\t]*)(?P<colon>[:{_COLONS}])(?P<gap>[^\S\t]*)")
_ASCII_KEY = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_.-]*")
_WIDE_SPACE = "\u3000"


class Slip(NamedTuple):
    """A line that was meant otherwise.

    Attributes:
        line: Its number, from 0.
        column: Where it differs from what was meant, from 0.
        meant: The line as it was meant.
        causes: What is wrong with it, in Japanese.
    """

    line: int
    column: int
    meant: str
    causes: tuple[str, ...]

    @property
    def fault(self) -> Fault:
        """What to say of it."""
        at = Position(self.line + 1, self.column + 1)
        return Fault("yaml-syntax", describe_causes(self.causes), advise(self.meant), at)


def describe_causes(causes: tuple[str, ...]) -> str:
    """Say why a line means nothing."""
    return f"{'、'.join(causes)}ため、この行を読めません。"


def advise(meant: str) -> str:
    """Say how a line was meant."""
    if not meant.strip():
        return "その空白を消してください。"
    return f"「{meant.strip()}」のように、半角の記号と空白で書いてください。"


def find_slips(text: str, error: MarkedYAMLError, find_error: FindError) -> tuple[list[Slip], str]:
    """Find the lines because of which a text cannot be read.

    Args:
        text: The text.
        error: Where the parser stops in it.
        find_error: Asks the parser about another text.

    Returns:
        The slips in the order of their lines, and the text as far as it could be mended.
    """
    search = _Search(text.split("\n"), find_error)
    slips: list[Slip] = []
    reached = _reach(error)
    while reached < _END and (chosen := _find_cause(search, reached)):
        reached = search.reach(chosen)
        search.take(chosen)
        slips += chosen
    return sorted(slips), "\n".join(search.lines)


class _Search:
    """The lines of a text, and how far the parser comes with some of them mended."""

    def __init__(self, lines: list[str], find_error: FindError) -> None:
        self.lines = lines
        self._find_error = find_error
        self._room = _LONGEST_SEARCH

    def take(self, slips: list[Slip]) -> None:
        """Mend lines for good."""
        for slip in slips:
            self.lines[slip.line] = slip.meant

    def reach(self, slips: list[Slip]) -> tuple[int, int]:
        """Tell how far the parser comes with slips mended; nowhere once it was asked enough."""
        meant = {slip.line: slip.meant for slip in slips}
        text = "\n".join(meant.get(number, line) for number, line in enumerate(self.lines))
        self._room -= len(text)
        if self._room < 0:
            return _NOWHERE
        error = self._find_error(text)
        return _reach(error) if error else _END


def _find_cause(search: _Search, reached: tuple[int, int]) -> list[Slip]:
    """Find the slip that stopped the parser, or those that became one text together."""
    for slip in _iter_suspects(search.lines, reached[0]):
        if (now := search.reach([slip])) > reached:
            return [slip]
        if now == _NOWHERE:
            return []
    needed = _last_group(search.lines, reached[0])
    best = search.reach(needed)
    if best <= reached:
        return []
    for slip in tuple(needed):
        fewer = [other for other in needed if other != slip]
        if search.reach(fewer) >= best:
            needed = fewer
    return needed


def _last_group(lines: list[str], last: int) -> list[Slip]:
    """Give the slips that follow one another, line by line, up to and around a line."""
    suspects = find_suspects(lines)
    group: list[Slip] = []
    for slip in suspects:
        if group and group[-1].line != slip.line - 1:
            if slip.line > last:
                break
            group = []
        group.append(slip)
    return group


def find_suspects(lines: list[str]) -> list[Slip]:
    """Give what each line that looks like a slip was most likely meant to be, in their order."""
    suspects = {slip.line: slip for slip in reversed([*_iter_suspects(lines, len(lines))])}
    return [suspects[number] for number in sorted(suspects)]


def _reach(error: MarkedYAMLError) -> tuple[int, int]:
    """Tell how far the parser came: where it gave up, and since when it was in doubt."""
    return error.problem_mark.line, error.context_mark.line if error.context_mark else -1


def _iter_suspects(lines: list[str], last: int) -> Iterator[Slip]:
    """Yield the lines that look like slips, those next before the place of an error first."""
    for number in range(min(last, len(lines) - 1), -1, -1):
        # A full-width space takes two columns to the eye, but some count signs.
        around = {_indent_of(line) for line in lines[max(0, number - 1) : number + 2]}
        meanings = sorted(
            mend_line(lines[number]), key=lambda one: _indent_of(one[0]) not in around
        )
        for meant, causes in meanings:
            yield Slip(number, _first_difference(lines[number], meant), meant, causes)


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _first_difference(line: str, other: str) -> int:
    pairs = zip(line, other, strict=False)
    return next((at for at, (one, two) in enumerate(pairs) if one != two), len(line) - 1)


def mend_line(line: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a line may have meant, what changes least first, each with what is wrong with it.

    Of a line that looks sound, nothing is yielded.
    """
    head = _HEAD.match(line)
    if head is None or (line.isascii() and not _ENTRY.search(line)):
        return
    causes: list[str] = []
    if head["indent"].strip(" "):
        causes.append("行の先頭に全角の空白がある")
    dashes = _mend_dashes(head["dashes"], causes)
    key, value = _mend_key(line[head.end() :], causes, starts=not head["dashes"])
    whole = list(causes)
    other = _mend_value(value, whole) if dashes or key else value
    # A full-width space takes two columns to the eye; who counts signs has meant one.
    for width in (2, 1) if _WIDE_SPACE in head["indent"] else (1,):
        indent = "".join(" " * width if char == _WIDE_SPACE else " " for char in head["indent"])
        for meant, why in ((value, causes), (other, whole)):
            if why:
                yield f"{indent}{dashes}{key}{meant}".rstrip(" "), tuple(why)


def _mend_dashes(dashes: str, causes: list[str]) -> str:
    signs = dashes.split()
    if any(sign != "-" for sign in signs for sign in sign):
        causes.append(f"「-」の代わりに全角などの「{dashes.strip()[0]}」が使われている")
    if dashes.strip(" -" + _DASHES):
        causes.append("「-」の後に全角の空白がある")
    elif dashes and not dashes[-1].isspace():
        causes.append("「-」の後に半角の空白がない")
    return "- " * sum(len(sign) for sign in signs)


def _mend_key(rest: str, causes: list[str], *, starts: bool) -> tuple[str, str]:
    """Divide what follows indentation and dashes into a key with its colon, mended, and the rest."""
    if starts and rest[:1] in {*_SHARPS}:
        causes.append(f"注記の「#」が全角の「{rest[0]}」になっている")
        return "#", rest[1:]
    entry = _ENTRY.match(rest)
    key = normalize("NFKC", entry["key"]) if entry else ""
    value = rest[entry.end() :] if entry else ""
    if not entry or not _ASCII_KEY.fullmatch(key) or value.startswith("//"):
        return "", rest
    if key != entry["key"]:
        causes.append(f"項目名の「{entry['key']}」が全角になっている")
    if entry["colon"] != ":":
        causes.append(f"項目名の後の「:」が全角の「{entry['colon']}」になっている")
    if (entry["gap"] + entry["space"]).strip(" "):
        causes.append("「:」の前か後に全角の空白がある")
    elif value and not entry["gap"] and entry["colon"] == ":":
        causes.append("「:」の後に半角の空白がない")
    return f"{key}: ", value


def _mend_value(value: str, causes: list[str]) -> str:
    if len(value) < 2:  # noqa: PLR2004 - quotes and brackets are two
        return value
    first, last = value[0], value[-1]
    if _is_quoted_otherwise(first, last) and not {'"', "\\"} & {*value[1:-1]}:
        causes.append(f"引用符が全角の「{first if first in _QUOTES else last}」になっている")
        return f'"{value[1:-1]}"'
    if _is_bracketed_otherwise(first, last) and not {'"', "'"} & {*value}:
        causes.append(f"括弧が全角の「{first if first in _OPENING else last}」になっている")
        return _mend_flow(value)
    if (first, last) in {("{", "}"), ("[", "]")} and value != (mended := _mend_flow(value)):
        causes.append("括弧の中の「:」か「,」が全角になっている")
        return mended
    return value


def _is_quoted_otherwise(first: str, last: str) -> bool:
    return first + last not in {'""', "''"} and all(sign in f'"{_QUOTES}' for sign in (first, last))


def _is_bracketed_otherwise(first: str, last: str) -> bool:
    pair = _OPENING.get(first, first) + _CLOSING.get(last, last)
    return pair in {"[]", "{}"} and pair != first + last


def _mend_flow(value: str) -> str:
    signs = {**_OPENING, **_CLOSING, **dict.fromkeys(_COMMAS, ", "), **dict.fromkeys(_COLONS, ": ")}
    return re.sub(" +", " ", "".join(signs.get(char, char) for char in value))
