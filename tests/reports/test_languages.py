"""The labels of the website in other languages: each has its messages, and no data is one."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from taikou_cli.base.label import join_labels, label
from taikou_cli.project.loading import load_project
from taikou_cli.reports.site.languages import TRANSLATED
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.labels import mark_label
from taikou_cli.work.website import build_website

ROOT = Path(__file__).parents[2]
PLANS = {"demo": (ROOT / "examples/demo/data", 2025), "real": (ROOT / "data", 2025)}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々]+")
# What is a label by where it stands: nothing but what the plan says may be unmarked there.
LABELS = {"button", "caption", "dt", "figcaption", "h1", "h2", "h3", "label", "legend", "summary"}


def load_tool():
    spec = spec_from_file_location("messages", ROOT / "packaging/messages.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Reader(HTMLParser):
    """Gathers the messages of a page, and what stands unmarked where labels stand."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.messages: set[str] = set()
        self.unmarked: set[str] = set()
        self.marked: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag in {"br", "input", "link", "meta"}:
            return
        self.stack.append((tag, found))
        if "data-t-name" in found:
            self.messages.add(found["aria-label"])
        if found.get("data-t"):
            self.messages.add(found["data-t"])

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        text = data.strip()
        if not text or not self.stack:
            return
        tags = [tag for tag, _ in self.stack]
        if {"svg", "script", "title"} & {*tags}:
            return
        last = self.stack[-1][1]
        if last.get("lang"):
            return
        if "data-t" in last:
            self.marked.append(data)
            if not last["data-t"]:
                self.messages.add(data)
        elif {*tags} & LABELS or ("thead" in tags and "th" in tags):
            self.unmarked.add(text)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@cache
def pages_of(name: str) -> dict[str, Reader]:
    data, year = PLANS[name]
    files = build_website(load_project(data), (year,), HtmlWriter())
    return {
        path: read(content.decode()) for path, content in files.items() if path.endswith(".html")
    }


@cache
def catalogues() -> dict[str, dict[str, str]]:
    tool = load_tool()
    read_po = tool.read_po
    return {
        one.id: {
            message.id: message.string
            for message in read_po(BytesIO((tool.FOLDER / f"{one.id}.po").read_bytes()))
        }
        for one in TRANSLATED
    }


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, str):
        yield " ".join(value.split())


@cache
def said_by(name: str) -> str:
    yaml = YAML(typ="safe")
    paths = sorted(PLANS[name][0].rglob("*.yaml"))
    return "\n".join(text for path in paths for text in texts_of(yaml.load(path)))


def test_catalogues_are_complete_and_their_scripts_up_to_date(capsys):
    status = load_tool().main(check=True)
    assert (capsys.readouterr().out, status) == ("", 0)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("language", [one.id for one in TRANSLATED])
def test_every_label_of_every_page_has_a_message(name, language):
    known = catalogues()[language]
    missing = {
        message: path
        for path, page in pages_of(name).items()
        for message in page.messages
        if JAPANESE.search(message) and not known.get(message)
    }
    assert missing == {}


@pytest.mark.parametrize("name", PLANS)
def test_what_is_not_marked_where_labels_stand_is_said_by_the_plan(name):
    said = said_by(name)
    unmarked = {
        text: path
        for path, page in pages_of(name).items()
        for text in page.unmarked
        if any(one not in said for one in JAPANESE.findall(text))
    }
    assert unmarked == {}


def test_text_of_the_plan_is_never_marked_even_where_it_reads_like_a_label():
    told = label("{level}{sign}　{title}", level=label("目標"), sign=1, title="番号<b>")
    assert mark_label("番号") == "番号"
    assert mark_label(told) == (
        '<span data-t="{level}{sign}　{title}"><span data-p="level" data-t>目標</span>'
        '<span data-p="sign">1</span>　<span data-p="title">番号&lt;b&gt;</span></span>'
    )
    joined = join_labels(("番号", label("番号")), "・")
    assert mark_label(joined) == "番号・<span data-t>番号</span>"
