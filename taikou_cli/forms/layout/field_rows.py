"""The rows of a division's form: a label, an input cell, and what was written the year before."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.base.excel_text import fits_cell
from taikou_cli.forms.layout.field_values import write_value
from taikou_cli.forms.layout.fields import Address, Choice, Field, Kind, Value
from taikou_cli.forms.layout.sheets import Line, Role
from taikou_cli.model import catalogue
from taikou_cli.model.catalogue import Entry, entry_of, stories_of
from taikou_cli.model.evaluation import Pending, SelfEvaluation
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.record import Record
from taikou_cli.model.scales import RatingScale
from taikou_cli.model.words import Words
from taikou_cli.progress.target import TargetKind, read_target
from taikou_cli.progress.wording import describe_amount

_FOR_YAML = "書けるようになったら記入する。"
_PENDING_LABELS = {
    "reason": "未確定の理由",
    "expected": "見込みの年月",
    "note": "未確定の説明",
}
# The keys that a new evaluation has with nothing behind them, beside the texts.
_STAYING = {"grade", "status", "actual"}
_KINDS = {
    catalogue.Kind.TEXT: Kind.TEXT,
    catalogue.Kind.LINK: Kind.LINE,
    catalogue.Kind.NUMBER: Kind.AMOUNT,
    catalogue.Kind.AMOUNT: Kind.AMOUNT,
    catalogue.Kind.DATE: Kind.DATE,
    catalogue.Kind.MONTH: Kind.MONTH,
    catalogue.Kind.YEAR: Kind.YEAR,
    catalogue.Kind.CHOICE: Kind.CHOICE,
}
_CHOOSE = "一覧から選んでください。"
_ROWS_OF_TEXT = 5


class FieldRows(NamedTuple):
    """Builds the rows of one record's fields.

    Attributes:
        item: The item's number; 0 for what is about the whole form.
        record: What the record is.
        base: Where it stands.
        subject: What its values are about; see `Field`.
        labels: What stands in for the titles of some.
        asked: Whom those are asked of that have a row of their own.
    """

    words: Words
    item: int
    record: type[Record]
    base: Address
    subject: str = ""
    labels: Mapping[str, str] = {}
    asked: tuple[str, ...] = ("division",)

    def pending(self) -> "FieldRows":
        """Give the builder for why a value is not known yet."""
        return FieldRows(
            self.words, self.item, Pending, (*self.base, "pending"), self.subject, _PENDING_LABELS
        )

    def field(self, key: str, now: Record | None, kind: Kind) -> Field:
        """Give the field of a key, with its title and description."""
        return self.of(entry_of(self.record, key), now, kind)

    def of(self, about: Entry, now: Record | None, kind: Kind) -> Field:
        """Give the field of an entry of the catalogue, with its title and description."""
        base = (*self.base, "fields") if about.is_declared else self.base
        key = about.name
        return Field(
            self.item,
            (*base, about.key),
            self.words.say(self.labels.get(key, about.title)),
            self.words.say(about.description.replace(_FOR_YAML, "")),
            kind,
            about.read(now),
            stays=key in _STAYING or about in stories_of(SelfEvaluation),
            subject=self.subject,
        )

    def stories(
        self, now: Record | None, then: Record | None, rows: int = _ROWS_OF_TEXT
    ) -> Iterator[Line]:
        """Give the rows of what the record tells and the division is asked for.

        Args:
            now: What has been written.
            then: What was written the year before.
            rows: How many lines a text has room for; 0 if it is one line and no more.
        """
        yield from self.rows_of(stories_of(self.record), now, then, rows)

    def rows_of(
        self, entries: Iterable[Entry], now: Record | None, then: Record | None, rows: int
    ) -> Iterator[Line]:
        """Give the rows of those entries that the division is asked for."""
        for about in entries:
            if about.asked_of in self.asked:
                yield self.row_of(about, now, then, rows)

    def row_of(self, about: Entry, now: Record | None, then: Record | None, rows: int) -> Line:
        """Give the row of one plain entry; see `stories`."""
        field = self.ask(about, now)
        if not rows and field.kind is Kind.TEXT:
            field = field._replace(kind=Kind.LINE)
        height = rows if about.kind is catalogue.Kind.TEXT else 1
        return build_line(field, about.read(then), height)

    def ask(self, about: Entry, now: Record | None) -> Field:
        """Give the field of an entry of the catalogue as its kind is filled in."""
        return self.of(about, now, _KINDS[about.kind])._replace(
            choices=tuple(Choice(code, code) for code in about.choices),
            is_closed=bool(about.choices),
            is_number=about.kind is catalogue.Kind.NUMBER,
            unit=about.unit,
        )

    def plain(self, key: str, now: Record | None, then: Record | None, kind: Kind) -> Line:
        """Give the row of a value on one line."""
        return build_line(self.field(key, now, kind), getattr(then, key, None))

    def text(
        self, key: str, now: Record | None, then: Record | None, rows: int = _ROWS_OF_TEXT
    ) -> Line:
        """Give the row of a text, high enough for some lines."""
        return build_line(self.field(key, now, Kind.TEXT), getattr(then, key, None), rows)

    def choice(
        self, key: str, now: Record | None, then: Record | None, names: Mapping[str, str]
    ) -> Line:
        """Give the row of a value that is one of the model's own codes."""
        choices = tuple(Choice(code, name) for code, name in names.items())
        field = self.field(key, now, Kind.CHOICE)
        default = self.record.model_fields[key].get_default()
        default = default if isinstance(default, str) else None
        value = default if field.value is None else field.value
        field = field._replace(choices=choices, is_closed=True, help=_CHOOSE, default=default)
        field = field._replace(value=value)
        return build_line(field, getattr(then, key, None))

    def grade(
        self, key: str, now: Record | None, then: Record | None, scale: RatingScale | None
    ) -> Line:
        """Give the row of a grade of one of the plan's scales."""
        field = self.field(key, now, Kind.CHOICE)
        if scale:
            field = field._replace(choices=choices_of(scale), help=describe_scale(scale))
        else:
            field = field._replace(kind=Kind.LINE)
        return build_line(field, getattr(then, key, None))

    def amount(
        self, kpi: Indicator, now: Record | None, then: Record | None, fiscal_year: int
    ) -> Line:
        """Give the row of an indicator's actual value of a year."""
        near = tuple(_numbers(kpi, kpi.targets.get(fiscal_year), getattr(then, "actual", None)))
        unit = f"数だけを書き、単位（{kpi.unit}）は書かなくて構いません。" if kpi.unit else ""
        field = self.field("actual", now, Kind.AMOUNT)._replace(
            unit=kpi.unit or "", decimals=decimals_of(kpi), near=near
        )
        field = field._replace(is_number=not isinstance(field.value, str) and is_measured(kpi))
        field = field._replace(help=f"{field.help}{unit}まだ分からなければ空けてください。")
        earlier = getattr(then, "actual", None)
        line = build_line(field, None)
        return line._replace(
            cells=(*line.cells[:2], "" if earlier is None else with_unit(earlier, kpi))
        )


def build_line(field: Field, then: Value, rows: int = 1) -> Line:
    """Put a field between its label and what was written the year before."""
    reference = write_value(field._replace(value=then)) if then is not None else ""
    if reference and field.kind is Kind.YEAR:
        reference += "年度"
    label = field.label
    if rows > 1:
        label = f"{label}\n{field.help.rstrip('。')}" + "\n" * rows
    if isinstance(field.value, str) and not fits_cell(field.value):
        return Line(
            Role.ROW, (label, "（長すぎてExcelに入りません。提出先に直接お知らせください。）", "")
        )
    return Line(Role.ROW, (label, field, reference))


def choices_of(scale: RatingScale) -> tuple[Choice, ...]:
    """Give the grades of a scale as a drop-down list."""
    return tuple(Choice(grade.code, grade.code) for grade in scale.grades)


def describe_scale(scale: RatingScale) -> str:
    """Say what each grade of a scale means."""
    return "\n".join(f"{grade.code}：{grade.label}" for grade in scale.grades)


def with_unit(amount: int | Decimal | str, kpi: Indicator) -> str:
    """Write an amount of an indicator; words need no unit."""
    unit = "" if isinstance(amount, str) else kpi.unit or ""
    return f"{describe_amount(amount, decimals_of(kpi))}{unit}"


def is_measured(kpi: Indicator) -> bool:
    """Tell whether every target of an indicator is a number, a limit or a rank."""
    kinds = {read_target(kpi, target).kind for target in kpi.targets.values()}
    return bool(kinds) and TargetKind.WORDS not in kinds


def _numbers(kpi: Indicator, *amounts: int | Decimal | str | None) -> Iterator[Fraction]:
    """Yield the numbers among amounts of an indicator, of a limit the limit itself."""
    for amount in amounts:
        value = None if amount is None else read_target(kpi, amount).value
        if value is not None:
            yield value


def decimals_of(kpi: Indicator) -> int | None:
    """Give the decimals that the plan names, or those that its own numbers have."""
    if kpi.decimals is not None:
        return kpi.decimals
    amounts = [*kpi.targets.values(), *([kpi.baseline.value] if kpi.baseline else [])]
    exponents = [a.as_tuple().exponent for a in amounts if isinstance(a, Decimal)]
    return max((-e for e in exponents if isinstance(e, int)), default=None)
