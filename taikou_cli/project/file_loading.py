"""The bytes of one file → its text, its document, and what is wrong with it."""

from typing import Any, NamedTuple

from pydantic import ValidationError

from taikou_cli.base.findings import Problem
from taikou_cli.model.documents import DocumentMatch
from taikou_cli.project.project import Document
from taikou_cli.project.schema_problems import describe_errors
from taikou_cli.store.fault import Fault
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml


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


def load_file(path: str, raw: bytes, match: DocumentMatch | None) -> LoadedFile:
    """Load one file.

    Args:
        path: The path by which findings call it.
        raw: Its bytes.
        match: What it is for; None if nothing.
    """
    text, faults = decode_text(raw)
    told = [(fault.kind, describe_fault(path, fault)) for fault in faults]
    if text is None:
        return LoadedFile(None, None, tuple(told))
    data, faults = read_yaml(text)
    told += [(fault.kind, describe_fault(path, fault)) for fault in faults]
    document = None
    if data is not None and match is not None:
        try:
            content = match.kind.model.model_validate(data)
        except ValidationError as error:
            told += describe_errors(error, match.kind.model, path)
        else:
            document = Document(path, content, match.number, match.fiscal_year)
    return LoadedFile(text, document, tuple(told))


def describe_fault(path: str, fault: Fault) -> Problem:
    """Say of which file a fault is."""
    return Problem(path, fault.message, fault.hint, fault.at)
