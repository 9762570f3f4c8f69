"""The texts that the search looks through, as a script: a page in a folder may load nothing else."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.reports.site.page_names import item_page
from taikou_cli.reports.site.site_view import SiteView
from taikou_cli.reports.year_view import ItemSheet

_FIELDS = {"achievements": "取組実績", "factors": "要因分析", "issues": "課題", "review": "見直し"}


class Entry(NamedTuple):
    """A text that can be found.

    Attributes:
        item: The number of the item.
        fiscal_year: The year that it is of.
        field: What kind of text it is.
        text: The text in one line.
    """

    item: int
    fiscal_year: int
    field: str
    text: str


def render_index(site: SiteView) -> str:
    """Give the script: the items' titles and pages, then every text of every year."""
    pages = {
        sheet.number: [sheet.place.item.title, item_page(sheet.number)]
        for view in reversed(site.years)
        for sheet in view.sheets
    }
    current = {sheet.number for sheet in site.year.sheets}
    entries = [
        Entry(sheet.number, view.fiscal_year, field, join_lines(reveal_controls(text)))
        for view in site.years
        for sheet in view.sheets
        if sheet.number in current
        for field, text in _iter_texts(sheet)
    ]
    content = {"pages": pages, "entries": entries}
    # ASCII: the script reads the same whatever encoding the server says.
    return f"window.taikouIndex = {json.dumps(content, separators=(',', ':'))};\n"


def _iter_texts(sheet: ItemSheet) -> Iterator[tuple[str, str]]:
    yield "実施項目", f"{sheet.place.item.title} {'、'.join(sheet.place.item.examples)}"
    for action in sheet.actions:
        yield "具体的な取組", f"{action.title} {action.note or ''}"
    for indicator in sheet.indicators:
        yield "KPI", f"{indicator.name} {'。'.join(indicator.notes)}"
    if sheet.evaluation is None:
        return
    for field, name in _FIELDS.items():
        if text := getattr(sheet.evaluation.self_evaluation, field):
            yield name, text
    for opinion in sheet.evaluation.opinions:
        yield "委員会意見", opinion.opinion
        if opinion.response:
            yield "対応", opinion.response
