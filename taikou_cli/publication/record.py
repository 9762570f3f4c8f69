"""The record of a publication: what it was made from and what it said, as YAML."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taikou_cli.model.publication import PublishedFigures
from taikou_cli.progress.figures import Figures
from taikou_cli.progress.published import hash_content, hash_results, summarize
from taikou_cli.project.project import Project
from taikou_cli.store.yaml_writing import write_scalar


class Imprint(NamedTuple):
    """When and from what a publication was made.

    Attributes:
        published_on: The day of the publication.
        commit: The commit that was published, if there is one.
        tool: The program and its version.
    """

    published_on: date
    commit: str | None
    tool: str


def build_record(project: Project, figures: Figures, imprint: Imprint) -> str:
    """Give the text of `publications/FY.yaml`.

    Args:
        project: The plan as it was published.
        figures: The figures of the published year.
        imprint: When and from what the publication was made.
    """
    commit = imprint.commit
    lines = [
        "# taikou publish が書いた公表の記録。手では直さない。",
        f"fiscal_year: {figures.fiscal_year}",
        f"published_on: {imprint.published_on}",
        *([f"commit: {write_scalar(commit)}"] if commit else []),
        f"tool: {write_scalar(imprint.tool)}",
        "sources:",
        *_list_sources(project, figures),
        "figures:",
        *_list_figures(summarize(figures.overall)),
    ]
    return "\n".join(lines) + "\n"


def _list_sources(project: Project, figures: Figures) -> Iterator[str]:
    evaluations = {
        document.path: document.content
        for document in project.evaluations
        if document.content.fiscal_year == figures.fiscal_year
    }
    results = {standing.item.number: hash_results(standing) for standing in figures.standings}
    prefix = f"{project.folder.name}/"
    years = f"{prefix}evaluations/{figures.fiscal_year}/"
    for path, text in sorted(project.texts.items()):
        name = path.removeprefix(prefix)
        if name.startswith(("evaluations/", "publications/")) and not path.startswith(years):
            continue
        yield f"  - path: {write_scalar(name)}"
        yield f"    sha256: {write_scalar(hashlib.sha256(text.encode('utf-8')).hexdigest())}"
        if evaluation := evaluations.get(path):
            yield f"    content: {write_scalar(hash_content(evaluation))}"
            yield f"    results: {write_scalar(results[evaluation.item])}"


def _list_figures(figures: PublishedFigures) -> Iterator[str]:
    yield f"  in_force: {figures.in_force}"
    yield f"  rated: {figures.rated}"
    yield f"  pending: {figures.pending}"
    yield "  grades:" if figures.grades else "  grades: {}"
    for code, count in figures.grades.items():
        yield f"    {write_scalar(code)}: {count}"
    yield "  rates:" if figures.rates else "  rates: []"
    for rate in figures.rates:
        yield f"    - id: {rate.id}"
        yield f"      name: {write_scalar(rate.name)}"
        yield f"      numerator: {rate.numerator}"
        yield f"      denominator: {rate.denominator}"
        if rate.percent is not None:
            yield f'      percent: "{rate.percent}"'
