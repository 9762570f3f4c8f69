"""What the picture of a year says that other sites show beside a link to it."""

from dataclasses import replace

from taikou_cli.base.label import label
from taikou_cli.reports.document.blocks import Document, Section
from taikou_cli.reports.document.cover import build_page
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.summary import tell_rates
from taikou_cli.reports.document.walk import read_text

_MOST = 3
"""Rates that have room."""


def build_card(year: Year) -> Document:
    """Tell the year's main rates under the name of the plan."""
    told = tell_rates(year, year.figures.overall, "overall")
    rates = tuple(replace(one, entries=one.entries[:_MOST]) for one in told)
    title = label("{year}の評価", year=year.name)
    return build_page(year.plan, "card", title, (Section("rates", (), rates),))


def describe_card(card: Document) -> str:
    """Say in words what stands on the picture."""
    (section,) = card.sections
    entries = (one for block in section.blocks for one in getattr(block, "entries", ()))
    rates = (f"{one.name} {read_text(one.text)}" for one in entries)
    return "　".join((f"{card.notice}{card.government} {card.plan}", card.title, *rates))
