"""What one file says → its document, and what is wrong with it."""

from typing import Any, NamedTuple

from pydantic import ValidationError

from taikou_cli.base.findings import Problem
from taikou_cli.model.documents import DocumentMatch
from taikou_cli.project.project import Document
from taikou_cli.project.schema_problems import describe_errors
from taikou_cli.store.document_reading import Reading
from taikou_cli.store.fault import Fault


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
    told = [(fault.kind, describe_fault(path, fault)) for fault in reading.faults]
    document = None
    if reading.data is not None:
        try:
            content = match.kind.model.model_validate(reading.data)
        except ValidationError as error:
            told += describe_errors(error, match.kind.model, path)
        else:
            document = Document(path, content, match.number, match.fiscal_year)
    return LoadedFile(reading.text, document, tuple(told))


def describe_fault(path: str, fault: Fault) -> Problem:
    """Say of which file a fault is."""
    return Problem(path, fault.message, fault.hint, fault.at)
