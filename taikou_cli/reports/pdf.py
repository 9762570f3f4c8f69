"""A report as PDF/UA-1: plain data, laid out by a Typst template.

Texts of the data go to Typst as strings in JSON and are shown as they are: never as its markup.
"""

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.reports.fonts import FontChoice
from taikou_cli.reports.plan_view import PlanView
from taikou_cli.reports.print.plan_data import describe_plan
from taikou_cli.reports.print.year_data import describe_year
from taikou_cli.reports.year_view import YearView
from taikou_cli.store.shipped import find_shipped

_SUBSTITUTE = "〓"
# How Typst says that no font has a character; it writes the text as Rust does.
_WITHOUT_SHAPE = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# Characters that no font has come to light together; some only beside others.
_ATTEMPTS = 5
# With what stands before them: some only join it. Kanji, kana and what a keyboard has are common.
_COMMON = "\\x00-\\x7e\u3000-\u30ff\u4e00-\u9fa5\uff01-\uff5e"
_RARE = re.compile(f".?[^{_COMMON}]+")
_PROBE = b"""
#let given = json(bytes(sys.inputs.data))
#set document(title: "-")
#set text(font: given.fonts, fallback: false, lang: "ja")
#for one in given.shown { par(one) }
"""


def render_pdf(
    kind: str, view: PlanView | YearView, fonts: FontChoice, day: date | None = None
) -> bytes:
    """Render a report.

    The same data, fonts and day give the same bytes; characters that no font has are shown
    as 〓 and named at the end.

    Args:
        kind: The name of its template: `plan`, or of a year `annual`, `data-plan`, `committee`
            or `final`.
        view: The plan for `plan`, a year's view for the others.
        fonts: What it is set in.
        day: The day that the document bears; None bears none.

    Raises:
        TaikouError: Typst refuses the template.
    """
    family = fonts.families[0]
    data = (
        describe_year(kind, view, family, day)
        if isinstance(view, YearView)
        else describe_plan(view, family, day)
    )
    template = find_shipped("templates", "templates") / f"{kind}.typ"
    return _compile(template, _change_texts(data, _clean), fonts)


def _clean(text: str) -> str:
    """Make one line of a text, without characters that only pretend to be text."""
    return join_lines(reveal_controls(text))


def _change_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _change_texts(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_change_texts(part, change) for part in value]
    return change(value) if isinstance(value, str) else value


def _compile(template: Path, data: dict[str, Any], fonts: FontChoice) -> bytes:
    import typst

    missing = _find_missing(data, fonts)
    names = [" ".join(f"U+{ord(one):04X}" for one in characters) for characters in missing]
    data = _change_texts(data, lambda text: _substitute(text, missing)) | {"missing": names}
    try:
        return typst.compile(
            template,
            root=template.parent,
            font_paths=fonts.book,
            sys_inputs=_give(data, fonts),
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise TaikouError(
            f"PDFを作れませんでした（{error.message}）。",
            f"ひな形「{template.name}」を直したのなら、元に戻して確かめてください。",
        ) from error


def _find_missing(data: dict[str, Any], fonts: FontChoice) -> list[str]:
    """Find the characters that no font has, by a document of nothing but rare characters.

    To find them by the report itself would take as many times as long.

    Raises:
        TaikouError: There is no end of them.
    """
    import typst

    rare: set[str] = set()

    def collect(text: str) -> str:
        rare.update(_RARE.findall(text))
        return text

    _change_texts(data, collect)
    missing: set[str] = set()
    for _ in range(_ATTEMPTS):
        shown = sorted({_substitute(text, sorted(missing)) for text in rare})
        try:
            typst.compile(
                _PROBE,
                font_paths=fonts.book,
                sys_inputs=_give({"shown": shown}, fonts),
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as error:
            found = _find_without_shape(str(error.diagnostic)) - missing
            if not found:
                break  # it is not the characters: the report itself will say
            missing |= found
        else:
            return sorted(missing)
    raise TaikouError(
        "PDFを作れませんでした。フォントにない文字が多すぎます。",
        "「--font」で、文字の多い日本語のフォントを指定してください。",
    )


def _give(data: dict[str, Any], fonts: FontChoice) -> dict[str, str]:
    return {"data": json.dumps(data | {"fonts": list(fonts.families)}, ensure_ascii=False)}


def _substitute(text: str, missing: Iterable[str]) -> str:
    for characters in missing:
        text = text.replace(characters, _SUBSTITUTE)
    return text


def _find_without_shape(diagnostic: str) -> set[str]:
    """Give the characters, each with its combining marks, that no font has."""
    return {
        _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], match[1])
        for match in _WITHOUT_SHAPE.finditer(diagnostic)
    } - {_SUBSTITUTE}
