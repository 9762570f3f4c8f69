"""Days are days of Japan, wherever the program runs: a server in UTC is nine hours behind."""

from datetime import date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))
"""The time of Japan, which knows no summer time."""


def now() -> datetime:
    """Give the time that it is in Japan now."""
    return datetime.now(JAPAN)


def today() -> date:
    """Give the day that it is in Japan now."""
    return now().date()
