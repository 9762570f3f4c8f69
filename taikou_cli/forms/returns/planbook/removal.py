"""What of a row stands in evaluations: that would be lost with it."""

from collections.abc import Iterator
from typing import Any

from taikou_cli.forms.layout.planbook.places import ITEM, Row
from taikou_cli.project.project import Project


class Evidence:
    """The evaluations of a plan, asked about rows of its workbook."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def of(self, table: str, row: Row) -> str:
        """Name the years whose evaluations tell of a row: `2025、2026年度`; empty if none does."""
        years = sorted(set(self._years_of(table, row)))
        return f"{'、'.join(map(str, years))}年度" if years else ""

    def target_years(self, row: Row) -> frozenset[int]:
        """Give the years whose evaluations hold a copy of an indicator's target."""
        return frozenset(
            one.content.fiscal_year
            for one in self._project.evaluations
            if one.content.item == row.above.get(ITEM)
            for result in one.content.kpis
            if result.id == row.record.get("id") and result.target is not None
        )

    def _years_of(self, table: str, row: Row) -> Iterator[int]:
        own = row.record.get("id")
        if table == "kgi":
            for results in self._project.goal_results:
                if any(kgi.id == own for kgi in results.content.kgis):
                    yield results.content.fiscal_year
        for one in self._project.evaluations:
            content: Any = one.content
            if table == "item" and content.item == row.record["number"]:
                yield content.fiscal_year
            told = {"action": content.actions, "kpi": content.kpis}.get(table, ())
            if content.item == row.above.get(ITEM) and any(result.id == own for result in told):
                yield content.fiscal_year
