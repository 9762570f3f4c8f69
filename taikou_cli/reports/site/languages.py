"""The languages in which the labels of the website can be read, and the readings of words."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from taikou_cli.model.wording import Reading, Translation


class Language(NamedTuple):
    """A language of labels.

    Attributes:
        id: Names it in addresses and files: `templates/site/languages/ID.po`.
        tag: What `lang` says in HTML.
        name: What it calls itself.
    """

    id: str
    tag: str
    name: str


LANGUAGES = (
    Language("ja", "ja", "日本語"),
    # Screen readers know no other Japanese.
    Language("easy", "ja", "やさしい日本語"),
    Language("en", "en", "English"),
)
"""The language that the pages are written in, and those with messages for it."""

TRANSLATED = LANGUAGES[1:]


def write_readings(readings: Iterable[Reading]) -> str:
    """Write how words are read as a script, the longest word first: it holds shorter ones."""
    words = sorted({one.term: one.reading for one in readings}.items(), key=_by_length)
    return _write("taikouReadings", words)


def write_names(translations: Iterable[Translation]) -> str:
    """Write what names of the plan are called in other languages, as a script."""
    return _write("taikouNames", {one.text: one.to for one in translations})


def _write(name: str, content: object) -> str:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"window.{name} = {written};\n"


def _by_length(word: tuple[str, str]) -> tuple[int, str]:
    return -len(word[0]), word[0]
