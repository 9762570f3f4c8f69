"""Findings as reviewdog's rdjson."""

from typing import Any

from taikou_cli.base.findings import CheckResult, Finding, Severity
from taikou_cli.base.markdown_escape import quote_references
from taikou_cli.base.printed_json import dump_json

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(result: CheckResult) -> str:
    """Give one DiagnosticResult as JSON in ASCII; its columns count bytes of UTF-8 from 1."""
    document = {
        "source": {"name": "taikou"},
        "diagnostics": [_build(finding, result.line_of(finding)) for finding in result.findings],
    }
    return dump_json(document)


# reviewdog writes the messages into comments of a pull request.
def _build(finding: Finding, line: str) -> dict[str, Any]:
    at = finding.position
    place = {"start": {"line": at.line, "column": _count_bytes(line, at.column)}}
    if at.end_column:
        place["end"] = {"line": at.line, "column": _count_bytes(line, at.end_column)}
    return {
        "message": quote_references(f"{finding.message}\n直し方: {finding.hint}"),
        "location": {"path": finding.path, "range": place},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }


def _count_bytes(line: str, column: int) -> int:
    """Convert a column; one beyond the line, or of a file that could not be read, is kept."""
    before = line[: column - 1]
    return column + len(before.encode("utf-8", "surrogatepass")) - len(before)
