"""Characters that only look like what was meant, or cannot be seen at all.

They come from file names of a Mac (kana in two parts), from PDFs (radicals in place of kanji) and
from web pages (spaces of no width), and are found by no search. Told by what Unicode says of
them; where they belong, such as between the parts of an emoji, they are nothing strange.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category, name, normalize

from taikou_cli.base.japanese_text import INVISIBLE

_MARKS = "\u0300-\u036f\u3099\u309a\u1161-\u11ff"
_RADICALS = "\u2e80-\u2fdf"
_COMPATIBILITY = "\uf900-\ufaff\U0002f800-\U0002fa1f"
LOOKALIKE = re.compile(f"[{_MARKS}{_RADICALS}{_COMPATIBILITY}]")
"""Finds texts that `find_lookalikes` may find something in."""
UNSEEN = re.compile(f"[{INVISIBLE}]")
"""Finds texts that `find_unseen` may find something in."""

_RADICAL = re.compile(f"[{_RADICALS}]")
_PARTS = re.compile(f".?[{_MARKS}]+|[{_RADICALS}{_COMPATIBILITY}]", re.DOTALL)
# What Unicode calls the equivalent unified ideograph, of radicals that have no decomposition.
_SUPPLEMENT = str.maketrans(
    "⺁⺄⺆⺈⺊⺌⺍⺎⺐⺒⺓⺔⺗⺙⺛⺜⺝⺟⺠⺧⺩⺫⺬⺴⺶⺻⺼⻁⻄⻆⻏⻑⻗⻘⻝⻣⻤⻨⻩⻫⻭⻯⻱⻲",
    "厂乙冂刀卜小小兀尢巳幺彑心攵旡日月母民牛王目示冗羊聿肉虎西角邑長雨青食骨鬼麦黄斉歯竜龜亀",
)
_JOINER, _NON_JOINER = "\u200d", "\u200c"
_TEXT_OR_EMOJI = "\ufe0e\ufe0f"
_BLACK_FLAG, _LONGEST_FLAG = "\U0001f3f4", 8
_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))
_SKIN = range(0x1F3FB, 0x1F400)


class Strange(NamedTuple):
    """Characters of a text that are not what they seem.

    Attributes:
        start: Where they stand.
        found: The characters.
        plain: What to write instead; None where only a person can tell.
        what: What they are, in Japanese.
    """

    start: int
    found: str
    plain: str | None
    what: str


def find_lookalikes(text: str) -> Iterator[Strange]:
    """Yield characters in parts, radicals, and kanji that exist for other character sets' sake."""
    for match in _PARTS.finditer(text):
        found = match[0]
        if LOOKALIKE.fullmatch(found) and category(found) != "Mn":
            plain = normalize("NFKC", found).translate(_SUPPLEMENT)
            is_radical = _RADICAL.match(found) is not None
            if is_radical or plain != found:
                certain = plain if is_radical and plain != found else None
                what = "部首だけを表す文字" if is_radical else f"「{plain}」の互換用の漢字"
                yield Strange(match.start(), found, certain, what)
        elif (plain := normalize("NFC", found)) != found:
            yield Strange(match.start(), found, plain, "二つに分かれた文字")


def find_unseen(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Strange]:
    """Yield characters that cannot be seen, where they do not belong.

    Args:
        text: The text.
        allowed: Kanji with their variation selectors, as names have them.
    """
    for match in UNSEEN.finditer(text):
        at, found = match.start(), match[0]
        if _belongs(text, at) or text[max(0, at - 1) : at + 1] in allowed:
            continue
        if category(found) == "Zs":
            yield Strange(at, found, " ", "幅の違う空白")
        elif _is_selector(found) and _is_kanji(text[max(0, at - 1) : at]):
            yield Strange(at, found, None, "字形を選ぶ符号")
        else:
            plain = None if category(found) == "Lo" else ""
            yield Strange(at, found, plain, "目に見えない文字")


def find_variants(text: str) -> frozenset[str]:
    """Give the kanji of a name that a variation selector follows, with it."""
    pairs = (text[m.start() - 1 : m.end()] for m in UNSEEN.finditer(text) if m.start())
    return frozenset(two for two in pairs if _is_selector(two[1]) and _is_kanji(two[0]))


def clean_text(text: str, *, is_name: bool = False) -> str:
    """Write what was certainly meant; the rest stays.

    Args:
        text: The text.
        is_name: It is somebody's name: kanji may have variation selectors.
    """
    if text.isascii() or not (LOOKALIKE.search(text) or UNSEEN.search(text)):
        return text
    allowed = find_variants(text) if is_name else frozenset()
    # What belonged beside a character that is gone belongs there no longer.
    while (seen := _replace(text, find_unseen(text, allowed))) != text:
        text = seen
    return _replace(text, find_lookalikes(text))


def _replace(text: str, strange: Iterator[Strange]) -> str:
    parts, end = [], 0
    for one in strange:
        if one.plain is not None:
            parts += [text[end : one.start], one.plain]
            end = one.start + len(one.found)
    return "".join((*parts, text[end:]))


def spell_out(characters: str) -> str:
    """Name characters that cannot be told by looking: `U+200B ZERO WIDTH SPACE`."""
    return "、".join(f"U+{ord(one):04X} {name(one, '')}".rstrip() for one in characters)


def _belongs(text: str, at: int) -> bool:
    found = text[at]
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if found in _TEXT_OR_EMOJI:
        is_keycap = text[at + 1 : at + 2] == "\u20e3" and before in {*"0123456789#*"}
        is_sign = before > "\x7f" and category(before)[0] in "SP" and not _RADICAL.match(before)
        return is_keycap or is_sign
    if found == _JOINER and after:
        return (_is_pictured(before) and _is_pictured(after)) or _shapes(before)
    if found in {_JOINER, _NON_JOINER} or "\u180b" <= found <= "\u180f":
        return _shapes(before)
    if "\U000e0020" <= found <= "\U000e007f":
        return text[max(0, at - _LONGEST_FLAG) : at].rstrip(_TAGS).endswith(_BLACK_FLAG)
    return False


def _is_pictured(character: str) -> bool:
    if not character or _RADICAL.match(character):
        return False
    is_part = character in _TEXT_OR_EMOJI or ord(character) in _SKIN
    return is_part or category(character) in {"So", "Sm"}


def _shapes(character: str) -> bool:
    """Tell whether a character is of a script whose letters change by what they are joined to."""
    return "\u0600" <= character <= "\u1cff" and category(character)[0] in "LM"


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _is_kanji(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or ("\U00020000" <= character <= "\U0003ffff")
    )
