"""Whom a field is asked of, who may see it, and where it stands: written beside the field's type."""

from typing import Literal, NamedTuple

Section = Literal["head", "story", "grade", "state"]
"""Where a value stands: `head` with what names and places its record, `story` among the titles and
texts that follow one another, `grade` with the results, `state` with why there are none.
"""


class Asked(NamedTuple):
    """What a field says of itself beside its title and description.

    Attributes:
        of: `division`, `office`, `committee`, `judge` or a body's id; None of nobody: the program, git or
            the file's own place gives the value.
        section: Where it stands.
        is_public: Everybody may see it; what is internal is in no output but the form of whom it
            is asked of.
        is_text: Where it is public, it is a published text of the year: no more than that what
            steers the work, or is said after the publication.
        is_of_plan: It stands where the plan itself is told, and not in the reports of its years.
    """

    of: str | None
    section: Section = "story"
    is_public: bool = True
    is_text: bool = True
    is_of_plan: bool = False


OFFICE = Asked("office")
HEAD = Asked("office", "head")
PLAN_TEXT = Asked("office", is_of_plan=True)
DIVISION = Asked("division")
COMMITTEE = Asked("committee")
JUDGE = Asked("judge")
"""Whoever assesses is asked: the record itself names the body."""
STEERING = Asked("office", is_text=False)
"""It steers the work of the office, and is printed nowhere."""
REACHED = Asked("office", "head", is_text=False)
"""It says whom to ask: everybody may see it, and it changes without a correction."""
GIVEN = Asked(None, "head")
"""Nobody is asked: the program writes it, or it repeats where the file stands."""
