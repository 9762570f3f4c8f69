"""The texts that the search looks through, as a script: a page in a folder may load nothing else."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.japanese_text import join_lines, reveal_controls
from taikou_cli.model.evaluation import Evaluation
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
        for sheet in site.year.every_sheet
    }
    entries = [
        Entry(sheet.number, view.fiscal_year, field, join_lines(reveal_controls(text)))
        for view in site.years
        for sheet in (view.every_sheet if view is site.year else view.sheets)
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
    if sheet.evaluation:
        yield from _iter_evaluation_texts(sheet.evaluation)


def _iter_evaluation_texts(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    own, pending = evaluation.self_evaluation, evaluation.pending
    told = [(name, getattr(own, field)) for field, name in _FIELDS.items()]
    told.append(("評価の理由", own.grade_reason))
    told.append(("中止・先送りの理由", evaluation.state_reason))
    told.append(("未確定の理由", pending.note if pending else None))
    for opinion in evaluation.opinions:
        told.append(("委員会意見", opinion.opinion))
        told.append(("対応", opinion.response))
        told.append(("その後", opinion.follow_up))
    for correction in evaluation.corrections:
        change = f"{correction.before}→{correction.after}"
        told.append(("訂正", f"{correction.field}　{change}　{correction.why}"))
    told += [("根拠資料", evidence.label) for evidence in evaluation.evidence]
    yield from ((name, text) for name, text in told if text)
