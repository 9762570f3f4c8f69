"""The languages in which the labels of the website can be read."""

from typing import NamedTuple


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
