"""The picture of a year that other sites show beside a link."""

import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.card import build_card, describe_card
from taikou_cli.reports.document.source import open_year
from taikou_cli.reports.fonts import choose_fonts
from taikou_cli.reports.template_files import TemplateFiles
from taikou_cli.reports.writers.typst import write_card
from tests.injection.corpus import CLASSES

DEMO = Path(__file__).parents[2] / "examples/demo/data"
pytest.importorskip("typst")


@pytest.fixture(scope="module")
def card():
    return build_card(open_year(load_project(DEMO), 2024))


@pytest.fixture(scope="module")
def draw():
    fonts, files = choose_fonts(), TemplateFiles(None)
    return lambda card: write_card(card, files, fonts)


def size_of(picture):
    assert picture.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", picture[16:24])


def test_picture_has_the_size_that_pages_tell_and_the_same_bytes_each_time(card, draw):
    first = draw(card)
    assert size_of(first) == (1200, 630)
    assert draw(card) == first


def test_words_tell_what_stands_on_it(card):
    told = describe_card(card)
    assert re.match("架空のデータです.*青嶺県行財政改革プラン2022　2024年度", told)
    assert "数値目標等達成率 42.9％＝15項目/35項目（全項目）" in told
    assert told.count("％＝") == 3


def change(card, text):
    (section,) = card.sections
    (rates,) = section.blocks
    rates = replace(rates, entries=tuple(replace(one, name=text) for one in rates.entries))
    sections = (replace(section, blocks=(rates,)),)
    return replace(card, plan=text, title=text, government=text, notice=text, sections=sections)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(one for texts in CLASSES for one in texts),
        "計画" * 2000,
        "W" * 4000,
        "#" * 90,
    ],
)
def test_no_text_breaks_the_drawing(card, draw, text):
    assert size_of(draw(change(card, text))) == (1200, 630)


def test_plan_without_rates_has_a_picture_too(card, draw):
    assert size_of(draw(replace(card, sections=(replace(card.sections[0], blocks=()),)))) == (
        1200,
        630,
    )
