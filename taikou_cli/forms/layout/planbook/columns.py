"""The columns of a table, from the catalogue of fields: a field of the model has one by itself."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple, get_args, get_origin

from taikou_cli.base.findings import Route
from taikou_cli.forms.layout.fields import Choice, Field, Kind
from taikou_cli.forms.layout.planbook import notations
from taikou_cli.forms.layout.planbook.notations import Notation
from taikou_cli.model import catalogue
from taikou_cli.model.amounts import AmountPart
from taikou_cli.model.catalogue import Entry, entries_of, shape_of
from taikou_cli.model.declared import ClassValue, DeclaredField
from taikou_cli.model.fields import Identifier
from taikou_cli.model.goals import Goal, Group, Part, Policy
from taikou_cli.model.indicator import Baseline, Indicator, Kgi
from taikou_cli.model.item import Item, Responsibility
from taikou_cli.model.organization import Department, Division
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FormerName, FormerTitle, Validity
from taikou_cli.model.words import Words

FROM_ABOVE = "^"
"""Begins the route of a column that says under which other part a record stands."""


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        route: Where its value stands in a record; what a record stands under begins with `^`.
        heading: What stands above it.
        help: How it is filled in.
        kind: How a cell is written and read, if it has no notation.
        width: In half-width characters.
        choices: What may be chosen.
        is_number: Words are none.
        notation: How a value with parts is written.
        is_rare: Few plans use it: folded away as long as no row does.
        names: It is the name by which a row without identifier is known.
        is_note: It only helps to read; nothing is taken in from it.
    """

    route: Route
    heading: str
    help: str = ""
    kind: Kind = Kind.LINE
    width: int = 14
    choices: tuple[Choice, ...] = ()
    is_number: bool = False
    notation: Notation | None = None
    is_rare: bool = False
    names: bool = False
    is_note: bool = False

    @property
    def key(self) -> str:
        """What it is called among the columns of its table."""
        return "/".join(map(str, self.route))

    @property
    def is_above(self) -> bool:
        """It says what the record stands under."""
        return str(self.route[0]).startswith(FROM_ABOVE)

    def said(self, words: Words, short: Words) -> "Column":
        """Give it in the words of a plan, above it in short ones."""
        choices = tuple(one._replace(label=words.say(one.label)) for one in self.choices)
        heading, help_ = short.say(self.heading), words.say(self.help)
        return self._replace(heading=heading, help=help_, choices=choices)

    def without(self, levels: Set[str]) -> "Column":
        """Give it without what it says of levels that the plan does not have."""
        names = {f"‹{level}›" for level in levels}
        return self._replace(
            help="" if any(name in self.help for name in names) else self.help,
            choices=tuple(one for one in self.choices if one.label not in names),
        )

    def field(self, unit: str = "", decimals: int | None = None) -> Field:
        """Give the field by which one of its cells is read."""
        return Field(
            0,
            tuple(map(str, self.route)),
            self.heading,
            self.help,
            self.kind,
            choices=self.choices,
            is_closed=True,
            unit=unit,
            decimals=decimals,
            is_number=self.is_number,
        )


_LINE, _PROSE, _NARROW, _NAMES, _TITLE = 14, 36, 9, 20, 32
_HEADINGS: Mapping[tuple[type[Record], str], str] = {
    (Validity, "from_year"): "開始年度",
    (Validity, "until"): "終了年度",
    (Baseline, "fiscal_year"): "基準年度",
    (Division, "name"): "所属名",
    (Department, "name"): "‹department›名",
    (Item, "number"): "‹item›(番号)",
    (Goal, "number"): "‹goal›番号",
    (Policy, "number"): "‹policy›番号",
    (Group, "number"): "‹group›番号",
    (Kgi, "name"): "KGI名",
    (Part, "label"): "印刷番号",
    (Item, "label"): "印刷番号",
}
"""Where the office says something else than the title of the field."""

_REFERENCES: Mapping[tuple[type[Record], str], Notation] = {
    (Division, "succeeds"): notations.references("division"),
    (Indicator, "serves"): notations.references("kgi"),
    (Item, "goal"): notations.reference("goal"),
    (Item, "policy"): notations.reference("policy"),
    (Item, "group"): notations.reference("group"),
    (DeclaredField, "asked_of"): notations.reference("asked"),
    (DeclaredField, "required_from"): notations.reference("stage"),
}
"""Identifiers and numbers that stand for another part of the plan."""

_LISTS: Mapping[Any, Notation] = {
    FormerName: notations.former("name"),
    FormerTitle: notations.former("title"),
    Responsibility: notations.RESPONSIBLE,
    AmountPart: notations.PARTS,
    ClassValue: notations.CLASSES,
}
_RARE: Mapping[tuple[type[Record], str], bool] = {
    (Item, "label"): True,
    (Item, "also_under"): True,
    (Item, "names"): True,
    (Item, "continues"): True,
    (Item, "source"): True,
    (Item, "attitudes"): True,
    (Part, "label"): True,
    (Part, "names"): True,
    (Part, "source"): True,
    (Division, "page"): True,
    (Division, "telephone"): True,
    (Division, "mail"): True,
    (Division, "owner"): True,
    (Indicator, "serves"): True,
    (Indicator, "data_source"): True,
}
"""What few plans use."""

_KINDS = {
    catalogue.Kind.TEXT: (Kind.TEXT, _PROSE),
    catalogue.Kind.NUMBER: (Kind.AMOUNT, _NARROW),
    catalogue.Kind.AMOUNT: (Kind.AMOUNT, 11),
    catalogue.Kind.DATE: (Kind.DATE, 13),
    catalogue.Kind.MONTH: (Kind.MONTH, 11),
    catalogue.Kind.YEAR: (Kind.YEAR, 11),
    catalogue.Kind.CHOICE: (Kind.CHOICE, 15),
    catalogue.Kind.FLAG: (Kind.CHOICE, _NARROW),
    catalogue.Kind.LINK: (Kind.LINE, _TITLE),
    catalogue.Kind.IDENTIFIER: (Kind.LINE, _LINE),
}
_YES = tuple(Choice(word, word) for word in ("はい", "いいえ"))
_TITLES = {"title", "name"}
NOTHING: Mapping[str, Iterable[Column]] = {}


def columns_of(
    model: type[Record], several: Mapping[str, Iterable[Column]] = NOTHING
) -> Iterator[Column]:
    """Yield the columns of a record: its plain values, and those with parts that fit a cell.

    Args:
        model: What the record is.
        several: The columns of the fields that have one for each year, each declared field …
    """
    for entry in entries_of(model):
        if entry.name in several:
            yield from several[entry.name]
        elif entry.name != "id":
            yield from _columns_of_field(model, entry)


def declared_column(entry: Entry) -> Column:
    """Give the column of a field that the plan declares."""
    column = _plain(("fields", entry.key), entry.title, entry)
    choices = tuple(Choice(choice, choice) for choice in entry.choices)
    return column._replace(choices=choices, is_number=entry.kind is catalogue.Kind.NUMBER)


def _columns_of_field(model: type[Record], entry: Entry) -> Iterator[Column]:
    route: Route = (entry.key,)
    heading = _look_up(_HEADINGS, model, entry.name) or entry.title
    is_rare = bool(_look_up(_RARE, model, entry.name))
    notation = _look_up(_REFERENCES, model, entry.name) or _notation_of(model, entry)
    if notation:
        width = _NARROW if entry.kind is catalogue.Kind.NUMBER else _NAMES
        width = _PROSE if notation is notations.CLASSES else width
        is_yes = entry.kind is catalogue.Kind.FLAG
        yield Column(
            route,
            heading,
            entry.description.split("（例", 1)[0],
            Kind.CHOICE if is_yes else Kind.TEXT,
            _NARROW if is_yes else width,
            choices=_YES if is_yes else (),
            is_number=entry.kind is catalogue.Kind.NUMBER,
            notation=notation,
            is_rare=is_rare,
        )
    elif entry.kind.is_plain:
        yield _plain(route, heading, entry)._replace(is_rare=is_rare)
    elif entry.kind is catalogue.Kind.RECORD and entry.record:
        parts = entries_of(entry.record)
        for part in parts if all(part.kind.is_plain for part in parts) else ():
            own = _look_up(_HEADINGS, entry.record, part.name)
            joined = part.title if part.title == entry.title else f"{entry.title}：{part.title}"
            column = _plain((*route, part.key), own or joined, part)
            yield column._replace(is_rare=is_rare)


def _plain(route: Route, heading: str, entry: Entry) -> Column:
    kind, width = _KINDS[entry.kind]
    is_title = entry.kind is catalogue.Kind.TEXT and (
        entry.section == "head" or entry.name in _TITLES
    )
    is_short = entry.name in {"unit", "label", "planned_name", "actual_name", "mark", "owner"}
    if is_title or is_short:
        kind, width = Kind.LINE, _NARROW if is_short else _TITLE
    return Column(
        route,
        heading,
        entry.description,
        kind,
        width,
        choices=_choices_of(entry),
        is_number=entry.kind is catalogue.Kind.NUMBER and entry.name != "value",
    )


def _notation_of(model: type[Record], entry: Entry) -> Notation | None:
    if entry.kind is catalogue.Kind.FLAG:
        is_usual = model.model_fields[entry.name].get_default() is True
        return notations.UNLESS if is_usual else notations.FLAG
    if entry.kind is not catalogue.Kind.LIST:
        return None
    if entry.record:
        return _LISTS.get(entry.record)
    inner = _inner_of(shape_of(model, entry.name))
    return notations.NUMBERS if inner is catalogue.Kind.NUMBER else notations.LINES


def _inner_of(shape: Any) -> Any:
    """Tell what kind of plain values a list holds."""
    while get_origin(shape) is not tuple:
        shape = get_args(shape)[0]
    inner = get_args(shape)[0]
    if inner == Identifier:
        return catalogue.Kind.IDENTIFIER
    while get_args(inner):
        inner = get_args(inner)[0]
    return catalogue.Kind.NUMBER if inner is int else catalogue.Kind.TEXT


def _choices_of(entry: Entry) -> tuple[Choice, ...]:
    """Give the codes of a choice with what the description calls them: `lower＝小さいほどよい`."""
    return tuple(Choice(code, _label_of(code, entry.description)) for code in entry.choices)


def _label_of(code: str, description: str) -> str:
    pattern = rf"(?<![a-z_]){code}＝(?P<label>.+?)(?:（[^）]*）)?(?:、(?=[a-z_]+＝)|。|$)"
    match = re.search(pattern, description)
    return match["label"] if match else code


def _look_up(table: Mapping[tuple[type[Record], str], Any], model: type[Record], name: str) -> Any:
    """Find what is said of a field of a model, or of one that it is a kind of."""
    return next((table[base, name] for base in model.__mro__ if (base, name) in table), None)
