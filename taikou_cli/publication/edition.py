"""Makes an edition of a year: what it changes of the plan, and what it holds fast."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.plan import Plan
from taikou_cli.model.publication import Edition, EditionKind, Publication
from taikou_cli.progress.editions.holding import hold_figures, hold_sources
from taikou_cli.progress.workflow import publishable_stage, stages_up_to
from taikou_cli.project.project import Document, Project
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import set_value


class Imprint(NamedTuple):
    """When, why and from what an edition is made.

    Attributes:
        kind: Which kind of edition it is.
        published_on: The day of the publication.
        commit: The commit that is published, if there is one.
        tool: The program and its version.
        why: Why it is made; None for the first publication.
    """

    kind: EditionKind
    published_on: date
    commit: str | None
    tool: str
    why: str | None = None


def find_publication(project: Project, fiscal_year: int) -> Publication | None:
    """Give the record of a year; None if it is not published."""
    found = (one.content for one in project.publications if one.content.fiscal_year == fiscal_year)
    return next(found, None)


def record_of(fiscal_year: int) -> str:
    """Give the path of a year's record below the data."""
    return f"publications/{fiscal_year}.yaml"


def begin_edition(project: Project, fiscal_year: int, imprint: Imprint) -> Project:
    """Give the plan with a new edition that holds nothing yet: every output tells of it already."""
    before = find_publication(project, fiscal_year)
    editions = before.editions if before else ()
    given = imprint._asdict() | {"published_on": imprint.published_on.isoformat()}
    edition = Edition(number=len(editions) + 1, **given, figures={}, sources=())
    return _with_record(
        project, Publication(fiscal_year=fiscal_year, editions=(*editions, edition))
    )


def complete_edition(
    project: Project, fiscal_year: int, templates: Mapping[str, str], bundle_sha256: str
) -> Publication:
    """Give the record with its last edition complete.

    Args:
        project: The plan with the edition begun, as it was published.
        fiscal_year: The year.
        templates: The SHA-256 of the plan's own templates by their paths from the data folder.
        bundle_sha256: The SHA-256 of the bundle.
    """
    record = find_publication(project, fiscal_year)
    if record is None:
        raise ValueError(fiscal_year)
    edition = record.last.model_copy(
        update={
            "bundle_sha256": bundle_sha256,
            "figures": hold_figures(project, fiscal_year),
            "sources": tuple(hold_sources(project, fiscal_year, templates)),
        }
    )
    earlier = (_drop_keys(one) for one in record.editions[:-1])
    return record.model_copy(update={"editions": (*earlier, edition.sealed())})


def mark_published(project: Project, fiscal_year: int, day: date) -> tuple[Project, dict[str, str]]:
    """Bring the evaluations of a year that can be published to the last stage.

    Those that are pending stay where they are; those that were published before keep their day.

    Args:
        project: The plan.
        fiscal_year: The year.
        day: The day of the publication.

    Returns:
        The plan as it is afterwards, and the texts of the files that change, by their paths.
    """
    plan = project.require_outline()
    evaluations, texts = [], {}
    for document in project.evaluations:
        if document.content.fiscal_year == fiscal_year and _is_to_mark(document.content, plan):
            document, texts[document.path] = _mark(project, document, plan, day)  # noqa: PLW2901
        evaluations.append(document)
    marked = replace(project, evaluations=tuple(evaluations), texts={**project.texts, **texts})
    return marked, texts


def _is_to_mark(evaluation: Evaluation, plan: Plan) -> bool:
    needed = publishable_stage(plan)
    if needed is None or evaluation.state == "pending":
        return False
    is_done = evaluation.stage == plan.workflow[-1].id
    return needed in stages_up_to(plan, evaluation.stage) and not is_done


def _mark(
    project: Project, document: Document[Evaluation], plan: Plan, day: date
) -> tuple[Document[Evaluation], str]:
    last, evaluation = plan.workflow[-1].id, document.content
    dates = {last: day} | evaluation.dates
    text = set_value(project.texts[document.path], ("stage",), last, _order_keys)
    text = set_value(text, ("dates", last), dates[last].isoformat(), _order_keys)
    content = evaluation.model_copy(update={"stage": last, "dates": evaluation.dates | dates})
    return replace(document, content=content), text


def _order_keys(route: Route) -> tuple[str, ...]:
    return tuple(fields_at(route, Evaluation)) if not route else ()


def _drop_keys(edition: Edition) -> Edition:
    """Leave out what only the last edition is asked for."""
    sources = tuple(one.model_copy(update={"keys": None}) for one in edition.sources)
    return edition.model_copy(update={"sources": sources}).sealed()


def _with_record(project: Project, record: Publication) -> Project:
    others = (one for one in project.publications if one.content.fiscal_year != record.fiscal_year)
    path = project.path_of(record_of(record.fiscal_year))
    document = Document(path, record, fiscal_year=record.fiscal_year)
    return replace(project, publications=(*others, document))
