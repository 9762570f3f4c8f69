"""A report as PDF/UA-1: plain data, laid out by a Typst template.

Texts of the data go to Typst as strings in JSON and are shown as they are: never as its markup.
"""

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.reports.fonts import FontChoice, find_missing, find_undisplayed
from taikou_cli.reports.plan_view import PlanView
from taikou_cli.reports.print.plan_data import describe_plan
from taikou_cli.reports.print.year_data import describe_year
from taikou_cli.reports.year_view import YearView
from taikou_cli.store.shipped import find_shipped

_SUBSTITUTE = "〓"
# A few characters cannot be displayed only beside others, which the first attempt shows.
_ATTEMPTS = 3


def render_pdf(
    kind: str, view: PlanView | YearView, fonts: FontChoice, day: date | None = None
) -> bytes:
    """Render a report.

    The same data, fonts and day give the same bytes. Characters that no font has are shown by
    others that mean the same, or as 〓, and are named at the end.

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


def _list_characters(value: Any) -> frozenset[str]:
    characters: set[str] = set()

    def collect(text: str) -> str:
        characters.update(text)
        return text

    _change_texts(value, collect)
    return frozenset(characters)


def _compile(template: Path, data: dict[str, Any], fonts: FontChoice) -> bytes:
    import typst

    used = _list_characters(data)
    missing = find_missing(used.union(*map(_fold, used)), fonts)
    for _ in range(_ATTEMPTS):
        shown = sorted(one for one in missing if len(one) > 1 or one in used)
        substitutes = {one: _substitute(one, missing) for one in shown}
        try:
            return typst.compile(
                template,
                root=template.parent,
                font_paths=fonts.book,
                sys_inputs={"data": _write(data, fonts, substitutes)},
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as error:
            found = find_undisplayed(str(error.diagnostic)) - missing
            if not found:
                raise TaikouError(
                    f"PDFを作れませんでした（{error.message}）。",
                    f"ひな形「{template.name}」や report.typ を直したのなら、元に戻して確かめてください。",
                ) from error
            missing |= found
    raise TaikouError(
        "PDFを作れませんでした。フォントにない文字が多すぎます。",
        "「--font」で、文字の多い日本語のフォントを指定してください。",
    )


def _write(data: dict[str, Any], fonts: FontChoice, substitutes: dict[str, str]) -> str:
    def replace(text: str) -> str:
        for one, substitute in substitutes.items():
            text = text.replace(one, substitute)
        return text

    names = [" ".join(f"U+{ord(one):04X}" for one in characters) for characters in substitutes]
    given = {"fonts": fonts.families, "missing": names}
    return json.dumps(_change_texts(data, replace) | given, ensure_ascii=False)


def _substitute(characters: str, missing: frozenset[str]) -> str:
    """Give characters that mean the same (`₂` → `2`), if the fonts have them."""
    same = _fold(characters)
    return same if same != characters and not missing.intersection(same) else _SUBSTITUTE


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
