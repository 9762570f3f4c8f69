"""The screens of `taikou status`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.cli.console import Words, show

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from taikou_cli.base.findings import CheckResult
    from taikou_cli.model.words import Words as Called
    from taikou_cli.progress.figures import Figures
    from taikou_cli.progress.group import GroupFigures
    from taikou_cli.project.project import Project
    from taikou_cli.reports.document.outline_parts import Tally
    from taikou_cli.reports.document.source import Outline
    from taikou_cli.work.late_items import LateItem

_MARKED = {"error": "bold red", "warning": "yellow", "ok": "green"}


def print_plan(console: "Console", project: "Project") -> None:
    """Show what of the implementation plan is registered, goal by goal."""
    from taikou_cli.reports.document.outline_parts import count_below, tally
    from taikou_cli.reports.document.source import open_outline

    outline = open_outline(project)
    plan, words = outline.plan, outline.words
    if plan.notice:
        show(console, plan.notice, style="bold yellow")
    show(console, Words(plan.title, "bold"))
    years = map(plan.fiscal_years.name, (plan.first_year, plan.last_year))
    show(console, f"推進期間 {'～'.join(years)}")
    mark = (plan.data_plan.mark,) if plan.data_plan else ()
    below = map(words.of_level, outline.levels[1:])
    table = _build_table(
        words.goal, *below, words.item, *mark, words.division, words.short.action, "KPI"
    )
    for goal in outline.branches:
        counted, parts = tally(outline.items_in(goal)), count_below(outline, (goal,))
        cells = _registered(parts, counted, with_mark=bool(mark))
        table.add_row(Words(goal.part.sign), Words(goal.part.title), *cells)
    total, parts = tally(outline.items), count_below(outline, outline.branches)
    table.add_section()
    table.add_row("", "計", *_registered(parts, total, with_mark=bool(mark)))
    show(console, table)
    if repeated := outline.tell_repeated():
        show(console, repeated)
    _print_missing(console, outline, total)


def print_year(
    console: "Console", figures: "Figures", late: "Sequence[LateItem]", today: date
) -> None:
    """Show how the evaluations of a year stand: states, grades, rates, stages, delays."""
    plan = figures.plan
    show(console)
    show(console, f"{plan.fiscal_years.name(figures.fiscal_year)}の評価", style="bold")
    codes = list(figures.overall.grades.counts)
    table = _build_table(plan.words.goal, "実施中", "評価済", "未確定", "未評価", *codes)
    for goal in figures.goals:
        table.add_row(Words(goal.sign), Words(goal.title), *_evaluated(goal.figures))
    table.add_section()
    table.add_row("", "計", *_evaluated(figures.overall))
    show(console, table)
    if not figures.overall.grades.rated:
        show(console, "評価された項目はまだありません。", style=_MARKED["warning"])
    for line in _describe_rates(figures.overall) if figures.overall.grades.rated else ():
        show(console, line)
    for line in _describe_amounts(figures.overall):
        show(console, line)
    _print_workflow(console, figures)
    _print_late(console, figures, late, today)


def print_findings(console: "Console", result: "CheckResult") -> None:
    """Say in one line whether the data are sound."""
    from taikou_cli.base.findings import Severity

    errors, warnings = result.count_of(Severity.ERROR), result.count_of(Severity.WARNING)
    if errors or warnings:
        show(
            console,
            f"検査： エラー {errors}件、警告 {warnings}件（「taikou validate」で確かめてください）",
            style=_MARKED["error"],
        )
    else:
        show(console, "検査： 誤りはありません", style=_MARKED["ok"])


def _build_table(goal: str, *headings: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.HORIZONTALS, expand=False, pad_edge=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(goal)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _registered(below: Iterable[int], tally: "Tally", *, with_mark: bool) -> list[str]:
    parts = (tally.divisions, tally.actions, tally.kpis)
    counts = (*below, tally.items, *((tally.data_plan,) if with_mark else ()))
    return [*map(str, counts), *(f"{count}/{tally.items}" for count in parts)]


def _evaluated(group: "GroupFigures") -> list[str]:
    from taikou_cli.progress.standing import ItemState

    states = group.states
    unrated = states[ItemState.UNRATED] + states[ItemState.CARRIED_OVER]
    counts = (group.in_force, states[ItemState.RATED], states[ItemState.PENDING], unrated)
    return [*map(str, counts), *map(str, group.grades.counts.values())]


def _describe_rates(group: "GroupFigures") -> Iterator[str]:
    from taikou_cli.progress.wording import describe_rate

    for rate in group.rates:
        yield f"{rate.name} {describe_rate(rate)}"


def _describe_amounts(group: "GroupFigures") -> Iterator[str]:
    from taikou_cli.progress.wording import describe_amount_figure

    for one in group.amounts:
        yield describe_amount_figure(one)


def _print_missing(console: "Console", outline: "Outline", tally: "Tally") -> None:
    words = outline.words
    if tally.is_complete:
        show(
            console,
            f"すべての{words.item}に{words.division}・{words.action}・KPIが登録されています。",
            style=_MARKED["ok"],
        )
        return
    missing = {words.division: tally.divisions, words.action: tally.actions, "KPI": tally.kpis}
    parts = [f"{name} {tally.items - n}項目" for name, n in missing.items() if n < tally.items]
    show(console, f"未登録： {'、'.join(parts)}", style=_MARKED["warning"])
    show(console, "実施計画が定まったら data/items/ の各ファイルに記入してください。")


def _print_workflow(console: "Console", figures: "Figures") -> None:
    from taikou_cli.progress.workflow import count_stages, deadlines_of

    plan = figures.plan
    counts = count_stages(figures.standings, plan)
    names = {"": "ファイルなし"} | {stage.id: stage.name for stage in plan.workflow}
    deadlines = deadlines_of(plan, figures.fiscal_year)
    for id_, count in counts.items():
        if count or id_ in deadlines:
            deadline = f"　期限 {deadlines[id_]}" if id_ in deadlines else ""
            show(console, f"{names[id_]}： {count}項目{deadline}")
    if not deadlines:
        show(console, "この年度の期限は plan.yaml の calendar に登録されていません。", style="dim")


def _print_late(
    console: "Console", figures: "Figures", late: "Sequence[LateItem]", today: date
) -> None:
    from rich.padding import Padding

    from taikou_cli.progress.workflow import deadlines_of

    if late:
        told = f"{today} の時点で {len(late)}項目が期限に遅れています。"
        show(console, told, style=_MARKED["error"])
    elif deadlines_of(figures.plan, figures.fiscal_year):
        told = f"{today} の時点で、期限に遅れている項目はありません。"
        show(console, told, style=_MARKED["ok"])
    divisions = {group.key: group.title for group in figures.divisions}
    for line in _describe_late(late, divisions, figures.plan.words):
        show(console, Padding(Words(line), (0, 0, 0, 2)))


def _describe_late(
    late: "Sequence[LateItem]", names: dict[int | str, str], called: "Called"
) -> Iterator[str]:
    def kind_of(one: "LateItem") -> tuple[str, date, str, str]:
        division = next(iter(one.delay.standing.item.division_ids), "")
        stage = one.delay.stage
        # From the meetings on it is no longer the division that is waited for.
        came = "" if stage.body else "。様式は返送済み" if one.is_returned else "。様式は未着"
        return division, one.delay.deadline, stage.name, came

    for (id_, deadline, stage, came), group in groupby(sorted(late, key=kind_of), kind_of):
        numbers = list_numbers(one.delay.standing.item.number for one in group)
        name = names.get(id_, id_) or f"{called.division}が未登録"
        yield f"{name}： {called.item}{numbers}（「{stage}」の期限 {deadline}{came}）"
