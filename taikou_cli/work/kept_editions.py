"""The year reports of earlier editions, as they were published: made anew from their commits."""

from collections.abc import Iterator, Mapping, Sequence

from taikou_cli.base.errors import TaikouError
from taikou_cli.model.publication import Edition
from taikou_cli.progress.editions.holding import compare_figures
from taikou_cli.project.as_of import without_later
from taikou_cli.project.editions import list_editions
from taikou_cli.project.loading import load_tree
from taikou_cli.project.project import Project
from taikou_cli.publication.edition import Imprint, begin_edition, mark_published
from taikou_cli.reports.document.registry import build_report
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.store.git_command import GitError, find_repository_mark
from taikou_cli.work.source import Source, read_commit, read_earlier

Kept = Mapping[int, Mapping[int, bytes]]
"""The pages of reports by the fiscal year and by the number of the edition."""


def keep_editions(project: Project, years: Sequence[int], source: Source) -> Kept:
    """Give the reports of all editions but the last of each year.

    Of an edition whose commit the source does not descend from, or from which this program does
    not make what was published, there is none.

    Args:
        project: The whole plan.
        years: The fiscal years.
        source: What the plan was read from.

    Raises:
        GitError: The repository does not hold its whole history.
    """
    return {year: dict(_iter_reports(project, year, source)) for year in years}


def keep_committed_editions(project: Project, years: Sequence[int]) -> Kept:
    """Give what `keep_editions` gives of the last commit; nothing where git cannot tell all."""
    has_earlier = any(list_editions(project, year)[1:] for year in years)
    if not has_earlier or find_repository_mark(project.folder) is None:
        return {}
    try:
        return keep_editions(project, years, read_commit(project.folder, "HEAD"))
    except TaikouError:
        return {}


def _iter_reports(project: Project, year: int, source: Source) -> Iterator[tuple[int, bytes]]:
    for edition in list_editions(project, year)[:-1]:
        try:
            earlier = read_earlier(source, edition.commit or "")
            report = _make_report(earlier, year, edition) if earlier else None
        except GitError:
            raise
        except TaikouError:  # it cannot be read as a plan any more
            continue
        if report is not None:
            yield edition.number, report


def _make_report(source: Source, year: int, edition: Edition) -> bytes | None:
    """Make the page of the report as `publish` does; None if its figures are not those recorded."""
    project, _ = mark_published(load_tree(source.data), year, edition.published_on)
    project = begin_edition(project, year, _imprint(edition))
    if compare_figures(project, year, edition):
        return None
    report = build_report("annual", without_later(project, year), year)
    return HtmlWriter(source.templates).write(report).encode("utf-8")


def _imprint(edition: Edition) -> Imprint:
    return Imprint(edition.kind, edition.published_on, edition.commit, edition.tool, edition.why)
