"""The rows of a division's form that ask for an amount: what is planned, and the actual number."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role
from taikou_cli.model.amounts import WHOLE, AmountKind, YearAmount, numbers_of
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.item import Item
from taikou_cli.progress.wording import describe_in_unit

_HELP = "数だけを書き、単位（{}）は書かなくて構いません。まだ分からなければ空けてください。"


class AmountRows(NamedTuple):
    """Builds the rows of one amount of an item in the year that is evaluated."""

    item: Item
    kind: AmountKind
    fiscal_year: int

    def lines(self, now: Evaluation, before: Evaluation | None) -> Iterator[Line]:
        """Give two rows for the amount, or for each of its parts: planned and actual.

        Args:
            now: What has been written.
            before: The evaluation of the year before, if there is one.
        """
        names = {part.id: f"{part.name}の" for part in self.kind.parts} or {WHOLE: ""}
        for part, lead in names.items():
            planned = tuple(self._say(self._planned(y), part) for y in self._years)
            yield Line(Role.ROW, (f"{lead}{self.kind.planned_name}", *planned))
            told = before.amounts.get(self.kind.id) if before else None
            field = self._field(f"{lead}{self.kind.actual_name}", part, now)
            yield Line(Role.ROW, (field.label, field, self._say(told, part)))

    @property
    def _years(self) -> tuple[int, int]:
        return self.fiscal_year, self.fiscal_year - 1

    def _planned(self, year: int) -> YearAmount:
        return self.item.amounts.get(self.kind.id, {}).get(year)

    def _say(self, amount: YearAmount, part: str) -> str:
        number = numbers_of(amount).get(part)
        return "" if number is None else describe_in_unit(Fraction(number), self.kind)

    def _field(self, label: str, part: str, now: Evaluation) -> Field:
        return Field(
            self.item.number,
            ("amounts", self.kind.id, *((part,) if part else ())),
            f"{self.kind.name}／{label}",
            _HELP.format(self.kind.unit),
            Kind.AMOUNT,
            numbers_of(now.amounts.get(self.kind.id)).get(part),
            unit=self.kind.unit,
            decimals=self.kind.decimals,
            is_number=True,
            subject=f"{self.kind.name}／{self.kind.unit}",
        )
