"""Findings for people: place, source line, caret, message, what to do."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from taikou_cli.base.findings import SEVERITY_NAMES, CheckResult, Finding, Position, Severity
from taikou_cli.base.japanese_text import display_width, reveal_controls, reveal_line
from taikou_cli.project.internal_lines import find_internal_lines

Paint = Callable[[str, str], str]
"""Colours a piece of text for its role: `error`, `warning`, `info`, `place`, `frame`, `ok`."""

_WIDEST_SOURCE = 68


def _paint_nothing(text: str, _role: str) -> str:
    return text


class Screen(NamedTuple):
    """What the findings are shown on.

    Attributes:
        paint: Colours pieces of text.
        measure: Counts the cells that a text takes.
    """

    paint: Paint = _paint_nothing
    measure: Callable[[str], int] = display_width


_PLAIN = Screen()


def render(result: CheckResult, screen: Screen = _PLAIN, *, verbose: bool = False) -> str:
    """Write the findings grouped by file, then a summary.

    Args:
        result: What the rules said.
        screen: What they are shown on.
        verbose: Write each info finding out; otherwise they are counted by rule.
    """
    shown = [f for f in result.findings if verbose or f.severity is not Severity.INFO]
    lines: list[str] = []
    for path, group in groupby(shown, key=lambda finding: finding.path):
        lines += _render_file(path, list(group), result.texts.get(path, ""), screen)
    if not verbose:
        lines += _render_info_counts(result, screen.paint)
    lines.append(_render_summary(result, screen.paint))
    return "\n".join(lines) + "\n"


def render_total(results: Sequence[CheckResult], paint: Paint = _paint_nothing) -> str:
    """Write what several plans come to together."""
    failed = sum(one.has_failed for one in results)
    found = paint(f"誤りのある計画 {failed}件", "error" if failed else "ok")
    return f"{len(results)}計画のうち、{found}。{_write_counts(*results)}\n"


def _render_file(path: str, findings: list[Finding], text: str, screen: Screen) -> Iterator[str]:
    source = text.split("\n")
    internal = find_internal_lines(text)
    yield screen.paint(f"■ {reveal_line(path)}（{len(findings)}件）", "place")
    for finding in findings:
        at = finding.position.line
        line = source[at - 1] if at <= len(source) and at not in internal else ""
        yield from _render_finding(finding, line, screen)
        yield ""


def _render_finding(finding: Finding, line: str, screen: Screen) -> Iterator[str]:
    paint, role = screen.paint, finding.severity.value
    at = finding.position
    label = paint(f"{SEVERITY_NAMES[finding.severity]}[{finding.code}]", role)
    yield f"  {label} {reveal_line(finding.message)}"
    yield f"    {paint('-->', 'frame')} {reveal_line(finding.path)}:{at.line}:{at.column}"
    if line.strip():
        yield from _render_source(line, at, screen, role)
    yield f"    {paint('直し方:', 'frame')} {reveal_line(finding.hint)}"


def _render_source(line: str, at: Position, screen: Screen, role: str) -> Iterator[str]:
    paint, measure = screen
    line = line.replace("\t", "→")
    start = at.column - 1
    end = max(start + 1, (at.end_column or at.column + 1) - 1)
    first, cut = _cut_line(line, start, measure)
    shown, lead = reveal_controls(cut), measure(reveal_controls(line[first:start]))
    width = max(1, measure(reveal_controls(line[start:end])))
    dots = "…" if first else ""
    number = f"{at.line:>5}"
    bar = paint("|", "frame")
    yield f"{paint(number, 'frame')} {bar} {dots}{shown}"
    room = max(1, min(width, measure(shown) - lead)) if shown else 1
    yield f"{' ' * 5} {bar} {' ' * (measure(dots) + lead)}{paint('^' * room, role)}"


def _cut_line(line: str, start: int, measure: Callable[[str], int]) -> tuple[int, str]:
    """Choose the part of a long line that shows the place; say from which character on."""
    first, before = start, 0
    while first > 0 and before + measure(line[first - 1]) <= _WIDEST_SOURCE // 2:
        first -= 1
        before += measure(line[first])
    last = first
    width = 0
    while last < len(line) and width < _WIDEST_SOURCE:
        width += measure(line[last])
        last += 1
    return first, line[first:last] + ("…" if last < len(line) else "")


def _render_info_counts(result: CheckResult, paint: Paint) -> list[str]:
    infos = [finding for finding in result.findings if finding.severity is Severity.INFO]
    counts: dict[str, list[Finding]] = {}
    for finding in infos:
        counts.setdefault(finding.code, []).append(finding)
    if not counts:
        return []
    lines = [paint("■ 情報（--verbose で1件ずつ表示）", "place")]
    lines += [
        f"  {paint(f'情報[{code}]', 'info')} {_summarize(group)}"
        for code, group in sorted(counts.items())
    ]
    return [*lines, ""]


def _summarize(findings: list[Finding]) -> str:
    message = reveal_line(findings[0].message)
    return message if len(findings) == 1 else f"{message} など{len(findings)}件"


def _render_summary(result: CheckResult, paint: Paint) -> str:
    if result.count_of(Severity.ERROR):
        return f"{paint('誤りがあります。', 'error')}{_write_counts(result)}"
    return f"{paint('誤りはありません。', 'ok')}{_write_counts(result)}"


def _write_counts(*results: CheckResult) -> str:
    errors, warnings, infos = (sum(r.count_of(one) for r in results) for one in Severity)
    files = sum(one.file_count for one in results)
    return f"エラー {errors}件、警告 {warnings}件、情報 {infos}件（{files}ファイルを検査）"
