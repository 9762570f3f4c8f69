"""Every assessment of a plan with where it stands: of items, of goals and policies, of the period."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.branches import LISTS
from taikou_cli.model.evaluation import Assessment, Evaluation, Summaries
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.project.project import Project


class Part(NamedTuple):
    """What is assessed: `item`, `goal` or `policy` with its number, or the `plan`, whose number is 1."""

    kind: str
    number: int


class Placed(NamedTuple):
    """An assessment.

    Attributes:
        path: Its file.
        route: Where it stands there.
        fiscal_year: The year of the file; None of the period's.
        part: What it is of.
        one: The assessment.
    """

    path: str
    route: Route
    fiscal_year: int | None
    part: Part
    one: Assessment

    @property
    def item(self) -> int | None:
        """The number of the item that it is of; None of the plan, a goal or a policy."""
        return self.part.number if self.part.kind == "item" else None

    @property
    def key(self) -> str:
        """What tells it from all others: `2026.item.3.1`, `period.plan.1.2`."""
        place = int(self.route[-1]) + 1
        return f"{self.fiscal_year or 'period'}.{self.part.kind}.{self.part.number}.{place}"


class _Told(NamedTuple):
    path: str
    fiscal_year: int | None
    content: Evaluation | PeriodEvaluation


def iter_assessments(project: Project) -> Iterator[Placed]:
    """Yield all assessments."""
    yield from _list_assessments(project)


# Ten rules ask, each of a plan as it is or with its private fields.
@lru_cache(maxsize=2)
def _list_assessments(project: Project) -> tuple[Placed, ...]:
    return tuple(_find_assessments(project))


def _find_assessments(project: Project) -> Iterator[Placed]:
    evaluations = [_Told(d.path, d.content.fiscal_year, d.content) for d in project.evaluations]
    evaluations += [_Told(d.path, None, d.content) for d in project.period]
    for path, year, evaluation in evaluations:
        part = Part("item", evaluation.item)
        for index, one in enumerate(evaluation.assessments):
            yield Placed(path, ("assessments", index), year, part, one)
    for path, year, results in iter_summaries(project):
        for route, part, told in _iter_parts(results):
            for index, one in enumerate(told):
                yield Placed(path, (*route, "assessments", index), year, part, one)


def iter_summaries(project: Project) -> Iterator[tuple[str, int | None, Summaries]]:
    """Yield path, year and content of every file of 総括; the period's has no year."""
    for document in project.goal_results:
        yield document.path, document.content.fiscal_year, document.content
    for whole in project.period_results:
        yield whole.path, None, whole.content


def _iter_parts(results: Summaries) -> Iterator[tuple[Route, Part, tuple[Assessment, ...]]]:
    yield (), Part("plan", 1), results.assessments
    for level, parts in results.parts.items():
        for index, one in enumerate(parts):
            yield (LISTS[level], index), Part(level, one.number), one.assessments
