"""What is to be done next in a year, in one sentence."""

from collections.abc import Mapping

from taikou_cli.base.findings import CheckResult, Severity
from taikou_cli.changes.compare_plans import Change
from taikou_cli.progress.figures import Figures
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.workflow import count_stages, publishable_stage
from taikou_cli.publication.edition import find_publication
from taikou_cli.work.late_items import LateItem


def advise(
    result: CheckResult, figures: Figures, late: tuple[LateItem, ...], changes: list[Change]
) -> Mapping[str, str]:
    """Name the one thing that is to be done next in a year, and where.

    Args:
        result: What the rules find.
        figures: The figures of the year.
        late: The items that are late.
        changes: What is not recorded yet.
    """
    errors = result.count_of(Severity.ERROR)
    item, year = figures.plan.words.item, figures.fiscal_year
    if errors:
        return _step(
            f"誤りが{errors}件あります。まず、下の「検査で見つかったこと」を直してください。",
            "#findings",
        )
    if late:
        return _step(
            f"期限に遅れている項目が{len(late)}件あります。担当の所属に確かめてください。",
            "#delays",
        )
    unrated = [
        one.item.number
        for one in figures.standings
        if one.state in {ItemState.UNRATED, ItemState.CARRIED_OVER}
    ]
    if unrated:
        return _step(
            f"まだ評価していない項目が{len(unrated)}件あります。{item}{unrated[0]}から書いてください。",
            f"/evaluations/{year}/{unrated[0]}",
        )
    if changes:
        return _step("記録していない変更があります。内容を確かめて、記録してください。", "/changes")
    return _advise_of_stages(figures)


def _advise_of_stages(figures: Figures) -> Mapping[str, str]:
    """Name the next step of a year in which everything is written and recorded."""
    plan, year = figures.plan, figures.fiscal_year
    last, ids = publishable_stage(plan), [one.id for one in plan.workflow]
    before = plan.workflow[: ids.index(last.id)] if last else ()
    counts = count_stages(figures.standings, plan)
    for stage, after in zip(before, plan.workflow[1:], strict=False):
        if count := counts[stage.id]:
            return _step(
                f"「{stage.name}」の項目が{count}件あります。そろったら、「{after.name}」に進めてください。",
                f"/year?year={year}#stages",
            )
    if find_publication(figures.project, year) is None:
        return _step(
            f"{year}年度の評価はそろっています。公表する一式を作ってください。",
            f"/year?year={year}#publish",
        )
    return _step(
        f"{year}年度の評価は公表されています。報告書を見て確かめてください。",
        f"/preview?year={year}",
    )


def _step(text: str, address: str) -> Mapping[str, str]:
    return {"text": text, "to": address}
