"""Who assesses on a form, of which part of the year, and where what they say stands."""

from collections.abc import Sequence
from typing import NamedTuple

from taikou_cli.forms.layout.fields import Address, Field, Kind
from taikou_cli.model.catalogue import Entry, entry_of
from taikou_cli.model.evaluation import Assessment, Evaluation
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.model.scales import RatingScale
from taikou_cli.model.year_part import ends_year

ASSESSMENTS = "assessments"
DATE: Address = ("date",)
"""The day of all that an assessor says on a form."""
OFFICE = "office"
"""Who steers the plan: it assesses like a body, and says what there is to say of the whole."""
_OF = "@"


class Assessor(NamedTuple):
    """Who fills in a form beside the self-evaluation.

    Attributes:
        id: `office`, `division`, or the id of a body.
        scales: The scales for items that are the assessor's own.
        fields: The plan's own fields of an evaluation that the assessor is asked for.
        as_of: The part of the year that is told of, as `2026-H1`; empty for the year.
    """

    id: str
    scales: tuple[RatingScale, ...] = ()
    fields: tuple[Entry, ...] = ()
    as_of: str = ""

    @property
    def address(self) -> Address:
        """Where the assessor's assessment stands."""
        return (ASSESSMENTS, f"{self.id}{_OF}{self.as_of}" if self.as_of else self.id)

    def find(self, assessments: Sequence[Assessment]) -> Assessment | None:
        """Give the assessment that the form shows and changes: of several the last one."""
        own = [one for one in assessments if is_meant(self.id, self.as_of, one.by, one.as_of)]
        return own[-1] if own else None

    def place_of(
        self, entry: Entry, evaluation: Evaluation | None
    ) -> tuple[Address, Record | None]:
        """Tell where the value of a declared field stands: its address, and the record it is of.

        What a body answers stands in its assessment, unless the evaluation tells it already.
        """
        values = evaluation.field_values if evaluation else {}
        if self.id == OFFICE or values.get(entry.key) is not None:
            return (), evaluation
        return self.address, self.find(evaluation.assessments) if evaluation else None


def parse_assessor(step: str) -> tuple[str, str]:
    """Give whose assessment a step of an address means, and of which part of the year."""
    by, _, as_of = step.partition(_OF)
    return by, as_of


def is_meant(by: str, as_of: str, its_by: object, its_as_of: str | None) -> bool:
    """Tell whether an assessment is the one that is meant: of the part, or of the whole year."""
    return its_by == by and (its_as_of == as_of if as_of else ends_year(its_as_of))


def build_date_field(plan: Plan) -> Field:
    """Give the field of the day of all that is said on a form."""
    entry = plan.word(entry_of(Assessment, "date"))
    return Field(0, DATE, entry.title, entry.description, Kind.DATE)
