"""What one file says → its document, and what is wrong with it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from taikou_cli.base.findings import Problem
from taikou_cli.model.documents import DocumentMatch
from taikou_cli.model.record import Record
from taikou_cli.project.project import Document
from taikou_cli.project.schema_problems import describe_errors
from taikou_cli.store.document_reading import Reading
from taikou_cli.store.fault import Fault, shorten
from taikou_cli.store.yaml_reading import YamlValue


class LoadedFile(NamedTuple):
    """What loading made of one file.

    Attributes:
        text: Its text; None if it could not be decoded.
        document: Its content; None if it does not meet its schema, or has none.
        faults: What is wrong, each with the name of the rule that reports it.
    """

    text: str | None
    document: Document[Any] | None
    faults: tuple[tuple[str, Problem], ...]


def load_file(path: str, reading: Reading, match: DocumentMatch) -> LoadedFile:
    """Give what a file says its meaning.

    Args:
        path: The path by which findings call it.
        reading: What it says.
        match: What it is for.
    """
    faults = _add_slips(reading, match.kind.model)
    told = [(fault.kind, describe_fault(path, fault)) for fault in faults]
    document = None
    if reading.data is not None:
        try:
            content = match.kind.model.model_validate(reading.data)
        except ValidationError as error:
            told += _describe_mismatch(path, reading.text or "", error, match.kind.model)
        else:
            document = Document(path, content, match.number, match.fiscal_year)
    return LoadedFile(reading.text, document, tuple(told))


def _add_slips(reading: Reading, model: type[Record]) -> tuple[Fault, ...]:
    """Add to what made a file unreadable what would be wrong with its shape after that."""
    if not reading.text or all(fault.kind != "yaml-syntax" for fault in reading.faults):
        return reading.faults
    from taikou_cli.project.mending import mend_file

    mending = mend_file(reading.text, model)
    told = {fault.at for fault in reading.faults}
    more = [fault for fault in mending.faults if fault.at not in told] if mending else []
    return shorten((*reading.faults, *more))


def _describe_mismatch(
    path: str, text: str, error: ValidationError, model: type[Record]
) -> Iterator[tuple[str, Problem]]:
    """Say why a file does not meet its schema: slips of the keyboard first, then what remains."""
    from taikou_cli.project.mending import mend_shapes  # only a file with errors needs it

    remaining: ValidationError | None = error
    if mending := mend_shapes(text, model):
        yield from ((fault.kind, describe_fault(path, fault)) for fault in mending.faults)
        remaining = _find_mismatch(mending.data, model)
    if remaining:
        yield from describe_errors(remaining, model, path)


def _find_mismatch(data: YamlValue, model: type[Record]) -> ValidationError | None:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return error
    return None


def describe_fault(path: str, fault: Fault) -> Problem:
    """Say of which file a fault is."""
    return Problem(path, fault.message, fault.hint, fault.at)
