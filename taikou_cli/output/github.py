"""Findings as GitHub's workflow commands: annotations at the lines of a pull request."""

from taikou_cli.base.findings import CheckResult, Finding, Severity
from taikou_cli.base.japanese_text import reveal_controls

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(result: CheckResult) -> str:
    """Give one command a line, columns in characters; nothing where there are no findings."""
    return "".join(f"{_write(finding)}\n" for finding in result.findings)


def _write(finding: Finding) -> str:
    at = finding.position
    properties = {
        "file": finding.path,
        "line": str(at.line),
        "col": str(at.column),
        **({"endColumn": str(at.end_column)} if at.end_column else {}),
        "title": finding.code,
    }
    named = ",".join(f"{name}={_escape_property(text)}" for name, text in properties.items())
    message = f"{finding.code} {finding.message}\n直し方: {finding.hint}"
    return f"::{_LEVELS[finding.severity]} {named}::{_escape(message)}"


def _escape(text: str) -> str:
    text = reveal_controls(text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
