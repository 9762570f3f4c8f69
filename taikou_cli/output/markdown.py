"""Findings as a short Markdown summary, for the page of a CI run."""

from taikou_cli.base.findings import SEVERITY_NAMES, CheckResult, Finding, Severity
from taikou_cli.base.markdown_escape import escape_comment

_MOST_ROWS = 100


def render(result: CheckResult) -> str:
    """Give the counts, and a table of the errors and warnings."""
    errors, warnings, infos = (result.count_of(severity) for severity in Severity)
    counts = f"エラー {errors}件、警告 {warnings}件、情報 {infos}件（{result.file_count}ファイル）"
    shown = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    lines = ["## データの検査", "", counts, ""]
    if shown:
        lines += ["| 重さ | 場所 | 内容 | 直し方 |", "|:--|:--|:--|:--|"]
        lines += [_write_row(finding) for finding in shown[:_MOST_ROWS]]
        lines.append("")
    if len(shown) > _MOST_ROWS:
        lines += [f"ほか{len(shown) - _MOST_ROWS}件", ""]
    return "\n".join(lines)


def _write_row(finding: Finding) -> str:
    place = f"{finding.path}:{finding.position.line}"
    severity = f"{SEVERITY_NAMES[finding.severity]} {finding.code}"
    cells = (severity, place, finding.message, finding.hint)
    return f"| {' | '.join(map(escape_comment, cells))} |"
