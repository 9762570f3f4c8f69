"""The record of a year's editions as YAML: one line for each group of figures and each source."""

import json
from collections.abc import Iterator
from typing import Any

from taikou_cli.model.publication import Edition, Publication, SourceFile
from taikou_cli.store.yaml_writing import write_scalar

_WORDS = ("commit", "tool", "why", "bundle_sha256")


def render_record(publication: Publication) -> str:
    """Give the text of `publications/FY.yaml`."""
    lines = [
        "# taikou publish が書いた公表の記録。手では直さない。",
        f"fiscal_year: {publication.fiscal_year}",
        "editions:",
    ]
    for edition in publication.editions:
        head, *rest = _list_lines(edition)
        lines += [f"  - {head}", *(f"    {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def _list_lines(edition: Edition) -> Iterator[str]:
    yield f"number: {edition.number}"
    yield f"kind: {edition.kind}"
    yield f"published_on: {edition.published_on}"
    for name in _WORDS:
        if (value := getattr(edition, name)) is not None:
            yield f"{name}: {write_scalar(value)}"
    yield "figures:"
    for name, group in edition.figures.items():
        yield from (f"  {line}" for line in _list_group(name, group))
    yield "sources:"
    yield from (f"  - {_write_flow(_describe(source))}" for source in edition.sources)
    if edition.record_sha256 is not None:
        yield f"record_sha256: {write_scalar(edition.record_sha256)}"


def _list_group(name: str, group: Any) -> Iterator[str]:
    if isinstance(group, dict) or not group:
        yield f"{name}: {_write_flow(group)}"
        return
    yield f"{name}:"
    yield from (f"  - {_write_flow(one)}" for one in group)


def _describe(source: SourceFile) -> dict[str, str]:
    return source.model_dump(exclude_none=True)


def _write_flow(value: object) -> str:
    """Write a value on one line: what JSON says, YAML says too."""
    return json.dumps(value, ensure_ascii=False)
