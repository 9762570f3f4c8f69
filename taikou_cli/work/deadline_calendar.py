"""The deadlines of a year as a calendar that mail programs read (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from taikou_cli.base.japanese_text import reveal_line

_LONGEST_LINE = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


class Deadline(NamedTuple):
    """A day of the calendar: what it is told apart by, when it is, and what is due."""

    key: str
    day: date
    summary: str


def render_calendar(name: str, deadlines: Iterable[Deadline]) -> bytes:
    """Write deadlines as whole days.

    Args:
        name: What the calendar is called.
        deadlines: The deadlines; an importing program takes two of one key for one event.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//taikou//deadlines//JA"]
    lines += ["CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_escape(name)}"]
    for deadline in deadlines:
        lines += _list_lines(deadline)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line)).encode("utf-8")


def _list_lines(deadline: Deadline) -> list[str]:
    end = deadline.day + timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{sha256(deadline.key.encode('utf-8')).hexdigest()[:32]}@taikou",
        # The time of the writing would make other bytes of the same plan.
        f"DTSTAMP:{deadline.day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{_escape(deadline.summary)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escape(text: str) -> str:
    return reveal_line(text).translate(_ESCAPED)


def _fold(line: str) -> Iterator[str]:
    """Break a line after 75 bytes at most, never within a character."""
    part = ""
    for character in line:
        if len((part + character).encode("utf-8")) > _LONGEST_LINE:
            yield part
            part = " "
        part += character
    yield part
