"""How Japanese text behaves on a terminal, and which characters only pretend to be text."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import repeat

# C0 and C1 controls but tab and line feed, Unicode line separators, and the marks that
# reorder text on screen: with them a line can look different from what it says.
CONTROL_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
# The rest of what cannot be seen: what Unicode calls format characters, separators other than
# U+0020 and U+3000, and default-ignorable. They mislead nobody, and some belong into emoji or names.
FORMULA = re.compile("[=+@-]|[＝＋＠－].", re.DOTALL)
"""How a text begins that a spreadsheet takes for a formula; East Asian ones fold full width."""

INVISIBLE = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200d\u202f\u205f-\u2065"
    "\u206a-\u206f\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that cannot be seen and are no controls, for a class of a pattern."""

# Every control but U+FEFF has a byte in UTF-8 that little else has: ° and §, … and ※.
_NOT_OF_CONTROLS = bytes({*b"\t\n", *range(0x20, 0x100)} - {*b"\x7f\xc2\xe2"})

_OPENING = r"（［｛「『【〈《〔“‘(\[{"
_NOT_AT_START = r")\]},.%、。，．・：；？！々ー）］｝」』】〉》〕”’…‥％～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
# What a line break must not tear apart: a Latin word, or a character with the brackets that
# open before it and the marks that close after it (JIS X 4051, simplified).
_UNIT = re.compile(f"[{_OPENING}]*(?:[!-~]+|.)[{_NOT_AT_START}]*")


def display_width(text: str, *, is_wide: bool = False) -> int:
    """Count terminal cells: full-width characters take two, combining marks none.

    Args:
        text: The text.
        is_wide: Characters that Unicode gives no certain width (○, ─, …) take two, too.
    """
    if text.isascii():
        return len(text)
    wide = "WFA" if is_wide else "WF"
    return sum(map(_cell_count, text, repeat(wide)))


# A plan has some thousand characters, and pictures ask for each of them again and again.
@lru_cache(maxsize=1 << 13)
def _cell_count(character: str, wide: str = "WF") -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in wide else 1


def reveal_controls(text: str) -> str:
    r"""Replace control characters by what they are called: ESC → `\x1b`.

    Text from the data cannot then move the cursor, colour the screen or reverse a line.
    """
    if text.isprintable():  # hardly any text has one, and this is a fifth of the search
        return text
    return CONTROL_CHARACTER.sub(lambda match: ascii(match[0])[1:-1], text)


def may_hold_controls(text: str, raw: bytes) -> bool:
    """Tell by a quick look whether a text, and it in UTF-8, is worth searching for controls."""
    return "\ufeff" in text or bool(raw.translate(None, _NOT_OF_CONTROLS))


def reveal_line(text: str) -> str:
    r"""Reveal line ends, too, as `\n`: no text of the data begins a line of its own."""
    return reveal_controls(text).replace("\n", "\\n")


def to_half_width(text: str) -> str:
    """Fold full-width alphanumerics and signs (NFKC): `１２．５％` → `12.5%`."""
    return unicodedata.normalize("NFKC", text)


def join_lines(text: str) -> str:
    """Run lines together: with a space between Latin words, with nothing where Japanese meets."""
    joined = ""
    for line in text.split("\n"):
        part = line.strip()
        if joined and part and not (_is_wide(joined[-1]) or _is_wide(part[0])):
            joined += " "
        joined += part
    return joined


def _is_wide(character: str) -> bool:
    return _cell_count(character) > 1


def list_numbers(numbers: Iterable[int]) -> str:
    """Name numbers shortly: 1, 2, 3, 5 → `1～3、5`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{r[0]}～{r[-1]}" if len(r) > 1 else f"{r[0]}" for r in runs)


def wrap_japanese(
    text: str, width: int, measure: Callable[[str], int] = display_width
) -> list[str]:
    """Break text into lines of at most `width` terminal cells, by the rules of Japanese print.

    No line begins with a closing mark or ends with an opening bracket; Latin words stay whole.
    Only a unit that is wider than a whole line is torn.

    Args:
        text: The text.
        width: How many cells a line has.
        measure: Counts the cells of a text.
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for unit in _UNIT.findall(paragraph):
            if measure(line + unit) <= width:
                line += unit
                continue
            if line:
                lines.append(line.rstrip())
            *torn, line = _tear(unit.lstrip(), width, measure)
            lines += torn
        lines.append(line)
    return lines


def _tear(unit: str, width: int, measure: Callable[[str], int]) -> list[str]:
    pieces = [""]
    for character in unit:
        if pieces[-1] and measure(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
