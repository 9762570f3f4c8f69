"""`taikou show`: one item, policy or goal in the terminal."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import join_lines, list_numbers, to_half_width
from taikou_cli.cli.console import Words, build_console
from taikou_cli.cli.console import show as print_parts
from taikou_cli.cli.options import DataOption, YearOption

if TYPE_CHECKING:
    from taikou_cli.project.project import Project
    from taikou_cli.reports.plan_view import GoalView, ItemView, PlanView, PolicyView
    from taikou_cli.reports.year_view import ItemSheet, YearView

Row = tuple[str, str]
"""A label and what stands beside it."""

HELP = "実施項目・方針・目標のどれか一つの内容を表示します。"
EXAMPLE = "例： taikou show 15 --year 2025"

_TARGET = re.compile(
    r"(?P<kind>実施項目|項目|item|方針|policy|目標|goal)? *(?P<number>[0-9]{1,3})", re.IGNORECASE
)
_POLICY_WORDS = {"方針", "policy"}
_GOAL_WORDS = {"目標", "goal"}
_UNREGISTERED = "未登録"


def show(
    target: Annotated[
        list[str],
        typer.Argument(
            metavar="番号", help="15、方針7、目標2のように指定します。", show_default=False
        ),
    ],
    data: DataOption = None,
    year: YearOption = None,
) -> int:
    """Show one part of the plan; an item with its evaluation of the year, or of the last one."""
    from taikou_cli.cli.soundness import warn_of_unread
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.reports.plan_view import build_plan_view

    kind, number = _parse_target(" ".join(target))
    project = load_project(find_data_folder(Path.cwd(), data))
    warn_of_unread(project)
    view = build_plan_view(_choose_plan(project, kind, number, year))
    heading, rows = _find(view, kind, number)
    if kind == "item" and (year or project.evaluated_years()):
        rows += _describe_year(project, number, year)
    _print_card(heading, rows, view.plan.notice)
    return 0


def _choose_plan(project: "Project", kind: str, number: int, year: int | None) -> "Project":
    """Give the plan as of the year, if one is named; an item that begins later is shown as it is."""
    from taikou_cli.progress.figures import choose_year
    from taikou_cli.project.as_of import as_of

    if year is None:
        return project
    then = as_of(project, choose_year(project, year))
    return project if kind == "item" and number not in then.items_by_number() else then


def _parse_target(text: str) -> tuple[str, int]:
    match = _TARGET.fullmatch(to_half_width(text).strip())
    if match is None:
        raise TaikouError(
            f"「{text}」が何を指すか分かりません。",
            "「15」「方針7」「目標2」のように番号で指定してください。",
        )
    word = (match["kind"] or "").lower()
    kind = "goal" if word in _GOAL_WORDS else "policy" if word in _POLICY_WORDS else "item"
    return kind, int(match["number"])


def _find(view: "PlanView", kind: str, number: int) -> tuple[str, list[Row]]:
    if kind == "goal":
        found = [_describe_goal(goal) for goal in view.goals if goal.goal.number == number]
        name, known = "目標", [goal.goal.number for goal in view.goals]
    elif kind == "policy":
        found = [
            _describe_policy(view, policy)
            for policy in view.policies
            if policy.policy.number == number
        ]
        name, known = "方針", [policy.policy.number for policy in view.policies]
    else:
        found = [_describe_item(view, item) for item in view.items if item.item.number == number]
        name, known = "実施項目", [item.item.number for item in view.items]
    if not found:
        raise TaikouError(
            f"{name}{number}はありません。", f"{list_numbers(known)} の番号を指定してください。"
        )
    return found[0]


def _describe_goal(goal: "GoalView") -> tuple[str, list[Row]]:
    rows = [("要約", _flow(goal.goal.summary))]
    rows += [(f"方針{policy.policy.number}", _name_policy(policy)) for policy in goal.policies]
    return f"目標{goal.goal.number} {goal.goal.title}", rows


def _name_policy(policy: "PolicyView") -> str:
    numbers = list_numbers(item.item.number for item in policy.items)
    return f"{policy.policy.title}（実施項目 {numbers or 'なし'}）"


def _describe_policy(view: "PlanView", policy: "PolicyView") -> tuple[str, list[Row]]:
    mark = view.plan.data_plan.mark if view.plan.data_plan else ""
    goal = policy.goal
    rows = [("目標", f"{goal.number} {goal.title}"), ("要約", _flow(policy.policy.summary))]
    rows += [
        (f"項目{item.item.number}", f"{item.item.title}{mark if item.item.data_plan else ''}")
        for item in policy.items
    ]
    return f"方針{policy.policy.number} {policy.policy.title}", rows


def _describe_item(view: "PlanView", item: "ItemView") -> tuple[str, list[Row]]:
    content = item.item
    rows = [
        ("目標", f"{item.goal.number} {item.goal.title}"),
        ("方針", f"{item.policy.number} {item.policy.title}"),
        ("事業例", "\n".join(content.examples) or "（大綱に記載なし）"),
        ("取組所属", "、".join(item.divisions) or _UNREGISTERED),
        ("取組", "\n".join(action.title for action in content.actions) or _UNREGISTERED),
        (
            "KPI",
            "\n".join(f"{kpi.name}（{kpi.unit or '単位は未定'}）" for kpi in content.kpis)
            or _UNREGISTERED,
        ),
    ]
    if content.data_plan and view.plan.data_plan:
        rows.insert(2, (view.plan.data_plan.mark, f"{view.plan.data_plan.title}の取組項目"))
    rows += [
        (str(revision.date), f"{revision.what}（{revision.why}）") for revision in content.revisions
    ]
    return f"実施項目{content.number} {content.title}", rows


def _describe_year(project: "Project", number: int, wanted: int | None) -> list[Row]:
    from taikou_cli.base.fiscal_year import format_fiscal_year
    from taikou_cli.progress.figures import choose_year, compute_figures
    from taikou_cli.reports.year_view import build_year_view

    year = choose_year(project, wanted)
    view = build_year_view(compute_figures(project, year))
    sheet = next((sheet for sheet in view.sheets if sheet.number == number), None)
    heading = ("", f"── {format_fiscal_year(year)}の評価 ──")
    if sheet is None:
        return [heading, ("状態", "この年度には実施していません")]
    return [heading, *_describe_sheet(view, sheet)]


def _describe_sheet(view: "YearView", sheet: "ItemSheet") -> Iterator[Row]:
    yield "評価", sheet.standing.grade or sheet.state
    if sheet.standing.suggested:
        yield "KPIの目安", sheet.standing.suggested
    yield "段階", sheet.stage.name if sheet.stage else "ファイルなし"
    if sheet.history:
        yield "これまで", "、".join(f"{year}年度 {code}" for year, code in sheet.history)
    for action in sheet.actions:
        yield "取組", f"{action.title}： {action.status or '未記入'}"
    for indicator in sheet.indicators:
        actual = indicator.actuals.get(view.fiscal_year, "未確定" if indicator.pending else "－")
        target = indicator.targets.get(view.fiscal_year, "－")
        status = indicator.achievement.status or "－"
        figures = f"実績 {actual}／目標 {target}　達成率 {view.ratio(indicator)}　{status}"
        unit = f"（{indicator.unit}）" if indicator.unit else ""
        notes = "".join(f"\n※{note}" for note in indicator.notes)
        yield "KPI", f"{indicator.name}{unit}： {figures}{notes}"
    if sheet.evaluation:
        own = sheet.evaluation.self_evaluation
        yield "取組実績", _flow(own.achievements, "未記入")
        yield "要因分析", _flow(own.factors, "未記入")
        yield "課題", _flow(own.issues, "未記入")
        yield "見直し", _flow(own.review, "未記入")
        for opinion in sheet.evaluation.opinions:
            yield "委員会意見", f"{opinion.member or '匿名'}： {_flow(opinion.opinion)}"
            yield "県の対応", _flow(opinion.response, "検討中")
            if opinion.follow_up:
                yield "その後", _flow(opinion.follow_up)
        for evidence in sheet.evaluation.evidence:
            yield "根拠資料", f"{evidence.label}　{evidence.url or ''}".rstrip("　")
        for correction in sheet.evaluation.corrections:
            change = f"誤「{correction.before}」→正「{correction.after}」"
            yield "訂正", f"{correction.date} {correction.field}： {change}"


def _flow(text: str | None, otherwise: str = _UNREGISTERED) -> str:
    return join_lines(text) if text else otherwise


def _print_card(heading: str, rows: list[Row], notice: str | None) -> None:
    from rich.table import Table

    console = build_console()
    if notice:
        print_parts(console, notice, style="bold yellow")
    print_parts(console, Words(heading, "bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="cyan")
    grid.add_column()
    for label, value in rows:
        grid.add_row(Words(label), Words(value, "dim" if value == _UNREGISTERED else ""))
    print_parts(console, grid)
