"""What is listed over all items: opinions, changes, what is pending, corrections."""

from collections.abc import Iterable
from typing import Any

from taikou_cli.progress.wording import EMPTY
from taikou_cli.reports.print.sheets import name_divisions, name_grade, name_item, name_member
from taikou_cli.reports.print.tables import LONG, NAME, SHORT, TEXT, Cell, split_paragraphs, table
from taikou_cli.reports.wording import format_month
from taikou_cli.reports.year_view import ItemSheet, YearView


class Listings:
    """Describes listings; an item that has a sheet in the same report is linked to it."""

    def __init__(self, view: YearView, sheets: Iterable[ItemSheet]) -> None:
        self._view = view
        self._linked = {sheet.number for sheet in sheets}

    def describe_items(self, sheets: Iterable[ItemSheet], caption: str) -> dict[str, Any]:
        """List items with their grades."""
        rows = [
            [
                self._name(sheet),
                name_divisions(sheet),
                name_grade(sheet),
                sheet.stage.name if sheet.stage else "ファイルなし",
            ]
            for sheet in sheets
        ]
        columns = [("実施項目", LONG), ("取組所属", TEXT), ("評価", TEXT), ("段階", SHORT)]
        return table(caption, columns, rows)

    def describe_overview(self) -> dict[str, Any]:
        """List all items as the committee looks at them."""
        rows = [
            [
                self._name(sheet),
                [name_grade(sheet), f"目安 {sheet.standing.suggested or EMPTY}"],
                sheet.grade_in(self._view.fiscal_year - 1),
                split_paragraphs(own.issues if own else None),
                split_paragraphs(own.review if own else None),
            ]
            for sheet in self._view.sheets
            for own in [sheet.evaluation.self_evaluation if sheet.evaluation else None]
        ]
        columns = [
            ("実施項目", TEXT),
            ("自己評価とKPIからの目安", SHORT),
            ("前の年度", SHORT),
            ("課題", TEXT),
            ("見直し", TEXT),
        ]
        return table(f"実施項目の自己評価（{len(rows)}項目）", columns, rows)

    def describe_opinions(self) -> dict[str, Any] | None:
        """List the opinions with what came of them."""
        rows = [
            [
                self._name(sheet),
                name_member(opinion),
                split_paragraphs(opinion.opinion),
                [
                    *split_paragraphs(opinion.response, "検討中"),
                    *(f"その後：{one}" for one in _paragraphs_of(opinion.follow_up)),
                ],
            ]
            for sheet, opinion in self._view.iter_opinions()
        ]
        note = "意見は委員一人ひとりのもので、委員会の総意ではありません"
        columns = [("実施項目", NAME), ("委員・会議", TEXT), ("意見", LONG), ("対応", LONG)]
        return table(f"意見一覧（{len(rows)}件。{note}）", columns, rows) if rows else None

    def describe_reviews(self) -> dict[str, Any] | None:
        """List what each item changes because of the evaluation."""
        rows = [
            [self._name(sheet), split_paragraphs(review)]
            for sheet, review in self._view.iter_reviews()
        ]
        columns = [("実施項目", NAME), ("見直し", LONG)]
        return table(f"評価を受けた見直し（{len(rows)}項目）", columns, rows) if rows else None

    def describe_revisions(self, since: int | None = None) -> dict[str, Any] | None:
        """List how the plan itself was changed, from a fiscal year on or from the report's."""
        named: list[tuple[Cell, Any]] = [("計画全体", one) for one in self._view.plan.revisions]
        named += [(self._name(sheet), one) for sheet, one in self._view.iter_revisions(since)]
        rows = [
            [name, str(one.date), split_paragraphs(one.what), split_paragraphs(one.why)]
            for name, one in named
        ]
        columns = [("対象", NAME), ("日付", SHORT), ("内容", LONG), ("理由", LONG)]
        return table(f"計画の改定（{len(rows)}件）", columns, rows) if rows else None

    def describe_pending(self) -> dict[str, Any] | None:
        """List what cannot be told yet, with the reason and when it can."""
        rows = [
            [
                self._name(row.sheet),
                row.indicator or "項目全体",
                [row.reason, *_paragraphs_of(row.note)],
                format_month(row.expected),
            ]
            for row in self._view.iter_pending()
        ]
        columns = [("実施項目", TEXT), ("指標", TEXT), ("理由", TEXT), ("見込み", SHORT)]
        return table(f"まだ分からないもの（{len(rows)}件）", columns, rows) if rows else None

    def describe_corrections(self, *, of_period: bool = False) -> dict[str, Any] | None:
        """List what was wrong after publication, in this year's evaluation or in every year's."""
        year = self._view.fiscal_year
        rows = [
            [
                self._name(sheet),
                f"{evaluated}年度",
                str(one.date),
                one.field,
                split_paragraphs(str(one.before)),
                split_paragraphs(str(one.after)),
                split_paragraphs(one.why),
            ]
            for evaluated, sheet, one in self._view.iter_corrections_of_period()
            if of_period or evaluated == year
        ]
        columns = [
            ("実施項目", NAME),
            ("評価", SHORT),
            ("日付", SHORT),
            *((name, TEXT) for name in ("箇所", "誤", "正", "理由")),
        ]
        return table(f"正誤表（{len(rows)}件）", columns, rows) if rows else None

    def _name(self, sheet: ItemSheet) -> Cell:
        text = f"{sheet.number}　{name_item(sheet, self._view.plan)}"
        return {"item": sheet.number, "text": text} if sheet.number in self._linked else text


def _paragraphs_of(text: str | None) -> list[str]:
    return split_paragraphs(text) if text else []
