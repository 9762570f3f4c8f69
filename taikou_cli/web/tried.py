"""What would come of something that was sent in: shown first, written when it has been seen."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from taikou_cli.changes.compare_plans import compare_plans
from taikou_cli.forms.returns.importing import Outcome, Side
from taikou_cli.forms.returns.planbook.importing import Outcome as BookOutcome
from taikou_cli.project.project import Project
from taikou_cli.web.asked import Asked
from taikou_cli.web.change_words import Told, tell_changes

_SIDE = "side~"
_SEEN = "seen"
_EMPTY = "（空）"


class Dispute(NamedTuple):
    """A value that changed on both sides, with the choice between them.

    Attributes:
        name: The field of the choice.
        label: Which value it is.
        ours: What the plan says.
        theirs: What came back says.
        side: What was chosen; None if nothing was.
    """

    name: str
    label: str
    ours: str
    theirs: str
    side: Side | None


class FileTold(NamedTuple):
    """What is to be said of a file.

    Attributes:
        file: Its name.
        whom: Who has written in it.
        remarks: What is wrong or was understood: how grave, where, what, and the way out.
        disputes: The values that changed on both sides.
        taken: The items that are taken in, as a list; empty where it is of no items.
        refused: Those that are not.
        lost: Those whose sheets are gone.
        changed: How many values change.
    """

    file: str
    whom: str
    remarks: tuple[tuple[str, str, str, str], ...]
    disputes: tuple[Dispute, ...]
    taken: str = ""
    refused: str = ""
    lost: str = ""
    changed: int = 0


class Tried(NamedTuple):
    """What would come of it; nothing is written yet.

    Attributes:
        outcomes: What is to be said of each file.
        refused: The files that cannot be read at all: the name, why, and the way out.
        changes: What of the plan would change.
        mark: Tells this outcome from any other.
        can_take: It may be written as it is.
        can_part: Leaving out what is wrong lets the rest in, or would.
        is_part: That is what was chosen.
        save: Writes it, and says what was written.
    """

    outcomes: tuple[FileTold, ...]
    refused: tuple[tuple[str, str, str], ...]
    changes: tuple[Told, ...]
    mark: str
    can_take: bool
    can_part: bool
    is_part: bool
    save: Callable[[], str]

    def is_seen(self, asked: Asked) -> bool:
        """Tell whether the page on which somebody pressed the button showed this very outcome."""
        return asked.field(_SEEN) == self.mark

    @property
    def must_choose(self) -> bool:
        """A side is still to be chosen somewhere."""
        disputes = (one for outcome in self.outcomes for one in outcome.disputes)
        return any(one.side is None for one in disputes)


def side_chosen(asked: Asked, place: str) -> Side | None:
    """Give the side that somebody chose for the value at a place; None if he chose none."""
    return {str(side): side for side in Side}.get(asked.field(f"{_SIDE}{place}"))


def lay_out_dispute(asked: Asked, place: str, label: str, sides: tuple[str | None, str]) -> Dispute:
    """Put a value that changed on both sides, ours first, into the words of a page."""
    ours, theirs = (text or _EMPTY for text in sides)
    return Dispute(f"{_SIDE}{place}", label, ours, theirs, side_chosen(asked, place))


def list_remarks(outcome: Outcome | BookOutcome) -> Iterator[tuple[str, str, str, str]]:
    """Yield what there is to say of a file, the gravest first."""
    graded = (
        ("エラー", outcome.complaints),
        ("警告", outcome.warnings),
        ("確認", outcome.notices),
    )
    for word, complaints in graded:
        for one in complaints:
            yield word, one.place, one.message, one.hint


def tell_difference(before: Project, after: Project) -> tuple[Told, ...]:
    """Say what would change."""
    return tuple(tell_changes(compare_plans(before, after).changes))


def mark_outcome(contents: Mapping[str, bytes], *more: object) -> str:
    """Give what tells an outcome from another: the new files, and what more of it was shown."""
    digest = sha256(repr(more).encode("utf-8", "surrogatepass"))
    for name, content in sorted(contents.items()):
        digest.update(name.encode("utf-8") + b"\0" + sha256(content).digest())
    return digest.hexdigest()
