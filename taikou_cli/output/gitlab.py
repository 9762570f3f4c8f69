"""Findings as GitLab's Code Quality report."""

import hashlib
from collections import Counter

from taikou_cli.base.findings import CheckResult, Finding, Severity
from taikou_cli.base.printed_json import dump_json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(result: CheckResult) -> str:
    """Give the report as JSON in ASCII.

    A finding keeps its fingerprint while lines move: it is made of file, rule and message, and
    of a running number where these repeat. The report has lines and no columns.
    """
    seen: Counter[str] = Counter()
    entries = []
    for finding in result.findings:
        key = f"{finding.path}\n{finding.code}\n{finding.message}"
        seen[key] += 1
        entries.append(_build(finding, f"{key}\n{seen[key]}"))
    return dump_json(entries)


def _build(finding: Finding, identity: str) -> dict[str, object]:
    return {
        "description": f"{finding.message} {finding.hint}",
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.position.line}},
    }
