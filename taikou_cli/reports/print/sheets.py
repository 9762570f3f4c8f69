"""An item's sheet (個票) as plain data."""

from collections.abc import Iterator
from typing import Any

from taikou_cli.model.evaluation import Evaluation, Evidence, Opinion
from taikou_cli.model.plan import Plan
from taikou_cli.progress.wording import EMPTY, PENDING_REASONS
from taikou_cli.reports.indicator_view import IndicatorView
from taikou_cli.reports.print.footnotes import Footnotes
from taikou_cli.reports.print.pictures import Pictures
from taikou_cli.reports.print.tables import COUNT, SHORT, TEXT, table
from taikou_cli.reports.wording import format_month
from taikou_cli.reports.year_view import ItemSheet, YearView

_STORY = {"achievements": "取組実績", "factors": "要因分析", "issues": "課題", "review": "見直し"}


class Sheets:
    """Describes the items of a year, in the order in which they are read."""

    def __init__(self, view: YearView, pictures: Pictures) -> None:
        self._view = view
        self._pictures = pictures
        self._notes = Footnotes(view.plan.glossary)

    def describe(self, sheet: ItemSheet) -> dict[str, Any]:
        """Describe an item."""
        evaluation = sheet.evaluation
        return {
            "number": sheet.number,
            "title": f"実施項目{sheet.number}　{name_item(sheet, self._view.plan)}",
            "grade": name_grade(sheet),
            "facts": [list(fact) for fact in _iter_facts(sheet)],
            "notices": list(_iter_notices(sheet, evaluation)) if evaluation else [],
            "corrections": list(_iter_corrections(evaluation)) if evaluation else [],
            "actions": self._describe_actions(sheet) if sheet.actions else None,
            "indicators": [self.describe_indicator(one) for one in sheet.indicators],
            "story": self._describe_story(sheet),
            "opinions": [self._describe_opinion(one) for one in _opinions(evaluation)],
            "evidence": [_describe_evidence(one) for one in evaluation.evidence]
            if evaluation
            else [],
            "empty": _say_empty(sheet),
        }

    def describe_indicator(self, indicator: IndicatorView) -> dict[str, Any]:
        """Describe an indicator with its picture, if it has numbers."""
        unit = f"（{indicator.unit}）" if indicator.unit else ""
        status = "未確定" if indicator.pending else indicator.achievement.status or EMPTY
        return {
            "name": f"{indicator.name}{unit}",
            "facts": [
                ["達成率", self._view.ratio(indicator)],
                ["状況", status],
                ["基準値", indicator.baseline or EMPTY],
            ],
            "table": self._describe_years(indicator),
            "picture": self._pictures.draw_indicator(self._view, indicator),
            "notes": [*_iter_pending(indicator), *indicator.notes],
        }

    def _describe_years(self, indicator: IndicatorView) -> dict[str, Any]:
        years = sorted({*self._view.years, *indicator.targets, *indicator.actuals})
        rows = [
            [f"{year}年度", indicator.targets.get(year, EMPTY), indicator.actuals.get(year, EMPTY)]
            for year in years
        ]
        columns = [("年度", SHORT), ("目標値", COUNT), ("実績値", COUNT)]
        return table(f"{indicator.name}の目標値と実績値", columns, rows)

    def _describe_actions(self, sheet: ItemSheet) -> dict[str, Any]:
        rows = [
            [
                action.title,
                action.planned or EMPTY,
                (action.status or "未記入") if action.is_in_force else "実施期間外",
                (action.note or EMPTY) if action.is_in_force else EMPTY,
            ]
            for action in sheet.actions
        ]
        planned = f"{self._view.fiscal_year}年度の予定"
        columns = [("取組", TEXT), (planned, TEXT), ("状況", SHORT), ("説明", TEXT)]
        return table("具体的な取組", columns, rows)

    def _describe_story(self, sheet: ItemSheet) -> list[dict[str, Any]]:
        evaluation = sheet.evaluation
        if evaluation is None:
            return []
        own = evaluation.self_evaluation
        if not (sheet.standing.grade or own.achievements):
            return []
        return [
            {"name": name, "paragraphs": self._notes.annotate(getattr(own, field))}
            for field, name in _STORY.items()
        ]

    def _describe_opinion(self, opinion: Opinion) -> dict[str, Any]:
        later = opinion.follow_up
        return {
            "who": name_member(opinion),
            "opinion": self._notes.annotate(opinion.opinion),
            "response": self._notes.annotate(opinion.response, "検討中"),
            "later": self._notes.annotate(later) if later else [],
        }


def name_item(sheet: ItemSheet, plan: Plan) -> str:
    """Give an item's title with the mark of the data plan."""
    item = sheet.place.item
    return (
        f"{item.title} {plan.data_plan.mark}" if item.data_plan and plan.data_plan else item.title
    )


def name_grade(sheet: ItemSheet) -> str:
    """Give the grade with its meaning, or the state."""
    return " ".join(filter(None, (sheet.standing.grade, sheet.grade_label))) or sheet.state


def name_member(opinion: Opinion) -> str:
    """Say whose opinion it is."""
    return f"{opinion.member or '委員（匿名）'}（{opinion.meeting}）"


def name_divisions(sheet: ItemSheet) -> str:
    """Name the divisions, the lead first."""
    return "、".join(sheet.place.divisions) or "未登録"


def _opinions(evaluation: Evaluation | None) -> tuple[Opinion, ...]:
    return evaluation.opinions if evaluation else ()


def _iter_facts(sheet: ItemSheet) -> Iterator[tuple[str, str]]:
    yield "評価", name_grade(sheet)
    if sheet.standing.suggested:
        yield "KPIからの目安", sheet.standing.suggested
    yield "段階", sheet.stage.name if sheet.stage else "ファイルなし"
    yield "取組所属", name_divisions(sheet)
    if not sheet.actions:
        yield "具体的な取組", "未登録"
    if not sheet.indicators:
        yield "KPI", "未登録"
    if sheet.history:
        yield "これまでの評価", "、".join(f"{year}年度 {code}" for year, code in sheet.history)


def _iter_notices(sheet: ItemSheet, evaluation: Evaluation) -> Iterator[str]:
    reason = evaluation.self_evaluation.grade_reason
    if reason:
        yield f"KPIからの目安と違う理由：{reason}"
    pending = evaluation.pending
    if pending:
        when = format_month(pending.expected)
        note = pending.note or ""
        yield f"未確定：{PENDING_REASONS[pending.reason]}。{when}に分かる見込みです。{note}"
    if evaluation.state_reason:
        yield f"{sheet.state}の理由：{evaluation.state_reason}"


def _iter_corrections(evaluation: Evaluation) -> Iterator[str]:
    for one in evaluation.corrections:
        what = f"{one.field}：誤「{one.before}」→正「{one.after}」。{one.why}"
        yield f"訂正（{one.date}）　{what}"


def _iter_pending(indicator: IndicatorView) -> Iterator[str]:
    pending = indicator.pending
    if pending:
        when = format_month(pending.expected)
        yield f"{PENDING_REASONS[pending.reason]}（{when}に分かる見込み）"
        if pending.note:
            yield pending.note


def _describe_evidence(evidence: Evidence) -> dict[str, Any]:
    accessed = f"（{evidence.accessed}確認）" if evidence.accessed else ""
    archived = f"　控え：{evidence.archived}" if evidence.archived else ""
    return {"label": evidence.label, "url": evidence.url, "more": f"{accessed}{archived}"}


def _say_empty(sheet: ItemSheet) -> str | None:
    evaluation = sheet.evaluation
    if evaluation is None:
        return "この年度の評価はまだありません。"
    if sheet.standing.grade or evaluation.self_evaluation.achievements:
        return None
    return "自己評価はまだ記入されていません。"
