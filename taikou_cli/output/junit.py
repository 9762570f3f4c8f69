"""Findings as JUnit XML: one suite a file, one case a finding."""

from itertools import groupby
from xml.sax.saxutils import quoteattr

from taikou_cli.base.findings import CheckResult, Finding, Severity
from taikou_cli.base.japanese_text import reveal_controls


def render(result: CheckResult) -> str:
    """Give the report. Errors are failures, warnings and infos are skipped cases with a message.

    A plan without findings has one case that passes.
    """
    suites = []
    for path, group in groupby(result.findings, key=lambda finding: finding.path):
        suites.append(_write_suite(path, list(group)))
    if not suites:
        suites.append(
            '  <testsuite name="taikou" tests="1" failures="0" errors="0" skipped="0">\n'
            f'    <testcase classname="taikou" name="{result.file_count}ファイルに誤りなし"/>\n'
            "  </testsuite>\n"
        )
    body = "".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}</testsuites>\n'


def _write_suite(path: str, findings: list[Finding]) -> str:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    skipped = len(findings) - failures
    counts = f'tests="{len(findings)}" failures="{failures}" errors="0" skipped="{skipped}"'
    cases = "".join(_write_case(path, finding) for finding in findings)
    return f"  <testsuite name={_quote(path)} {counts}>\n{cases}  </testsuite>\n"


def _write_case(path: str, finding: Finding) -> str:
    at = finding.position
    name = f"{finding.code} {at.line}行{at.column}桁"
    message = f"{finding.message} 直し方: {finding.hint}（{path}:{at.line}:{at.column}）"
    kind = (
        f'<failure type="{finding.code}" message={_quote(message)}/>'
        if finding.severity is Severity.ERROR
        else f"<skipped message={_quote(message)}/>"
    )
    head = f"    <testcase classname={_quote(path)} name={_quote(name)}>"
    return f"{head}{kind}</testcase>\n"


def _quote(text: str) -> str:
    """Quote an attribute: XML has no control characters, not even as references.

    The log of a CI server is kept from orders, which would stand in `##[…]`.
    """
    plain = reveal_controls(text).replace("\n", " ").replace("\t", " ")
    quoted = quoteattr("".join(c if _is_allowed(c) else "�" for c in plain))
    return quoted.replace("##[", "##&#91;")


def _is_allowed(character: str) -> bool:
    return not ("\ud800" <= character <= "\udfff" or character in "\ufffe\uffff")
