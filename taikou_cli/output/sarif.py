"""Findings as SARIF 2.1.0."""

import hashlib
import re
from collections import Counter
from typing import Any
from urllib.parse import quote

from taikou_cli import __version__
from taikou_cli.base.findings import CheckResult, Finding, Severity
from taikou_cli.base.printed_json import dump_json

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(result: CheckResult) -> str:
    """Give one log with one run, as JSON in ASCII. Rules without a finding are left out."""
    found = {finding.code: finding for finding in result.findings}
    codes = sorted(found)
    driver = {
        "name": "taikou",
        "version": __version__,
        "rules": [_build_rule(found[code], result.manuals.get(code, "")) for code in codes],
    }
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        # As a finding counts them; without a word of it, UTF-16 code units would be meant.
        "columnKind": "unicodeCodePoints",
        "results": [_build_result(f, codes.index(f.code), seen) for f in result.findings],
    }
    return dump_json({"version": "2.1.0", "runs": [run]})


def _build_rule(finding: Finding, manual: str) -> dict[str, Any]:
    title, _, rest = manual.partition("\n\n")
    return {
        "id": finding.code,
        "name": "".join(part.capitalize() for part in finding.name.split("-")),
        "shortDescription": {"text": title or finding.code},
        "fullDescription": {"text": rest or title or finding.code},
        "help": {"text": rest or title or finding.code},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _build_result(finding: Finding, rule: int, seen: Counter[str]) -> dict[str, Any]:
    at = finding.position
    region = {"startLine": at.line, "startColumn": at.column}
    if at.end_column:
        region["endColumn"] = at.end_column
    identity = f"{finding.path}\n{finding.code}\n{finding.message}"
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    seen[digest] += 1
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _write_message(f"{finding.message}\n直し方: {finding.hint}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"},
                    "region": region,
                }
            }
        ],
        # The name that GitHub knows: a finding stays the same one while lines move.
        "partialFingerprints": {"primaryLocationLineHash": f"{digest}:{seen[digest]}"},
    }


def _write_message(text: str) -> str:
    """Keep words in brackets before words in parentheses from being a link (section 3.11.6)."""
    return re.sub(r"[\[\]\\]", r"\\\g<0>", text) if "](" in text else text
