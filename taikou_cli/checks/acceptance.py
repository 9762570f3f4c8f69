"""Findings that somebody accepted in place: `# taikou: ignore TK421 理由`.

The comment stands at the end of the finding's line, or on a line of its own above it; for what is
found within a text of several lines, at the line of its key. What makes
a file unreadable (TK0xx, TK1xx) cannot be accepted. A comment that accepts nothing, or gives no
reason, is a finding itself (TK030, TK031).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from taikou_cli.base.findings import Finding, Position

_COMMENT = re.compile(r"(?:^|\s)#\s*taikou:\s*ignore\s*(?P<code>(?:TK[0-9]*)?)(?P<reason>[^\n]*)")
_OF_PUBLISHED = ("TK601", "TK602", "TK603", "TK604", "TK605", "TK608")
NEVER = ("TK0", "TK1", *_OF_PUBLISHED)
"""Beginnings of the codes that cannot be accepted: only an edition accepts what it published."""


class Acceptance(NamedTuple):
    """A comment that accepts the findings of one rule on one line.

    Attributes:
        path: The file.
        code: The rule, as it is written; empty if none is.
        line: The line whose findings are accepted.
        reason: Why; empty if none is given.
        at: Where the comment stands.
    """

    path: str
    code: str
    line: int
    reason: str
    at: Position


def find_acceptances(texts: Mapping[str, str]) -> Iterator[Acceptance]:
    """Yield every acceptance in the files of a plan."""
    for path, text in texts.items():
        if "taikou:" in text:
            yield from _find_in(path, text.split("\n"))


def accept(
    findings: Iterable[Finding], acceptances: Iterable[Acceptance]
) -> tuple[list[Finding], set[Acceptance]]:
    """Take out the findings that are accepted; give the rest, and the acceptances that were used."""
    by_place = {(one.path, one.line, one.code): one for one in acceptances if one.reason}
    rest: list[Finding] = []
    used: set[Acceptance] = set()
    for finding in findings:
        acceptance = by_place.get((finding.path, finding.position.line, finding.code))
        if acceptance is None or finding.code.startswith(NEVER):
            rest.append(finding)
        else:
            used.add(acceptance)
    return rest, used


def _find_in(path: str, lines: list[str]) -> Iterator[Acceptance]:
    following = 0
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        is_comment = line.lstrip().startswith("#")
        if line.strip() and not is_comment:
            following = number
        # A comment is about its own line, or about the next that is no comment.
        target = (is_comment and following) or number
        for match in _COMMENT.finditer(line):
            at = Position(number, line.index("#", match.start()) + 1)
            reason = match["reason"].strip(" 　:：")
            yield Acceptance(path, match["code"], target, reason, at)
