"""Which division was meant by a word that is no division's identifier."""

from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Position, Problem
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.model.organization import Division, Organization

_NEAR_ENOUGH = 0.6
_LONGEST_WORD = 60


class _Called(NamedTuple):
    words: str
    division: Division
    note: str


def advise_division(word: str, organization: Organization) -> str | None:
    """Name the identifier of the division that was meant: by its name, a former name, or nearly so.

    Returns:
        What to do, in Japanese; None where no division comes near.
    """
    found = _find(_fold(word), [*_iter_called(organization)])
    if found is None:
        return None
    return f"「{found.division.id}」（{found.division.name}{found.note}）のことではありませんか。"


def advise_divisions(problem: Problem, organization: Organization) -> Problem:
    """Give a problem of a division's identifier the division that was meant, if there is one."""
    if isinstance(problem.at, Position) or not problem.word or "divisions" not in problem.at:
        return problem
    return problem._replace(hint=advise_division(problem.word, organization) or problem.hint)


def _find(word: str, called: list[_Called]) -> _Called | None:
    for one in called:
        if one.words == word:
            return one
    import difflib  # only a wrong word needs it

    known = {one.words: one for one in reversed(called)}
    close = difflib.get_close_matches(word, known, n=1, cutoff=_NEAR_ENOUGH)
    return known[close[0]] if close else None


def _iter_called(organization: Organization) -> Iterator[_Called]:
    """Yield what divisions are called, what is most likely meant first."""
    divisions = [(one, division) for one in organization.departments for division in one.divisions]
    for _, division in divisions:
        yield _Called(_fold(division.name), division, "")
        yield _Called(_fold(division.id), division, "")
    for department, division in divisions:
        yield _Called(_fold(department.name + division.name), division, "")
        for former in division.names:
            note = f"。「{former.name}」は{former.until}年度までの名称"
            yield _Called(_fold(former.name), division, note)


def _fold(word: str) -> str:
    return "".join(to_half_width(word[:_LONGEST_WORD]).split()).casefold()
