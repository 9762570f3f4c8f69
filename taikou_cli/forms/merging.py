"""A returned form against the plan as it is now: what was filled in, and where both changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from taikou_cli.forms.building import divisions_of, fields_of_items, name_division
from taikou_cli.forms.cell_reading import CellError, Reading, read_cell
from taikou_cli.forms.cell_text import trim_lines
from taikou_cli.forms.committee_layout import OPINION, build_cover_fields
from taikou_cli.forms.edits import Edit, NewOpinion
from taikou_cli.forms.field_values import (
    canonical_value,
    fingerprint,
    fingerprint_of,
    write_value,
)
from taikou_cli.forms.fields import Address, Field, Kind
from taikou_cli.forms.returned import Complaint, ReturnedCell, ReturnedForm, place_of
from taikou_cli.forms.sheets import FormKind
from taikou_cli.project.project import Project

_EXPORT_AGAIN = "様式を作り直し、記入した内容を写してもらってください。"


class Filled(NamedTuple):
    """A value that somebody filled in, changed or cleared.

    Attributes:
        edit: What it makes of the evaluation.
        place: Where it stands in the workbook.
        label: What the office calls it.
        ours: What the plan says, if it was changed there too since the export; None if not.
        theirs: What the form says.
    """

    edit: Edit | NewOpinion
    place: str
    label: str
    ours: str | None = None
    theirs: str = ""


class ItemReturn(NamedTuple):
    """What came back for one item.

    Attributes:
        item: Its number.
        filled: What was filled in, where the plan has not changed meanwhile.
        conflicts: What was filled in, where it has.
        faults: What cannot be taken in.
        notices: What had to be understood rather than copied.
        places: Where each address stands in the workbook.
        head: The place of its sheet.
    """

    item: int
    filled: tuple[Filled, ...]
    conflicts: tuple[Filled, ...]
    faults: tuple[Complaint, ...]
    notices: tuple[Complaint, ...]
    places: Mapping[Address, str]
    head: str


def merge_form(project: Project, form: ReturnedForm) -> tuple[ItemReturn, ...]:
    """Compare a returned form with the plan, item by item."""
    items = sorted({cell.key.item for cell in form.cells} - {0})
    fields = fields_of_items(project, form.fiscal_year, form.kind, items)
    if form.kind is FormKind.COMMITTEE:
        return tuple(_CommitteeMerge(project, form).merge(items))
    owners = {
        n: d for d, numbers in divisions_of(project, form.fiscal_year).items() for n in numbers
    }
    return tuple(_merge_item(project, form, number, fields, owners) for number in items)


def _merge_item(
    project: Project,
    form: ReturnedForm,
    number: int,
    fields: Mapping[tuple[int, Address], Field],
    owners: Mapping[int, str],
) -> ItemReturn:
    head = form.head_places.get(number, form.file)
    cells = [cell for cell in form.cells if cell.key.item == number]
    places = {cell.key.address: cell.place for cell in cells}
    if refusal := _refuse_item(project, form, number, fields, owners):
        return ItemReturn(number, (), (), (Complaint(head, *refusal),), (), places, head)
    merge = _ItemMerge(number, fields)
    merge.take(cells)
    return ItemReturn(
        number,
        tuple(merge.filled),
        tuple(merge.conflicts),
        tuple(merge.faults),
        tuple(merge.notices),
        places,
        head,
    )


def _refuse_item(
    project: Project,
    form: ReturnedForm,
    number: int,
    fields: Mapping[tuple[int, Address], Field],
    owners: Mapping[int, str],
) -> tuple[str, str] | None:
    if not any(item == number for item, _ in fields):
        return (
            f"実施項目{number}の{form.fiscal_year}年度の評価が、今の計画にありません。",
            "「taikou validate」と「taikou status」で、項目と評価のファイルを確かめてください。",
        )
    if owners.get(number) != form.division:
        name = name_division(project, owners.get(number, ""))
        return (
            f"実施項目{number}の取組所属は今は「{name}」で、"
            f"この様式の「{name_division(project, form.division)}」ではありません。",
            "取組所属を確かめ、正しい所属の様式を作り直してください。",
        )
    return None


class _ItemMerge:
    def __init__(self, number: int, fields: Mapping[tuple[int, Address], Field]) -> None:
        self._number = number
        self._fields = fields
        self.filled: list[Filled] = []
        self.conflicts: list[Filled] = []
        self.faults: list[Complaint] = []
        self.notices: list[Complaint] = []

    def take(self, cells: Iterable[ReturnedCell]) -> None:
        readings = [(cell, field, reading) for cell, field, reading in self._read_all(cells)]
        moved = _close_gaps(readings)
        for cell, field, reading in readings:
            address = moved.get(cell.key.address[:2], cell.key.address[:2]) + cell.key.address[2:]
            self._compare(cell, self._field_at(address) or field, reading)

    def _field_at(self, address: Address) -> Field | None:
        field = self._fields.get((self._number, address))
        if field is None and address[0] == "evidence":
            # The plan has lost evidence since: what was written further down comes last.
            pattern = self._fields.get((self._number, ("evidence", "1", *address[2:])))
            return pattern._replace(address=address, value=None) if pattern else None
        return field

    def _read_all(
        self, cells: Iterable[ReturnedCell]
    ) -> Iterator[tuple[ReturnedCell, Field, Reading]]:
        for cell in cells:
            field = self._field_at(cell.key.address)
            if cell.raw is None:
                message, hint = cell.fault or ("", "")
                self.faults.append(Complaint(cell.place, message, hint))
            elif field is None:
                self._refuse_unknown(cell)
            else:
                try:
                    yield cell, field, read_cell(field, cell.raw)
                except CellError as error:
                    self.faults.append(Complaint(cell.place, error.message, error.hint))

    def _refuse_unknown(self, cell: ReturnedCell) -> None:
        """A field that the plan no longer has does no harm as long as nobody changed it."""
        text = trim_lines(str(cell.raw.value)) if cell.raw and cell.raw.value is not None else ""
        if text and fingerprint(text) != cell.key.value:
            self.faults.append(
                Complaint(
                    cell.place,
                    f"「{cell.key.label}」は、様式を作った後に計画からなくなった欄です。",
                    _EXPORT_AGAIN,
                )
            )

    def _compare(self, cell: ReturnedCell, field: Field, reading: Reading) -> None:
        given = fingerprint(canonical_value(field.kind, reading.value))
        now = fingerprint_of(field)
        if given in {cell.key.value, now}:
            return
        if fingerprint(field.subject) != cell.key.subject:
            self.faults.append(
                Complaint(
                    cell.place,
                    f"「{field.label}」の対象（意見の文、指標や取組の名称・単位）が、様式を作った後に変わっています。",
                    _EXPORT_AGAIN,
                )
            )
            return
        notices = (*cell.notices, *reading.notices)
        self.notices += (Complaint(cell.place, notice) for notice in notices)
        edit = Edit(field.address, reading.value, field.stays)
        filled = Filled(edit, cell.place, field.label)
        if now == cell.key.value:
            self.filled.append(filled)
        else:
            theirs = write_value(field._replace(value=reading.value))
            self.conflicts.append(filled._replace(ours=write_value(field), theirs=theirs))


def _close_gaps(
    readings: Iterable[tuple[ReturnedCell, Field, Reading]],
) -> dict[Address, Address]:
    """Move new evidence up into the first free places, so that importing twice changes nothing."""
    was_empty: dict[Address, bool] = {}
    is_filled: dict[Address, bool] = {}
    for cell, _, reading in readings:
        slot = cell.key.address[:2]
        if slot[0] == "evidence":
            was_empty[slot] = was_empty.get(slot, True) and not cell.key.value
            is_filled[slot] = is_filled.get(slot, False) or reading.value is not None
    free = [slot for slot, empty in was_empty.items() if empty]
    used = [slot for slot in free if is_filled[slot]]
    unused = [slot for slot in free if not is_filled[slot]]
    return dict(zip((*used, *unused), free, strict=True))


class _CommitteeMerge:
    """Opinions are added; one that the same member gave at the same meeting is that opinion."""

    def __init__(self, project: Project, form: ReturnedForm) -> None:
        self._form = form
        self._evaluations = {
            item: years[form.fiscal_year]
            for item, years in project.evaluations_by_item().items()
            if form.fiscal_year in years
        }
        self._cover_faults: list[Complaint] = []
        self._cover: dict[str, Reading] = {}
        patterns = {field.address: field for field in build_cover_fields()}
        self._cover_place = place_of(form.file)
        for cell in form.cells:
            if cell.key.item == 0 and cell.key.address in patterns:
                self._read_cover(cell, patterns[cell.key.address])

    def _read_cover(self, cell: ReturnedCell, field: Field) -> None:
        if field.address == ("meeting",):
            self._cover_place = cell.place
        try:
            if cell.raw is None:
                raise CellError(*(cell.fault or ("", "")))
            self._cover[field.address[0]] = read_cell(field, cell.raw)
        except CellError as error:
            self._cover_faults.append(Complaint(cell.place, error.message, error.hint))

    def merge(self, items: Iterable[int]) -> Iterator[ItemReturn]:
        for cell in self._form.cells:
            if cell.key.item in items and cell.key.address == (OPINION,):
                yield self._merge_opinion(cell)

    def _merge_opinion(self, cell: ReturnedCell) -> ItemReturn:
        number, place = cell.key.item, cell.place
        field = Field(number, (OPINION,), cell.key.label, "", Kind.TEXT)
        result = ItemReturn(number, (), (), (), (), {(OPINION,): place}, place)
        try:
            if cell.raw is None:
                raise CellError(*(cell.fault or ("", "")))
            reading = read_cell(field, cell.raw)
        except CellError as error:
            return result._replace(faults=(Complaint(place, error.message, error.hint),))
        if reading.value is None:
            return result
        if number not in self._evaluations:
            message = (
                f"実施項目{number}の{self._form.fiscal_year}年度の評価が、今の計画にありません。"
            )
            return result._replace(faults=(Complaint(place, message, _EXPORT_AGAIN),))
        if faults := self._check_cover():
            return result._replace(faults=faults)
        notices = tuple(Complaint(place, n) for n in (*cell.notices, *reading.notices))
        return self._compare(result, str(reading.value))._replace(notices=notices)

    def _check_cover(self) -> tuple[Complaint, ...]:
        meeting = self._cover.get("meeting")
        if self._cover_faults or (meeting and meeting.value):
            return tuple(self._cover_faults)
        message = "会議が書かれていません。"
        return (Complaint(self._cover_place, message, "会議（例：第1回）を書いてください。"),)

    def _value(self, key: str) -> object:
        reading = self._cover.get(key)
        return reading.value if reading else None

    def _compare(self, result: ItemReturn, text: str) -> ItemReturn:
        member, meeting = self._value("member"), str(self._value("meeting"))
        day = self._value("date")
        opinions = self._evaluations[result.item].opinions
        same = [
            (place, one)
            for place, one in enumerate(opinions, start=1)
            if (one.member, one.meeting) == (member, meeting)
        ]
        if any(trim_lines(one.opinion) == trim_lines(text) for _, one in same):
            return result
        if member and same:
            place, known = same[0]
            edit = Edit(("opinions", str(place), "opinion"), text)
            conflict = Filled(
                edit, result.head, "意見", trim_lines(known.opinion), trim_lines(text)
            )
            return result._replace(conflicts=(conflict,))
        new = NewOpinion(
            str(member) if member else None,
            meeting,
            day if not isinstance(day, (str, int)) else None,  # type: ignore[arg-type]
            text,
        )
        return result._replace(filled=(Filled(new, result.head, "意見"),))
