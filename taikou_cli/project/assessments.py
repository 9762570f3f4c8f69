"""Every assessment of a plan with where it stands: of items, of goals and policies, of the period."""

from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.branches import LISTS
from taikou_cli.model.evaluation import Assessment, Evaluation, PeriodEvaluation, Summaries
from taikou_cli.project.project import Project


class Placed(NamedTuple):
    """An assessment.

    Attributes:
        path: Its file.
        route: Where it stands there.
        fiscal_year: The year of the file; None of the period's.
        item: The number of the item that it is of; None of the plan, a goal or a policy.
        one: The assessment.
    """

    path: str
    route: Route
    fiscal_year: int | None
    item: int | None
    one: Assessment


def iter_assessments(project: Project) -> Iterator[Placed]:
    """Yield all assessments."""
    evaluations: list[tuple[str, int | None, Evaluation | PeriodEvaluation]] = [
        (document.path, document.content.fiscal_year, document.content)
        for document in project.evaluations
    ]
    evaluations += [(document.path, None, document.content) for document in project.period]
    for path, year, evaluation in evaluations:
        for index, one in enumerate(evaluation.assessments):
            yield Placed(path, ("assessments", index), year, evaluation.item, one)
    for path, year, results in iter_summaries(project):
        for route, told in _iter_parts(results):
            for index, one in enumerate(told):
                yield Placed(path, (*route, "assessments", index), year, None, one)


def iter_summaries(project: Project) -> Iterator[tuple[str, int | None, Summaries]]:
    """Yield path, year and content of every file of 総括; the period's has no year."""
    for document in project.goal_results:
        yield document.path, document.content.fiscal_year, document.content
    for whole in project.period_results:
        yield whole.path, None, whole.content


def _iter_parts(results: Summaries) -> Iterator[tuple[Route, tuple[Assessment, ...]]]:
    yield (), results.assessments
    for level, parts in results.parts.items():
        for index, part in enumerate(parts):
            yield (LISTS[level], index), part.assessments
