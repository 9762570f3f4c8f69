"""The labels of the website in other languages: each has its messages, and no data is one."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from taikou_cli.base.label import join_labels, label
from taikou_cli.project.loading import load_project
from taikou_cli.publication.edition import Imprint, begin_edition
from taikou_cli.reports.site.languages import TRANSLATED
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.reports.writers.html_text import mark_label
from taikou_cli.work.website import build_website

ROOT = Path(__file__).parents[2]
PLANS = {"demo": (ROOT / "examples/demo/data", 2025), "real": (ROOT / "data", 2025)}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々]+")
# Where words of the plan end in what is put together of them, from few places to many: a unit, a
# number or a date, a list.
PARTS = (
    re.compile(r"（(?=[^（）]*(?:（[^（）]*）)?[^（）]*）$)|）$"),
    re.compile(r"[、：　\s]+|[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    re.compile(r"[（）「」＝→]+|100"),
    re.compile(r"[（）　、・：＝。「」＋…0-9.,/\s]+|^[↑→↓～]"),
)
# Pieces of the names of indicators where a chart breaks them, and the counter of a fraction, which
# other languages leave out.
PIECES = {
    "の累計",
    "の値",
    "割合",
    "月",
    "数",
    "率",
    "計",
    "日",
    "2021年度",
    "やや満",
    "指",
    "項目",
    "件",
}
# Ours, and Japanese still: the place that a correction names.
JAPANESE_STILL = {"の実績値", "自己評価の要因分析", "KPI"}
# What no other language shows: the title, which the heading replaces, and what no script runs with.
UNSEEN = {"head", "noscript", "script"}


def load_tool():
    spec = spec_from_file_location("messages", ROOT / "packaging/messages.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Reader(HTMLParser):
    """Gathers the messages of a page, and what is no label."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.messages: set[str] = set()
        self.unmarked: set[str] = set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag in {"br", "input", "link", "meta"}:
            return
        self.stack.append((tag, found, []))
        if "data-t-name" in found:
            self.messages.add(found["aria-label"])
        if "data-told" in found:
            self.messages.update(list_told(json.loads(found["data-told"])))

    def handle_startendtag(self, tag, attrs):
        """Pass by: nothing stands in it."""

    def handle_endtag(self, tag):
        while self.stack:
            ended, found, said = self.stack.pop()
            if "data-t" in found:
                self.messages.add("".join(said))
            if self.stack and "data-p" in found:
                self.stack[-1][2].append(f"{{{found['data-p']}}}")
            if ended == tag:
                break

    def handle_data(self, data):
        if not self.stack or UNSEEN & {tag for tag, _, _ in self.stack}:
            return
        _, found, said = self.stack[-1]
        said.append(data)
        if not {"data-t", "data-told", "lang"} & {*found} and JAPANESE.search(data):
            self.unmarked.add(" ".join(data.split()))


def list_told(told: object) -> Iterator[str]:
    """List the messages of a choice of a select box."""
    if isinstance(told, list):
        message, values = told
        yield message
        for one in values.values():
            yield from list_told(one)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@cache
def pages_of(name: str) -> dict[str, Reader]:
    data, year = PLANS[name]
    project = load_project(data)
    if name == "demo":
        project = begin_edition(project, year, Imprint("first", date(2026, 11, 20), None, "taikou"))
    files = build_website(project, (year,), HtmlWriter())
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
def said_by(name: str) -> set[str]:
    yaml = YAML(typ="safe")
    paths = PLANS[name][0].rglob("*.yaml")
    return {plain(text) for path in paths for text in texts_of(yaml.load(path))}


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


def is_said(text: str, name: str) -> bool:
    """Tell whether a text is made of what the plan says, and of no message of ours."""
    if is_of_plan(plain(text), name):
        return True
    split = ([one for one in ends.split(text) if JAPANESE.search(one)] for ends in PARTS)
    return any(all(is_of_plan(plain(one), name) for one in parts) for parts in split)


def is_of_plan(text: str, name: str) -> bool:
    if text in said_by(name) | PIECES or any(one in text for one in JAPANESE_STILL):
        return True
    return text in all_said_by(name) and letters(text) not in messages_of_ours()


@cache
def all_said_by(name: str) -> str:
    return "\n".join(said_by(name))


@cache
def messages_of_ours() -> set[str]:
    return {letters(re.sub(r"\{\w+\}", "", one)) for one in catalogues()["en"]}


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def letters(text: str) -> str:
    return "".join(JAPANESE.findall(text))


@pytest.mark.parametrize("name", PLANS)
def test_what_is_not_marked_is_said_by_the_plan(name):
    """Charts and choices as well: in other languages nothing of ours stays Japanese."""
    unmarked = {
        text: path
        for path, page in pages_of(name).items()
        for text in page.unmarked
        if not is_said(text, name)
    }
    assert unmarked == {}


def test_text_of_the_plan_is_never_marked_even_where_it_reads_like_a_label():
    told = label("{level}{sign}　{title}", level=label("目標"), sign=1, title="番号<b>")
    assert mark_label("番号") == "番号"
    assert mark_label(told) == (
        "<span data-t><span data-p=level data-t>目標</span>"
        "<span data-p=sign>1</span>　<span data-p=title>番号&lt;b&gt;</span></span>"
    )
    joined = join_labels(("番号", label("番号")), "・")
    assert mark_label(joined) == "番号・<span data-t>番号</span>"
