"""What the rules say of YAML → the same in the words of the form, for who has never seen YAML."""

import re
from collections.abc import Iterable, Mapping
from functools import partial

from taikou_cli.forms.layout.fields import Field

# A key or code of YAML; not in a quotation, a path or the name of a file.
_CODE = re.compile(r" ?(?<![A-Za-z0-9_./「])(?P<code>[a-z][a-z_]*)(?![A-Za-z0-9_./」]) ?")
# How the rules name a key together with what it is called, and the line that is to be added.
_NAMED = re.compile(r"「(?P<code>[a-z][a-z_]*)」（[^（）]*）")
_EXPLAINED = re.compile(r"（(?P<code>[a-z][a-z_]*)）")
_LINE = re.compile(r"「(?P<code>[a-z][a-z_]*): 値」の行を加えて")
_SAYINGS = ((_LINE, "「{}」に記入して"), (_NAMED, "「{}」"), (_EXPLAINED, ""), (_CODE, "「{}」"))


def build_words(fields: Iterable[Field]) -> dict[str, str]:
    """Give what the fields of a form call their keys and codes; of two the last one counts."""
    words: dict[str, str] = {}
    for field in fields:
        words[field.address[-1]] = field.label
        if field.is_closed:
            words.update({choice.code: choice.label for choice in field.choices})
    return words


def say_in_form(text: str, words: Mapping[str, str]) -> str:
    """Put the words of the form in the place of keys and codes: `note に` → `「説明」に`."""
    for pattern, said in _SAYINGS:
        text = pattern.sub(partial(_say, said, words), text)
    return text


def _say(said: str, words: Mapping[str, str], match: re.Match[str]) -> str:
    code = match["code"]
    return said.format(words[code]) if code in words else match[0]
