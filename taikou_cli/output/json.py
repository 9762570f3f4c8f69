"""Findings as JSON, as scripts rely on it."""

from taikou_cli.base.findings import CheckResult, Finding, Severity
from taikou_cli.base.printed_json import dump_json


def render(result: CheckResult) -> str:
    """Give one JSON object, in ASCII: it stays valid JSON whatever the console's encoding is."""
    document = {
        "summary": {
            "errors": result.count_of(Severity.ERROR),
            "warnings": result.count_of(Severity.WARNING),
            "infos": result.count_of(Severity.INFO),
            "files": result.file_count,
        },
        "findings": [_build_entry(finding) for finding in result.findings],
    }
    return dump_json(document)


def _build_entry(finding: Finding) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.position.line,
        "column": finding.position.column,
        "message": finding.message,
        "hint": finding.hint,
    }
