"""Finds a font that can write Japanese, among those that Typst sees on this computer."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from taikou_cli.base.errors import TaikouError

if TYPE_CHECKING:
    import typst

FAMILIES = {
    "BIZ UDPGothic": "BIZ UDPゴシック",
    "BIZ UDGothic": "BIZ UDゴシック",
    "Yu Gothic": "游ゴシック",
    "Meiryo": "メイリオ",
    "Noto Sans CJK JP": "Noto Sans CJK JP",
    "Noto Sans JP": "Noto Sans JP",
    "IPAexGothic": "IPAexゴシック",
    "IPAGothic": "IPAゴシック",
    "Hiragino Sans": "ヒラギノ角ゴシック",
    "MS Gothic": "MS ゴシック",
}
"""The fonts that are looked for, the best first, with their names in Japanese."""

_SAMPLE = "あア亜県計画（％）－〓"
# A kind of PDF that refuses characters without a shape.
_TRIAL = """#set document(title: "a", date: none)
#set text(font: json(bytes(sys.inputs.families)), fallback: false)
#for one in json(bytes(sys.inputs.characters)) [#one ]
"""
# Typst writes the text as Rust does.
_UNDISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class FontChoice(NamedTuple):
    """What a document is set in.

    Attributes:
        families: The font families: where the first has no character, the next is asked.
        book: All fonts that Typst sees.
        folder: Where they are; None for the system's own.
    """

    families: tuple[str, ...]
    book: "typst.Fonts"
    folder: Path | None = None


def choose_fonts(wanted: str | None = None) -> FontChoice:
    """Choose the fonts.

    Args:
        wanted: The name of a font, or the path of a font file or of a folder with fonts; None
            takes those of `FAMILIES` that are installed.

    Raises:
        TaikouError: Typst is not installed, there is no such font, or it knows no Japanese.
    """
    choice = _find_installed() if wanted is None else _find_wanted(wanted)
    if find_missing(_SAMPLE, choice):
        raise TaikouError(
            f"フォント「{choice.families[0]}」では日本語を表示できません。",
            "「--font」に日本語のフォントの名前かファイルを指定してください。",
        )
    return choice


def _find_installed() -> FontChoice:
    book = load_book()
    installed = set(book.families())
    families = tuple(family for family in FAMILIES if family in installed)
    if not families:
        raise TaikouError(
            f"日本語のフォントが見つかりません（探したもの：{'、'.join(FAMILIES.values())}）。",
            "どれかを入れるか、「--font」でフォントの名前、ファイル、フォルダーのどれかを指定してください。"
            "BIZ UDゴシックはWindowsに付いています。LinuxではNoto Sans CJK JPやIPAexゴシックを入れられます。",
        )
    return FontChoice(families, book)


def _find_wanted(wanted: str) -> FontChoice:
    path = Path(wanted)
    if path.exists():
        return _find_in(path)
    book = load_book()
    names = {japanese.casefold(): family for family, japanese in FAMILIES.items()}
    known = {family.casefold(): family for family in book.families()}
    name = names.get(wanted.casefold(), wanted)
    if name.casefold() not in known:
        raise TaikouError(
            f"フォント「{wanted}」が見つかりません。",
            "名前を確かめるか、「--font」にフォントのファイルかフォルダーを指定してください。",
        )
    return FontChoice((known[name.casefold()],), book)


def _find_in(path: Path) -> FontChoice:
    """Take the fonts of a file or a folder, and no others."""
    folder = path if path.is_dir() else path.parent
    book = load_book(folder)
    families = {
        font.family
        for font in book.fonts()
        if path.is_dir() or (font.path and Path(font.path).samefile(path))
    }
    if not families:
        raise TaikouError(
            f"「{path}」にフォントがありません。",
            "「--font」にフォントのファイル（.ttf、.otf、.ttc）か、それがあるフォルダーを指定してください。",
        )
    return FontChoice(_sort(families), book, folder)


def _sort(families: Iterable[str]) -> tuple[str, ...]:
    order = {family: place for place, family in enumerate(FAMILIES)}
    return tuple(sorted(families, key=lambda family: (order.get(family, len(order)), family)))


def load_book(folder: Path | None = None) -> "typst.Fonts":
    """Give all fonts of a folder, or those of the system and of the packed program."""
    try:
        import typst
    except ImportError as error:
        raise TaikouError(
            "PDFを作るための部品（typst）が入っていません。",
            'taikou のフォルダーで「pip install -e ".[pdf]"」を実行して入れてください。',
        ) from error
    # Only the program that is packed as one file has fonts there.
    packed = Path(typst.__file__).with_name("fonts")
    paths = [folder] if folder else [packed] if packed.is_dir() else []
    return typst.Fonts(
        include_system_fonts=folder is None, include_embedded_fonts=False, font_paths=paths
    )


def find_missing(characters: Iterable[str], fonts: FontChoice) -> frozenset[str]:
    """Give those of the characters that none of the fonts has."""
    import typst

    try:
        typst.compile(
            _TRIAL.encode(),
            font_paths=fonts.book,
            sys_inputs={
                "families": json.dumps(fonts.families),
                "characters": json.dumps(sorted(characters)),
            },
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        return find_undisplayed(str(error.diagnostic))
    return frozenset()


def find_undisplayed(diagnostic: str) -> frozenset[str]:
    """Give the pieces of text that Typst could not display, from what it says of them."""
    return frozenset(
        _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], match[1])
        for match in _UNDISPLAYED.finditer(diagnostic)
    )
