"""Whatever stands in a text of the plan is shown as text: in every field, in both formats.

The plan is made from the models, so that a field that is added is tried as well. Its pages must
be those of a plan with harmless texts, but for these texts.
"""

import re
from dataclasses import replace
from pathlib import Path
from types import NoneType
from typing import Annotated, get_args, get_origin

import html5lib
import pytest
from markdown_it import MarkdownIt
from pydantic import ConfigDict, TypeAdapter, ValidationError

from taikou_cli.base.japanese_text import CONTROL_CHARACTER
from taikou_cli.model.catalogue import shape_of
from taikou_cli.model.goals import Goals
from taikou_cli.model.item import Item
from taikou_cli.model.organization import Organization
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.project.loading import load_project
from taikou_cli.project.project import Document
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.markdown import write_markdown

SMALL_PLAN = Path(__file__).parent.parent / "plans" / "small"
PLAIN = "Plain words"
HOSTILE = [
    "<script>alert(1)</script>",
    "</title></style></main></table><b>",
    '" onmouseover="alert(1)',
    "<img src=x onerror=alert(1)>",
    "<!-- comment",
    "-->",
    "]]>",
    "<![CDATA[x]]>",
    "&amp; &lt; &#x3c; & &nosuch;",
    "{{ 7*7 }}",
    "{% for x in y %}{# z",
    "**bold** __bold__ *em* _em_ ~~gone~~",
    "a | b || c",
    "|",
    "`code`",
    "``` x",
    "~~~ x",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "[x]: http://example.test",
    "<http://example.test>",
    "<mailto:a@example.test>",
    "first\nsecond",
    "first  \n    second",
    "first\n\nsecond\n",
    "first\n# second",
    "first\n- second\n1. third",
    "first\n=====",
    "first\n-----",
    "first\n<script>alert(1)</script>",
    "# heading",
    "###### heading",
    "- list",
    "+ list",
    "* list",
    "1. list",
    "1) list",
    "123456789. list",
    "- [ ] task",
    "> quote",
    "---",
    "***",
    "===",
    "    indented",
    "\\",
    "ends with \\",
    "\\* \\| \\` \\<",
]


def fill(kind):
    """Make a value for an annotation that holds all it can hold, every text in it `PLAIN`."""
    if isinstance(kind, type) and issubclass(kind, Record):
        fields = kind.model_fields.items()
        return {field.alias or name: fill(shape_of(kind, name)) for name, field in fields}
    inner = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is tuple:
        return (fill(inner[0]),)
    if get_origin(kind) is dict:
        return {fill(inner[0]): fill(inner[1])}
    if NoneType in get_args(kind) or get_origin(inner[0] if inner else None) is tuple:
        return fill(inner[0])
    texts = (PLAIN, "a", "2026-03", "2026-03-31", "TK1", "@a", "100005", "https://example.jp/")
    contacts = ("かな", "a@example.jp")
    candidates = (*texts, *contacts, 1, 2026, True, *inner)
    return next(value for value in candidates if accepts(kind, value))


def accepts(kind, value):
    if get_origin(kind) is Annotated:  # a name in YAML is no part of the value
        first, *rest = get_args(kind)
        kept = [one for one in rest if not getattr(one, "alias", None)]
        kind = Annotated[(first, *kept)] if kept else first
    try:
        TypeAdapter(kind, config=ConfigDict(strict=True)).validate_python(value)
    except ValidationError:
        return False
    return True


def swap(value, text):
    if isinstance(value, dict):
        return {key: swap(part, text) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(swap(part, text) for part in value)
    return text if value == PLAIN else value


@pytest.fixture(scope="module")
def render():
    models = {"plan": Plan, "goals": Goals, "organization": Organization, "items": Item}
    samples = {name: fill(model) for name, model in models.items()}
    small = load_project(SMALL_PLAN)

    def render_with(text, output_format):
        parts = {
            name: Document(f"data/{name}.yaml", model.model_validate(swap(samples[name], text)))
            for name, model in models.items()
        }
        project = replace(small, **parts | {"items": (parts["items"],)})
        document = build_report("plan", project)
        return write_markdown(document) if output_format == "md" else HtmlWriter().write(document)

    return render_with


@pytest.fixture(scope="module")
def plain(render):
    return {name: read(render(PLAIN, name)) for name, read in READERS.items()}


def read_html(page):
    """Give the elements with their attributes, and the text without any white space.

    Drawings cut long texts: tests/reports/charts tries them.
    """
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    for drawing in [e for e in document.iter("div") if e.get("class") == "drawing"]:
        drawing.clear()
    elements = [(element.tag, sorted(element.attrib)) for element in document.iter()]
    return elements, squeeze("".join(document.find("body").itertext()))


def read_markdown(page):
    """Give the tokens that are not text, and the text without any white space."""
    tokens = [
        token
        for block in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
        for token in (block, *(block.children or ()))
    ]
    structure = [token.type for token in tokens if token.type not in {"inline", "text"}]
    return structure, squeeze("".join(token.content for token in tokens if token.type == "text"))


def drop_paragraphs(structure):
    """Leave out paragraphs, and the link of a term: one of two paragraphs stands in neither."""
    term = ("a", ["class", "href"])
    kept = [part for part in structure if part[0] != "p" and "paragraph" not in part]
    return [part for part in kept if part != term]


def squeeze(text):
    return "".join(text.split())


READERS = {"html": read_html, "md": read_markdown}


def test_plan_of_the_test_fills_the_whole_page(plain):
    for structure, text in plain.values():
        assert text.count(squeeze(PLAIN)) > 50
        assert "未登録" not in text
        assert "script" not in str(structure)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: re.sub(r"\s+", " ", text))
def test_hostile_text_is_shown_as_it_is_and_changes_nothing_else(render, plain, text, name):
    structure, shown = READERS[name](render(text, name))
    if "\n\n" in text:  # it has paragraphs of its own
        assert drop_paragraphs(structure) == drop_paragraphs(plain[name][0])
    else:
        assert structure == plain[name][0]
    assert shown == plain[name][1].replace(squeeze(PLAIN), squeeze(text))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("bad", ["\0", "\x1b[31m", "\r", "\x85", "\u2028", "\u202e", "\ufeff"])
def test_characters_that_only_pretend_to_be_text_are_spelt_out(render, plain, bad, name):
    page = render(f"a{bad}b", name)
    assert not CONTROL_CHARACTER.search(page)
    structure, shown = READERS[name](page)
    assert structure == plain[name][0]
    assert re.search(r"a\\[xur].*b", shown)


@pytest.mark.parametrize("name", READERS)
def test_lines_of_a_text_are_joined_as_their_language_wants(render, name):
    assert "first second" in render("first\nsecond", name)
    assert "一行目二行目" in render("一行目\n二行目", name)
