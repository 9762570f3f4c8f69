"""A year's evaluations as reports show them. What is internal does not reach a template."""

from collections.abc import Iterator
from dataclasses import dataclass

from taikou_cli.base.fiscal_year import fiscal_year_of
from taikou_cli.base.rounding import format_change
from taikou_cli.model.evaluation import Correction, Evaluation, Opinion, Pending
from taikou_cli.model.item import Revision
from taikou_cli.model.plan import Plan
from taikou_cli.model.workflow import Stage
from taikou_cli.progress.figures import Figures, NamedGroup, stand_all
from taikou_cli.progress.group import CodeFigures, GroupFigures
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.wording import EMPTY, PENDING_REASONS, STATE_NAMES, describe_achievement
from taikou_cli.project.project import Project
from taikou_cli.reports.indicator_view import IndicatorView, build_indicator, build_kgis
from taikou_cli.reports.plan_view import ItemView, PlanView, build_plan_view


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code of a scale: its count, its share, its change from the year before."""

    code: str
    label: str
    count: int
    share: str
    change: str | None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in the year: what was planned, what came of it."""

    title: str
    planned: str | None
    status: str | None
    note: str | None
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """Everything a report says of one item in one year (個票)."""

    place: ItemView
    standing: ItemStanding
    evaluation: Evaluation | None
    stage: Stage | None
    state: str
    grade_label: str | None
    actions: tuple[ActionRow, ...]
    indicators: tuple[IndicatorView, ...]
    history: tuple[tuple[int, str], ...]

    @property
    def number(self) -> int:
        """The item's number."""
        return self.place.item.number

    def grade_in(self, fiscal_year: int) -> str:
        """Give the grade, or the state, of an earlier year."""
        return dict(self.history).get(fiscal_year, EMPTY)


@dataclass(frozen=True, slots=True)
class PendingRow:
    """Something that cannot be told yet: an item, or one of its indicators."""

    sheet: ItemSheet
    indicator: str | None
    reason: str
    expected: str
    note: str | None


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's evaluations, arranged for templates.

    Attributes:
        plan_view: The plan itself.
        figures: The figures, all exact.
        every_sheet: One for each item of the plan, those that ended or have not begun too.
        kgis: The goals' indicators by the goals' numbers.
        standings: Every item in each evaluated year up to that of the report.
    """

    plan_view: PlanView
    figures: Figures
    every_sheet: tuple[ItemSheet, ...]
    kgis: dict[int | str, tuple[IndicatorView, ...]]
    standings: dict[int, tuple[ItemStanding, ...]]

    @property
    def plan(self) -> Plan:
        """The outline."""
        return self.plan_view.plan

    @property
    def fiscal_year(self) -> int:
        """The year."""
        return self.figures.fiscal_year

    @property
    def years(self) -> range:
        """The fiscal years of the plan."""
        return range(self.plan.first_year, self.plan.last_year + 1)

    @property
    def is_evaluated(self) -> bool:
        """Whether any item has a grade: before that, a rate of 0 % would say what is not true."""
        return self.figures.overall.grades.rated > 0

    @property
    def sheets(self) -> tuple[ItemSheet, ...]:
        """The sheets of the items that are in force, discontinued or evaluated that year."""
        return tuple(
            sheet
            for sheet in self.every_sheet
            if sheet.standing.state is not ItemState.NOT_IN_FORCE
        )

    @property
    def idle_sheets(self) -> tuple[ItemSheet, ...]:
        """The sheets of the other items."""
        return tuple(
            sheet for sheet in self.every_sheet if sheet.standing.state is ItemState.NOT_IN_FORCE
        )

    def ratio(self, indicator: IndicatorView) -> str:
        """Write the achievement of an indicator as a percentage, rounded as the plan says."""
        return describe_achievement(indicator.achievement, self.plan.rounding)

    def only_data_plan(self) -> tuple[ItemSheet, ...]:
        """Give the sheets of the statutory data plan."""
        return tuple(sheet for sheet in self.sheets if sheet.place.item.data_plan)

    def sheets_of(self, group: NamedGroup) -> tuple[ItemSheet, ...]:
        """Give the sheets of a group of items."""
        numbers = {standing.item.number for standing in group.standings}
        return tuple(sheet for sheet in self.sheets if sheet.number in numbers)

    def grade_rows(self, group: GroupFigures, *, compare: bool = False) -> tuple[CodeRow, ...]:
        """Give the grades of a group; compared with the year before if that was evaluated."""
        before = self.figures.previous if compare else None
        return tuple(
            _iter_rows(group.grades, self.plan, "items", before.grades if before else None)
        )

    def action_rows(self, group: GroupFigures) -> tuple[CodeRow, ...]:
        """Give the statuses of a group's actions."""
        return tuple(_iter_rows(group.actions, self.plan, "actions", None))

    def indicator_rows(self, group: GroupFigures) -> tuple[CodeRow, ...]:
        """Give the statuses of a group's indicators."""
        return tuple(_iter_rows(group.indicators, self.plan, "kpis", None))

    def iter_opinions(self) -> Iterator[tuple[ItemSheet, Opinion]]:
        """Yield every opinion with its item."""
        for sheet in self.sheets:
            for opinion in sheet.evaluation.opinions if sheet.evaluation else ():
                yield sheet, opinion

    def iter_corrections(self) -> Iterator[tuple[ItemSheet, Correction]]:
        """Yield every correction with its item."""
        for sheet in self.sheets:
            for correction in sheet.evaluation.corrections if sheet.evaluation else ():
                yield sheet, correction

    def iter_corrections_of_period(self) -> Iterator[tuple[int, ItemSheet, Correction]]:
        """Yield every correction of the years up to this with its year and item."""
        sheets = {sheet.number: sheet for sheet in self.every_sheet}
        for year, standings in sorted(self.standings.items()):
            for standing in standings:
                for correction in standing.evaluation.corrections if standing.evaluation else ():
                    yield year, sheets[standing.item.number], correction

    def iter_reviews(self) -> Iterator[tuple[ItemSheet, str]]:
        """Yield what each item changes because of the evaluation."""
        for sheet in self.sheets:
            if sheet.evaluation and sheet.evaluation.self_evaluation.review:
                yield sheet, sheet.evaluation.self_evaluation.review

    def iter_revisions(self, since: int | None = None) -> Iterator[tuple[ItemSheet, Revision]]:
        """Yield the changes of the items.

        Args:
            since: The fiscal year from which on, for every item; None: the changes of the year
                and later of the items that the year has.
        """
        first = self.fiscal_year if since is None else since
        for sheet in self.sheets if since is None else self.every_sheet:
            for revision in sheet.place.item.revisions:
                if fiscal_year_of(revision.date) >= first:
                    yield sheet, revision

    def iter_pending(self) -> Iterator[PendingRow]:
        """Yield what cannot be told yet."""
        for sheet in self.sheets:
            if sheet.evaluation and sheet.evaluation.pending:
                yield _build_pending(sheet, None, sheet.evaluation.pending)
            for indicator in sheet.indicators:
                if indicator.pending:
                    yield _build_pending(sheet, indicator.name, indicator.pending)


def build_year_view(project: Project, figures: Figures) -> YearView:
    """Arrange a year's evaluations.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    plan_view = build_plan_view(project)
    evaluations = project.evaluations_by_item()
    places = {place.item.number: place for place in plan_view.items}
    sheets = tuple(
        _build_sheet(places[number], standing, evaluations.get(number, {}), plan_view.plan)
        for standing in figures.standings
        if (number := standing.item.number) in places
    )
    standings = {
        year: stand_all(project, year)
        for year in project.evaluated_years()
        if year <= figures.fiscal_year
    }
    return YearView(plan_view, figures, sheets, build_kgis(project, figures.fiscal_year), standings)


def _build_sheet(
    place: ItemView, standing: ItemStanding, evaluations: dict[int, Evaluation], plan: Plan
) -> ItemSheet:
    year = standing.fiscal_year
    scale = plan.scale_of("items")
    grade = scale.grade_of(standing.grade) if scale and standing.grade else None
    public = standing.evaluation and standing.evaluation.model_copy(update={"internal_note": None})
    results = {y: {r.id: r for r in e.kpis} for y, e in evaluations.items() if y <= year}
    return ItemSheet(
        place=place,
        standing=standing,
        evaluation=public,
        stage=_find_stage(public, plan),
        state=STATE_NAMES[standing.state],
        grade_label=grade.label if grade else None,
        actions=tuple(_iter_actions(standing, year)),
        indicators=tuple(
            build_indicator(
                one, {y: r[one.indicator.id] for y, r in results.items() if one.indicator.id in r}
            )
            for one in standing.indicators
        ),
        history=tuple(
            (y, e.self_evaluation.grade or STATE_NAMES.get(ItemState(e.state), ""))
            for y, e in sorted(evaluations.items())
            if y < year
        ),
    )


def _find_stage(evaluation: Evaluation | None, plan: Plan) -> Stage | None:
    stages = {stage.id: stage for stage in plan.workflow}
    return stages.get(evaluation.stage) if evaluation else None


def _iter_actions(standing: ItemStanding, year: int) -> Iterator[ActionRow]:
    for action in standing.actions:
        yield ActionRow(
            title=action.action.title,
            planned=action.action.schedule.get(year),
            status=action.result.status if action.result else None,
            note=action.result.note if action.result else None,
            is_in_force=action.is_in_force,
        )


def _iter_rows(
    codes: CodeFigures, plan: Plan, subject: str, before: CodeFigures | None
) -> Iterator[CodeRow]:
    scale = plan.scale_of(subject)
    for code, count in codes.counts.items():
        grade = scale.grade_of(code) if scale else None
        share = codes.shares.get(code)
        yield CodeRow(
            code=code,
            label=grade.label if grade else "",
            count=count,
            share="集計の対象外"
            if share is None
            else _write_share(share.percent, count, codes.rated),
            change=None if before is None else format_change(count - before.counts.get(code, 0)),
        )


def _write_share(percent: object, count: int, rated: int) -> str:
    return f"{percent}％＝{count}/{rated}" if rated else "－"


def _build_pending(sheet: ItemSheet, indicator: str | None, pending: Pending) -> PendingRow:
    reason = PENDING_REASONS[pending.reason]
    return PendingRow(sheet, indicator, reason, pending.expected, pending.note)
