"""What evaluations of items and results of goals have in common, in one shape."""

from collections.abc import Iterator

from taikou_cli.model.evaluation import Evaluation, IndicatorResult
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.project.project import Document, Project


def iter_about_items(
    project: Project,
) -> Iterator[Document[Evaluation] | Document[PeriodEvaluation]]:
    """Yield what is said of items: in every year, and over the whole period."""
    yield from project.evaluations
    yield from project.period


def iter_years(project: Project) -> Iterator[tuple[str, int, int | None]]:
    """Yield path, fiscal year in the content and fiscal year of the folder of every evaluation."""
    for document in project.evaluations:
        yield document.path, document.content.fiscal_year, document.fiscal_year
    for results in project.goal_results:
        yield results.path, results.content.fiscal_year, results.fiscal_year


def iter_results(project: Project) -> Iterator[tuple[str, str, int, tuple[IndicatorResult, ...]]]:
    """Yield path, key in the file, evaluated fiscal year and results of every evaluation."""
    for document in project.evaluations:
        yield document.path, "kpis", document.content.fiscal_year, document.content.kpis
    for results in project.goal_results:
        yield results.path, "kgis", results.content.fiscal_year, results.content.kgis
