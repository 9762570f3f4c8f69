"""Brings the catalogues of the website's labels up to date: `python packaging/messages.py`.

What is said in Japanese stands where it is said: in `label("…")` of the program, in `data-t` of
the templates, in `say("…")` of their scripts, and as the titles of the models' fields. Babel
gathers it into `templates/site/languages/ID.po`, which people translate; of each `ID.po` the
script `ID.js` is made, which the pages load. `--check` writes nothing and says what is not done.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from taikou_cli.model.catalogue import stories_of
from taikou_cli.model.evaluation import (
    Assessment,
    Evaluation,
    PartSummary,
    SelfEvaluation,
    Summaries,
)
from taikou_cli.model.item import Item
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.model.words import Words
from taikou_cli.reports.site.languages import TRANSLATED

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "templates/site/languages"
_TOLD = (Item, SelfEvaluation, Evaluation, Assessment, PartSummary, Summaries, PeriodEvaluation)
_LOCALES = {"easy": "ja_JP@easy"}
_DAY = datetime(2026, 11, 29, tzinfo=UTC)  # a catalogue is the same whenever it is written
_SOURCES = ("taikou_cli/base", "taikou_cli/model", "taikou_cli/progress", "taikou_cli/reports")
_MARKED = re.compile(
    r'data-t="(?P<message>[^"]+)"|data-t>(?P<text>[^<{]+)<'
    r'|aria-label="(?P<name>[^"{]+)" data-t-name|"(?P<words>[^"]+)" \| words'
)
_JAPANESE = re.compile(r"[^\x00-\x7f]")
_PLACE = re.compile(r"\{(\w+)\}")


def gather() -> Catalog:
    """Gather all messages, with the files that say them."""
    catalog = Catalog()
    for place, message in (*_iter_said(), *_iter_marked(), *_iter_titles()):
        if _JAPANESE.search(message) or _PLACE.search(message):
            catalog.add(message, locations=[(place, 0)])
    return catalog


def _iter_said() -> Iterator[tuple[str, str]]:
    """Yield what the program and the scripts of the pages say."""
    for folder, pattern, method, keyword in (
        *((one, "**.py", "python", "label") for one in _SOURCES),
        ("templates/site", "**.js", "javascript", "say"),
    ):
        found = extract_from_dir(str(ROOT / folder), [(pattern, method)], keywords={keyword: None})
        for name, _, message, _, _ in found:
            if isinstance(message, str):
                yield f"{folder}/{name}", message


def _iter_marked() -> Iterator[tuple[str, str]]:
    """Yield what is marked in the templates."""
    for path in (ROOT / "templates/blocks.html.j2", *sorted(FOLDER.parent.glob("*.j2"))):
        for found in _MARKED.finditer(path.read_text("utf-8")):
            yield path.relative_to(ROOT).as_posix(), found[found.lastgroup or 0]


def _iter_titles() -> Iterator[tuple[str, str]]:
    """Yield the titles of the fields that follow one another on the pages."""
    for model in _TOLD:
        for entry in stories_of(model):
            yield f"{model.__module__.replace('.', '/')}.py", Words().say(entry.title)


def write_catalogue(language: str, gathered: Catalog) -> tuple[str, Catalog]:
    """Give the text of a language's catalogue, brought up to date, and the catalogue."""
    path = FOLDER / f"{language}.po"
    known = Catalog(locale=_LOCALES.get(language, language), project="taikou")
    if path.exists():
        known = read_po(io.BytesIO(path.read_bytes()), locale=known.locale_identifier)
    made = Catalog(
        locale=known.locale_identifier,
        project="taikou",
        version="1",
        msgid_bugs_address="",
        creation_date=_DAY,
        revision_date=_DAY,
        last_translator="taikou",
        language_team="taikou",
        header_comment="# ウェブサイトの枠と見出しの言葉（packaging/messages.py が更新する）",
        fuzzy=False,
    )
    for message in sorted(gathered, key=lambda one: (one.locations[:1], str(one.id))):
        if message.id:
            before = known.get(message.id)
            told = before.string if before and not before.fuzzy else ""
            places = sorted(set(message.locations))
            made.add(message.id, told, locations=places)
    written = io.BytesIO()
    write_po(written, made, width=0, include_lineno=False)
    return written.getvalue().decode("utf-8"), made


def write_script(language: str, catalogue: Catalog) -> str:
    """Give the script that brings a language's messages to the pages."""
    told = {one.id: one.string for one in catalogue if one.id and one.string}
    content = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True)
    return f"(window.taikouMessages ??= {{}}).{language} = {content};\n"


def list_faults(catalogue: Catalog) -> Iterator[str]:
    """Yield what is wrong with the messages of a catalogue."""
    for one in catalogue:
        if not one.id:
            continue
        if not one.string:
            yield f"訳がない：{one.id}"
        elif not _places(one.string) <= _places(one.id):
            yield f"{{ }} が違う：{one.id} → {one.string}"


def _places(text: str | Message) -> set[str]:
    return set(_PLACE.findall(str(text)))


def main(*, check: bool) -> int:
    """Write the catalogues, or say how they differ from what is written.

    Args:
        check: Write nothing.
    """
    gathered, wrong = gather(), 0
    for language in TRANSLATED:
        text, catalogue = write_catalogue(language.id, gathered)
        for fault in list_faults(catalogue):
            print(f"{language.id}.po {fault}")
            wrong += 1
        files = {"po": text, "js": write_script(language.id, catalogue)}
        for ending, content in files.items():
            path = FOLDER / f"{language.id}.{ending}"
            if check and (not path.exists() or path.read_text("utf-8") != content):
                print(
                    f"{path.name} が古くなっています。python packaging/messages.py を実行してください。"
                )
                wrong += 1
            elif not check:
                path.write_text(content, "utf-8", newline="\n")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
