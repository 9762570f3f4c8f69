"""A year's report as plain data."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from taikou_cli.base.fiscal_year import format_fiscal_year
from taikou_cli.base.japanese_text import join_lines
from taikou_cli.reports.plan_view import GoalView
from taikou_cli.reports.print.about import describe_report
from taikou_cli.reports.print.figures import (
    describe_groups,
    describe_rates,
    describe_summary,
    describe_years,
)
from taikou_cli.reports.print.listings import Listings
from taikou_cli.reports.print.pictures import Pictures
from taikou_cli.reports.print.sheets import Sheets
from taikou_cli.reports.wording import describe_rounding
from taikou_cli.reports.year_view import ItemSheet, YearView

_DATA_PLAN = "官民データ活用推進計画"


def describe_year(kind: str, view: YearView, font: str, day: date | None) -> dict[str, Any]:
    """Describe a year's report.

    Args:
        kind: `annual`, `data-plan`, `committee` or `final`.
        view: The year.
        font: The font family of the pictures.
        day: The day that the report bears; None bears none.
    """
    figures, is_final = view.figures, kind == "final"
    pictures = Pictures(font)
    shown = _choose_sheets(kind, view)
    listings = Listings(view, shown)
    sheets = Sheets(view, pictures)
    return describe_report(view.plan, _name_report(kind, view), day) | {
        "fiscal_year": view.fiscal_year,
        "year": format_fiscal_year(view.fiscal_year),
        "summary": describe_summary(view, figures.overall, compare=True),
        "grades": pictures.draw_grades(view) if view.is_evaluated else None,
        "heat_map": pictures.draw_heat_map(view) if _has_grades(view) else None,
        "years": describe_years(view),
        "by_goal": describe_groups(view, figures.goals, "目標ごとの集計", "目標"),
        "groups": list(_iter_groups(view)),
        "data_plan": _describe_data_plan(view, listings),
        "goals": [_describe_goal(goal, view, listings, sheets) for goal in view.plan_view.goals],
        "sheets": {str(sheet.number): sheets.describe(sheet) for sheet in shown},
        "overview": listings.describe_overview(),
        "opinions": listings.describe_opinions(),
        "reviews": listings.describe_reviews(),
        "revisions": listings.describe_revisions(view.plan.first_year if is_final else None),
        "pending": listings.describe_pending(),
        "corrections": listings.describe_corrections(of_period=is_final),
        "reading": _describe_reading(view),
    }


def _has_grades(view: YearView) -> bool:
    return any(one.grade for standings in view.standings.values() for one in standings)


def _choose_sheets(kind: str, view: YearView) -> tuple[ItemSheet, ...]:
    """Give the items that have a part of their own in the report."""
    return {
        "annual": view.sheets,
        "data-plan": view.only_data_plan(),
        "committee": (),
        "final": tuple(sheet for sheet in view.every_sheet if sheet.indicators),
    }[kind]


def _name_report(kind: str, view: YearView) -> str:
    year = format_fiscal_year(view.fiscal_year)
    if kind == "final":
        return f"{view.plan.first_year}～{view.fiscal_year}年度の取組結果"
    if kind == "data-plan":
        return f"{view.plan.data_plan.title if view.plan.data_plan else _DATA_PLAN}　{year}の評価"
    return f"{year}の評価" + ("　委員会資料" if kind == "committee" else "")


def _iter_groups(view: YearView) -> Iterator[dict[str, Any]]:
    figures = view.figures
    for groups, name in (
        (figures.policies, "方針"),
        (figures.departments, "部局"),
        (figures.divisions, "取組所属"),
    ):
        if groups:
            yield describe_groups(view, groups, f"{name}ごとの集計", name)
    if any(group.standings for group in figures.attitudes):
        caption = "取組姿勢ごとの集計（一つの項目が複数の姿勢に関わることがあります）"
        yield describe_groups(view, figures.attitudes, caption, "取組姿勢", total=False)


def _describe_data_plan(view: YearView, listings: Listings) -> dict[str, Any] | None:
    marked = view.only_data_plan()
    if not marked:
        return None
    known = view.plan.data_plan
    title = known.title if known else _DATA_PLAN
    return {
        "statute": known.statute if known else None,
        "summary": describe_summary(view, view.figures.data_plan, compare=False),
        "items": listings.describe_items(marked, f"{title}の取組項目（{len(marked)}項目）"),
        "numbers": [sheet.number for sheet in marked],
    }


def _describe_goal(
    goal: GoalView, view: YearView, listings: Listings, sheets: Sheets
) -> dict[str, Any]:
    number = goal.goal.number
    own = [sheet for sheet in view.sheets if sheet.place.goal.number == number]
    figures = next(group.figures for group in view.figures.goals if group.key == number)
    return {
        "title": f"目標{number}　{goal.goal.title}",
        "rates": describe_rates(view, figures),
        "kgis": [sheets.describe_indicator(one) for one in view.kgis.get(number, ())],
        "items": listings.describe_items(own, f"目標{number}の実施項目"),
        "policies": [
            {
                "title": f"方針{policy.policy.number}　{policy.policy.title}",
                "items": [
                    sheet.number
                    for sheet in own
                    if sheet.place.policy.number == policy.policy.number
                ],
            }
            for policy in goal.policies
        ],
    }


def _describe_reading(view: YearView) -> list[str]:
    scale = view.plan.scale_of("items")
    rounding = describe_rounding(view.plan.rounding)
    provisional = (
        [
            f"評価区分はこの計画で定まったものではなく、暫定のものです（出所：{join_lines(scale.origin)}）。"
        ]
        if scale and scale.provisional
        else []
    )
    return [
        f"割合は{rounding}示します。端数処理のため、合計が100％にならない場合があります。",
        "割合の後の「＝」に続くのは、分子と分母です。分母は、率ごとに全項目・評価した項目・実施中の項目のどれかです。",
        "未確定（決算や統計の公表前）の項目は0でも欠落でもなく、評価した項目には数えません。",
        "KPIの達成率は、大きいほどよい指標は実績値÷目標値、小さいほどよい指標は目標値÷実績値です。"
        "ほかの計算をした指標には、その旨を書き添えます。",
        "増減は、減少を▲で、増加を符号なしで示します。",
        "取組所属が複数のときは、先頭の所属に数えます。",
        *provisional,
    ]
