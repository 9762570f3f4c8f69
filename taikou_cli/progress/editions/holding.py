"""What an edition holds fast of a plan: all figures of its year and every published value."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from taikou_cli.model.publication import Edition, SourceFile
from taikou_cli.progress.contract import describe_figures
from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.as_of import known_in, without_later
from taikou_cli.project.project import Document, Project
from taikou_cli.project.published_text import digest_leaves, digest_text, write_keys

# What follows from the counts, and what the editions of other years hold.
_FOLLOWING = {"shares", "changes"}
_WRITTEN = {"actual", "target"}
_ELSEWHERE = {"fiscal_year", "years", "items"}


def hold_figures(project: Project, fiscal_year: int) -> dict[str, Any]:
    """Give all figures of a year, by the names of the JSON contract.

    Shares follow from the counts and are left out; the results of each item are one digest.

    Args:
        project: The whole plan.
        fiscal_year: The year.

    Raises:
        TaikouError: The outline, its goals or its organisation could not be loaded.
    """
    figures = compute_figures(project, fiscal_year)
    plan, described = figures.plan, describe_figures(figures)
    held = {key: _drop(part) for key, part in described.items() if key not in _ELSEWHERE}
    rounding = {"method": plan.rounding.method, "decimals": plan.rounding.decimals}
    items = {str(item["number"]): _digest_results(item) for item in described["items"]}
    return {"rounding": rounding, **held, "items": items}


def list_sources(project: Project, fiscal_year: int) -> dict[str, Document[Any]]:
    """Give every file that outputs about a year read, as known in that year, by its path."""
    return dict(sorted(known_in(project, fiscal_year).documents().items()))


def hold_sources(
    project: Project, fiscal_year: int, templates: Mapping[str, str]
) -> Iterator[SourceFile]:
    """Yield every file that an edition is made from, with what it publishes.

    Args:
        project: The whole plan.
        fiscal_year: The year.
        templates: The SHA-256 of the plan's own templates by their paths from the data folder.
    """
    prefix = project.path_of("")
    for path, document in list_sources(project, fiscal_year).items():
        yield SourceFile(
            path=path.removeprefix(prefix),
            sha256=hash_file(project, path),
            keys=write_keys(digest_leaves(document.content)),
        )
    for name, digest in sorted(templates.items()):
        yield SourceFile(path=name, sha256=digest)


@lru_cache(maxsize=2)
def find_untouched(project: Project) -> frozenset[int]:
    """Give the published years of whose last edition the files are the very same."""
    return frozenset(
        one.content.fiscal_year
        for one in project.publications
        if _is_untouched(project, one.content.fiscal_year, one.content.last)
    )


@lru_cache(maxsize=2)
def find_unproven(project: Project) -> frozenset[tuple[int, int]]:
    """Give the editions, by year and number, that are not proven to say what was written."""
    return frozenset(
        (one.content.fiscal_year, edition.number)
        for one in project.publications
        for edition in one.content.editions
        if not edition.is_sealed
    )


def _is_untouched(project: Project, fiscal_year: int, edition: Edition) -> bool:
    held = {project.path_of(one.path): one for one in edition.sources if one.keys is not None}
    documents = without_later(project, fiscal_year).documents().items()
    known = {path for path, one in documents if _begins(one, fiscal_year) <= fiscal_year}
    if held.keys() != known:
        return False
    hashes = _hash_files(project)
    return all(hashes[path] == source.sha256 for path, source in held.items())


def _begins(document: Document[Any], otherwise: int) -> int:
    """Give the fiscal year from which on outputs read a file."""
    first_year = getattr(document.content, "first_year", None)
    return document.fiscal_year or first_year or otherwise


def compare_figures(
    project: Project, fiscal_year: int, edition: Edition
) -> list[tuple[str, object, object]]:
    """Give the figures of an edition that come out otherwise now: name, held, present."""
    now = list_figures(hold_figures(project, fiscal_year))
    held = list_figures(edition.figures)
    return [(name, value, now.get(name)) for name, value in held.items() if now.get(name) != value]


def hash_file(project: Project, path: str) -> str:
    """Give the SHA-256 of a file by its text."""
    return _hash_files(project)[path]


@lru_cache(maxsize=2)
def _hash_files(project: Project) -> dict[str, str]:
    """Hash every file once: an edition of each published year asks for nearly all of them."""
    return {path: _hash_text(project.texts[path]) for path in project.documents()}


def _hash_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def list_figures(figures: Any, name: str = "") -> dict[str, Any]:
    """Give every number of figures by its name: `policies.3.rates.success.denominator`."""
    if isinstance(figures, Mapping):
        named = figures.items()
    elif isinstance(figures, list | tuple):
        named = {_name_entry(one, index): one for index, one in enumerate(figures)}.items()
    else:
        return {name: figures}
    lead = f"{name}." if name else ""
    return {
        below: value
        for key, part in named
        for below, value in list_figures(part, f"{lead}{key}").items()
    }


def _name_entry(entry: Any, index: int) -> Any:
    known = entry if isinstance(entry, Mapping) else {}
    return known.get("id", known.get("number", known.get("code", index + 1)))


def _drop(described: Any) -> Any:
    if isinstance(described, dict):
        return {key: _drop(part) for key, part in described.items() if key not in _FOLLOWING}
    return [_drop(part) for part in described] if isinstance(described, list) else described


def _digest_results(item: Mapping[str, Any]) -> str:
    """Give the digest of what is computed of an item; what is written is known by its keys."""
    kpis = [{key: one[key] for key in one.keys() - _WRITTEN} for one in item["kpis"]]
    described = {**item, "kpis": kpis}
    return digest_text(json.dumps(described, sort_keys=True, ensure_ascii=False))
