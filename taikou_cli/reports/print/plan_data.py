"""The report of the plan itself as plain data."""

from datetime import date
from typing import Any

from taikou_cli.base.japanese_text import join_lines
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.progress.wording import describe_amount
from taikou_cli.reports.plan_view import GoalView, ItemView, PlanView, Tally
from taikou_cli.reports.print.about import describe_report
from taikou_cli.reports.print.pictures import Pictures
from taikou_cli.reports.print.tables import (
    COUNT,
    LONG,
    NAME,
    TEXT,
    Cell,
    split_paragraphs,
    table,
)
from taikou_cli.reports.wording import format_month, format_when, name_lower_plan

_EMPTY = "未登録"
_NOT_TOLD = "大綱に記載なし"


def describe_plan(view: PlanView, font: str, day: date | None) -> dict[str, Any]:
    """Describe the plan.

    Args:
        view: The plan.
        font: The font family of the pictures.
        day: The day that the report bears; None bears none.
    """
    plan = view.plan
    edition = f"（第{plan.edition}次）" if plan.edition else ""
    return describe_report(plan, "内容と登録の状況", day) | {
        "adopted": f"{format_month(plan.adopted)}策定{edition}",
        "counts": [
            ["目標", str(len(view.goals))],
            ["方針", str(len(view.policies))],
            ["実施項目", str(view.tally.items)],
            *(
                [[f"うち{plan.data_plan.mark}", str(view.tally.data_plan)]]
                if plan.data_plan
                else []
            ),
        ],
        "is_complete": view.tally.is_complete,
        "registered": _describe_registered(view),
        "structure": Pictures(font).draw_structure(view),
        "goals": [_describe_goal(goal, plan) for goal in view.goals],
        "data_plan": _describe_data_plan(view),
        "implementation": [
            _describe_implementation(one.item, plan)
            for one in view.items
            if one.item.actions or one.item.kpis
        ],
        "vision": plan.vision,
        "idea": _describe_idea(plan),
        "turns": _describe_turns(plan),
        "bodies": _describe_bodies(view),
        "management": _prose(
            plan.progress_management.summary if plan.progress_management else None
        ),
        "history": [
            {
                "title": f"{format_when(past)}　{past.title}",
                "paragraphs": split_paragraphs(past.summary),
                "results": [join_lines(result) for result in past.results],
            }
            for past in plan.history
        ],
    }


def _prose(text: str | None) -> list[str]:
    return split_paragraphs(text) if text else []


def _describe_registered(view: PlanView) -> dict[str, Any]:
    mark = view.plan.data_plan.mark if view.plan.data_plan else None
    columns = [
        ("目標", NAME),
        ("方針", COUNT),
        ("実施項目", COUNT),
        *([(mark, COUNT)] if mark else []),
        ("取組所属", COUNT),
        ("具体的な取組", COUNT),
        ("KPI", COUNT),
    ]
    rows = [
        _row_of(f"目標{goal.goal.number}　{goal.goal.title}", len(goal.policies), goal.tally, mark)
        for goal in view.goals
    ]
    total = _row_of("計", len(view.policies), view.tally, mark)
    caption = "目標別の登録の状況（登録済みの項目数／実施項目数）"
    return table(caption, columns, [*rows, total]) | {"total": True}


def _row_of(name: str, policies: int, tally: Tally, mark: str | None) -> list[Cell]:
    registered = (tally.divisions, tally.actions, tally.kpis)
    return [
        name,
        str(policies),
        str(tally.items),
        *([str(tally.data_plan)] if mark else []),
        *(f"{count}／{tally.items}" for count in registered),
    ]


def _describe_goal(goal: GoalView, plan: Plan) -> dict[str, Any]:
    return {
        "title": f"目標{goal.goal.number}　{goal.goal.title}",
        "paragraphs": _prose(goal.goal.summary),
        "policies": [
            {
                "title": f"方針{policy.policy.number}　{policy.policy.title}",
                "paragraphs": _prose(policy.policy.summary),
                "items": _list_items(policy.items, f"方針{policy.policy.number}の実施項目", plan),
            }
            for policy in goal.policies
        ],
    }


def _list_items(items: tuple[ItemView, ...], caption: str, plan: Plan) -> dict[str, Any] | None:
    rows: list[list[Cell]] = [
        [
            f"{one.item.number}　{_name_item(one.item, plan)}",
            list(one.item.examples) or _NOT_TOLD,
            "、".join(one.divisions) or _EMPTY,
            [kpi.name for kpi in one.item.kpis] or _EMPTY,
        ]
        for one in items
    ]
    columns = [("実施項目", LONG), ("事業例", LONG), ("取組所属", TEXT), ("KPI", TEXT)]
    return table(caption, columns, rows) if rows else None


def _name_item(item: Item, plan: Plan) -> str:
    return (
        f"{item.title} {plan.data_plan.mark}" if item.data_plan and plan.data_plan else item.title
    )


def _describe_data_plan(view: PlanView) -> dict[str, Any] | None:
    known = view.plan.data_plan
    if known is None:
        return None
    parts = f"実施項目{view.tally.items}項目のうち{view.tally.data_plan}項目"
    return {
        "title": known.title,
        "paragraph": f"{known.mark}の付いた実施項目は、{known.statute}に定める"
        f"{known.title}の取組項目です。",
        "items": _list_items(
            view.data_plan_items, f"{known.title}の取組項目（{parts}）", view.plan
        ),
    }


def _describe_implementation(item: Item, plan: Plan) -> dict[str, Any]:
    actions = [
        [
            action.title,
            [f"{year}年度：{planned}" for year, planned in sorted(action.schedule.items())]
            or _EMPTY,
        ]
        for action in item.actions
    ]
    kpis = [_row_of_kpi(kpi) for kpi in item.kpis]
    return {
        "title": f"{item.number}　{_name_item(item, plan)}",
        "tables": [
            *(
                [table("具体的な取組", [("取組", TEXT), ("予定", LONG)], actions)]
                if actions
                else []
            ),
            *(
                [table("KPI", [("指標（単位）", LONG), ("基準値", TEXT), ("目標値", TEXT)], kpis)]
                if kpis
                else []
            ),
        ],
    }


def _row_of_kpi(kpi: Indicator) -> list[Cell]:
    baseline = kpi.baseline
    targets = [
        f"{year}年度：{describe_amount(value, kpi.decimals)}"
        for year, value in sorted(kpi.targets.items())
    ]
    return [
        f"{kpi.name}（{kpi.unit}）" if kpi.unit else kpi.name,
        f"{describe_amount(baseline.value, kpi.decimals)}（{baseline.fiscal_year}年度）"
        if baseline
        else _EMPTY,
        targets or _EMPTY,
    ]


def _describe_idea(plan: Plan) -> list[dict[str, Any]]:
    parts: list[tuple[str, list[str]]] = []
    if plan.background:
        parts.append(("策定の趣旨", split_paragraphs(plan.background.summary)))
    if plan.positioning:
        place = plan.positioning
        lower = "、".join(map(name_lower_plan, place.lower_plans))
        parts.append(
            (
                "位置付け",
                [
                    *split_paragraphs(place.summary),
                    f"上位計画：{'、'.join(place.upper_plans)}",
                    f"この大綱が最上位計画となる分野：{'、'.join(place.fields)}",
                    f"下位計画：{lower}",
                ],
            )
        )
    if plan.composition:
        parts.append(("大綱の体系", split_paragraphs(plan.composition.summary)))
    if plan.attitudes:
        attitudes = [
            f"{one.number}　{one.title}：{join_lines(one.summary)}" for one in plan.attitudes
        ]
        parts.append(("職員の取組姿勢", attitudes))
    return [{"title": title, "paragraphs": paragraphs} for title, paragraphs in parts]


def _describe_turns(plan: Plan) -> dict[str, Any] | None:
    if plan.background is None or not plan.background.turns:
        return None
    rows: list[list[Cell]] = [
        [f"第{turn.edition}次　{turn.aim}", list(turn.background), join_lines(turn.direction)]
        for turn in plan.background.turns
    ]
    columns = [("大綱", TEXT), ("背景", LONG), ("方向性", LONG)]
    return table("前の大綱からの転換", columns, rows)


def _describe_bodies(view: PlanView) -> dict[str, Any] | None:
    bodies = sorted(view.organization.bodies, key=lambda body: body.order)
    rows: list[list[Cell]] = [
        [
            f"{body.name}（第三者委員会）" if body.third_party else body.name,
            f"{body.chair.title}：{body.chair.holder}" if body.chair else _NOT_TOLD,
            body.members or _NOT_TOLD,
            join_lines(body.role),
        ]
        for body in bodies
    ]
    columns = [("組織", TEXT), ("長", TEXT), ("構成員", TEXT), ("役割", LONG)]
    return table("推進体制", columns, rows) if rows else None
