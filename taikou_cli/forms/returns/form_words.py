"""What the rules say of YAML → the same in the words of the form, for who has never seen YAML."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, partial

from taikou_cli.forms.layout.fields import Field
from taikou_cli.model.catalogue import entries_of
from taikou_cli.model.documents import match_document_kind
from taikou_cli.model.record import Record
from taikou_cli.project.project import Project

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


def words_of_file(project: Project, path: str) -> dict[str, str]:
    """Give what the office calls the keys of a file of the plan; nothing for any other file."""
    match = match_document_kind(path.removeprefix(project.path_of("")))
    titles = _list_titles(match.kind.model) if match else {}
    return {key: project.words.say(title) for key, title in titles.items()}


@cache
def _list_titles(model: type[Record]) -> Mapping[str, str]:
    """Give the titles of a file's keys; of two the one nearest to its top counts."""
    entries = entries_of(model)
    inner: dict[str, str] = {}
    for entry in entries:
        inner |= _list_titles(entry.record) if entry.record else {}
    return inner | {entry.key: entry.title for entry in entries}


def say_in_form(text: str, words: Mapping[str, str]) -> str:
    """Put the words of the form in the place of keys and codes: `note に` → `「説明」に`."""
    for pattern, said in _SAYINGS:
        text = pattern.sub(partial(_say, said, words), text)
    return text


def _say(said: str, words: Mapping[str, str], match: re.Match[str]) -> str:
    code = match["code"]
    return said.format(words[code]) if code in words else match[0]
