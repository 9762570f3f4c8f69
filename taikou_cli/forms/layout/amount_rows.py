"""The rows of a division's form that ask for an amount: what is planned, and the actual number."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.forms.layout.fields import Address, Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role
from taikou_cli.model.amounts import WHOLE, AmountKind, YearAmount, numbers_of
from taikou_cli.model.evaluation import Assessment, Evaluation
from taikou_cli.model.item import Item
from taikou_cli.progress.wording import describe_in_unit

Told = Evaluation | Assessment | None
"""What tells the actual amounts; None where nothing is told."""

_HELP = "数だけを書き、単位（{}）は書かなくて構いません。まだ分からなければ空けてください。"


class AmountRows(NamedTuple):
    """Builds the rows of one amount of an item in the year that is evaluated.

    Attributes:
        item: The item.
        kind: The amount.
        fiscal_year: The year.
        base: Where the record stands that tells the amount.
    """

    item: Item
    kind: AmountKind
    fiscal_year: int
    base: Address = ()

    def lines(self, now: Told, before: Told) -> Iterator[Line]:
        """Give two rows for the amount, or for each of its parts: planned and actual.

        Args:
            now: What has been written.
            before: What was told the year before.
        """
        for part, lead in self._parts:
            planned = tuple(self._say(self._planned(y), part) for y in self._years)
            yield Line(Role.ROW, (f"{lead}{self.kind.planned_name}", *planned))
            field = self._field(f"{lead}{self.kind.actual_name}", part, now)
            yield Line(Role.ROW, (field.label, field, self._say(_amount(before, self.kind), part)))

    def compare(self, division: Told, now: Told) -> Iterator[Line]:
        """Give a row for the amount, or for each of its parts: planned, the division's, one's own.

        Args:
            division: What the division tells.
            now: What has been written.
        """
        for part, lead in self._parts:
            field = self._field(f"{lead}{self.kind.actual_name}", part, now)
            planned = self._say(self._planned(self.fiscal_year), part)
            told = self._say(_amount(division, self.kind), part)
            name = f"{self.item.sign}　{self.item.title}"
            yield Line(Role.ROW, (name, field.label, planned, told, field))

    @property
    def _parts(self) -> tuple[tuple[str, str], ...]:
        """The parts, each with what stands before its name."""
        parts = tuple((part.id, f"{part.name}の") for part in self.kind.parts)
        return parts or ((WHOLE, ""),)

    @property
    def _years(self) -> tuple[int, int]:
        return self.fiscal_year, self.fiscal_year - 1

    def _planned(self, year: int) -> YearAmount:
        return self.item.amounts.get(self.kind.id, {}).get(year)

    def _say(self, amount: YearAmount, part: str) -> str:
        number = numbers_of(amount).get(part)
        return "" if number is None else describe_in_unit(Fraction(number), self.kind)

    def _field(self, label: str, part: str, now: Told) -> Field:
        return Field(
            self.item.number,
            (*self.base, "amounts", self.kind.id, *((part,) if part else ())),
            f"{self.kind.name}／{label}",
            _HELP.format(self.kind.unit),
            Kind.AMOUNT,
            numbers_of(_amount(now, self.kind)).get(part),
            unit=self.kind.unit,
            decimals=self.kind.decimals,
            is_number=True,
            subject=f"{self.kind.name}／{self.kind.unit}",
        )


def _amount(told: Told, kind: AmountKind) -> YearAmount:
    return told.amounts.get(kind.id) if told else None
