"""What every printed report says of itself: cover, running heads, terms of use, glossary."""

from datetime import date
from typing import Any

import taikou_cli
from taikou_cli.base.fiscal_year import format_calendar_year, format_fiscal_year
from taikou_cli.base.japanese_text import join_lines
from taikou_cli.model.plan import Plan
from taikou_cli.model.publication_terms import PublicationTerms
from taikou_cli.progress.wording import DENOMINATORS
from taikou_cli.reports.charts.svg import shorten
from taikou_cli.reports.print.tables import LONG, SHORT, table

_LICENCES = {
    "PDL1.0": (
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
    "CC-BY-4.0": (
        "クリエイティブ・コモンズ 表示 4.0 国際",
        "https://creativecommons.org/licenses/by/4.0/deed.ja",
    ),
}
# The running head is one line of half-width cells.
_RUNNING_WIDTH = 64


def describe_report(plan: Plan, heading: str, day: date | None) -> dict[str, Any]:
    """Describe the cover and what stands on every page.

    Args:
        plan: The outline.
        heading: What the report is, without the name of the outline.
        day: The day that the report bears; None bears none.
    """
    name = f"{plan.title}　{heading}"
    return {
        "title": f"【架空のデータ】{name}" if plan.fictitious else name,
        "name": name,
        "running": shorten(name, _RUNNING_WIDTH),
        "heading": heading,
        "plan": plan.title,
        "subtitle": plan.subtitle,
        "government": plan.government,
        "period": f"{format_fiscal_year(plan.first_year)}～{format_fiscal_year(plan.last_year)}",
        "fictitious": plan.notice,
        "provisional": [
            f"{scale.title}は、この計画で定まったものではなく、暫定のものです。"
            f"（出所：{join_lines(scale.origin)}）"
            for scale in plan.scales
            if scale.provisional
        ],
        "day": day and {"year": day.year, "month": day.month, "day": day.day},
        "day_name": day and f"{format_calendar_year(day.year)}{day.month}月{day.day}日",
        "licence": _describe_licence(plan.publication),
        "credit": _credit(plan, heading),
        "contact": plan.publication.contact,
        "glossary": [[term.term, join_lines(term.meaning)] for term in plan.glossary],
        "scales": [_describe_scale(plan, number) for number in range(len(plan.scales))],
        "tool": f"taikou {taikou_cli.__version__}",
    }


def _describe_licence(terms: PublicationTerms) -> dict[str, str] | None:
    if terms.licence is None:
        return None
    name, url = _LICENCES[terms.licence]
    return {"id": terms.licence, "name": name, "url": url}


def _credit(plan: Plan, heading: str) -> str:
    terms = plan.publication
    where = f"（{terms.url}）" if terms.url else ""
    return f"出典：「{plan.title}　{heading}」（{plan.government}）{where}、{terms.licence}"


def _describe_scale(plan: Plan, number: int) -> dict[str, Any]:
    scale = plan.scales[number]
    rows = [
        [grade.code, grade.label, "数える" if grade.counted else "数えない"]
        for grade in scale.grades
    ]
    provisional = "（暫定）" if scale.provisional else ""
    return {
        "table": table(
            f"{scale.title}{provisional}",
            [("区分", SHORT), ("意味", LONG), ("割合の分母", SHORT)],
            rows,
        ),
        "rates": [
            f"{rate.name}＝{'＋'.join(rate.grades)}の数÷{DENOMINATORS[rate.denominator]}の数"
            for rate in scale.rates
        ],
        "origin": f"出所：{join_lines(scale.origin)}",
    }
