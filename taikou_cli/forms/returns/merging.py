"""A returned form against the plan as it is now: what was filled in, and where both changed."""

import re
from collections.abc import Iterable, Iterator, Mapping

from taikou_cli.forms.excel.raw_cell import CellError, Reading
from taikou_cli.forms.excel.returned import EXPORT_AGAIN, Complaint, ReturnedCell, ReturnedForm
from taikou_cli.forms.layout.assessor import ASSESSMENTS, DATE
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.cell_text import trim_lines
from taikou_cli.forms.layout.division_items import divisions_of, has_form, name_division
from taikou_cli.forms.layout.field_values import (
    canonical_value,
    fingerprint,
    fingerprint_of,
    write_value,
)
from taikou_cli.forms.layout.fields import PLAN_FILES, Address, Field
from taikou_cli.forms.layout.selection import Selection
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.committee_merging import CommitteeMerge
from taikou_cli.forms.returns.edits import Edit
from taikou_cli.forms.returns.form_words import build_words
from taikou_cli.forms.returns.item_return import Filled, ItemReturn
from taikou_cli.forms.returns.years_of_values import fill_years
from taikou_cli.progress.figures import stand_all
from taikou_cli.project.project import Project

_COUNTED = re.compile("[1-9][0-9]{0,3}")


def merge_form(project: Project, form: ReturnedForm) -> tuple[ItemReturn, ...]:
    """Compare a returned form with the plan, item by item."""
    items = tuple(sorted({cell.key.item for cell in form.cells} - {0}))
    body = form.division if form.kind is FormKind.BODY else ""
    wanted = Selection(form.kind, items=items, body=body, as_of=form.as_of)
    fields = _fields_of_items(project, form.fiscal_year, wanted)
    if form.kind is FormKind.COMMITTEE:
        return tuple(CommitteeMerge(project, form).merge(items))
    cells = form.cells_by_item()

    def merge(number: int) -> ItemReturn:
        return merge_cells(form, number, cells.get(number, ()), fields.get(number, {}))

    returns: Iterable[ItemReturn] = map(merge, items)
    if form.kind is not FormKind.BODY:
        returns = _check_items(project, form, fields, returns)
    return tuple(_date_all(merge(0), returns))


def _fields_of_items(
    project: Project, fiscal_year: int, selection: Selection
) -> dict[int, dict[Address, Field]]:
    """Give the fields that forms of these items would have now, by item; none has what has none now."""
    standings = stand_all(project.with_private, fiscal_year)
    known = tuple(
        standing.item.number
        for standing in standings
        if standing.item.number in selection.items and has_form(standing) and standing.evaluation
    )
    if not known:
        return {}
    forms = build_forms(project, fiscal_year, selection._replace(items=known))
    found: dict[int, dict[Address, Field]] = {}
    for form in forms:
        for field in form.fields:
            found.setdefault(field.item, {})[field.address] = field
    return found


def _date_all(whole: ItemReturn, returns: Iterable[ItemReturn]) -> Iterator[ItemReturn]:
    """Give whatever an assessor said newly the date on the cover.

    Args:
        whole: What came back that is of no item, the date included.
        returns: What came back for the items.
    """
    given = {one: one.edit for one in whole.filled if isinstance(one.edit, Edit)}
    dates = [(one, edit.value) for one, edit in given.items() if edit.address == DATE]
    rest = tuple(one for one, edit in given.items() if edit.address != DATE)
    found = [whole._replace(filled=rest)] if rest or whole.conflicts or whole.faults else []
    for one in (*found, *returns):
        added = (
            dated._replace(edit=Edit((*address, *DATE), day))
            for dated, day in dates
            for address in _list_assessments(one)
        )
        yield one._replace(filled=(*one.filled, *added))


def _list_assessments(one: ItemReturn) -> tuple[Address, ...]:
    """Give the addresses of the assessments in which something was filled in."""
    edits = (filled.edit for filled in one.filled)
    addresses = (edit.address for edit in edits if isinstance(edit, Edit))
    of_year = (a for a in addresses if a[0] not in PLAN_FILES)
    found = (a[: a.index(ASSESSMENTS) + 2] for a in of_year if ASSESSMENTS in a[::2])
    return tuple(dict.fromkeys(found))


def merge_cells(
    form: ReturnedForm,
    number: int,
    cells: Iterable[ReturnedCell],
    fields: Mapping[Address, Field],
) -> ItemReturn:
    """Compare the cells of one item with its fields as they are now.

    Args:
        form: What came back.
        number: The item.
        cells: Those of its cells that are the item's.
        fields: The fields of the item, by address.
    """
    merge = _ItemMerge(fields)
    merge.take(cells)
    return ItemReturn(
        number,
        tuple(merge.filled),
        tuple(merge.conflicts),
        tuple(merge.faults),
        tuple(merge.notices),
        merge.places,
        form.head_places.get(number, form.file),
        build_words(fields.values()),
        merge.is_touched,
    )


def _check_items(
    project: Project,
    form: ReturnedForm,
    fields: Mapping[int, Mapping[Address, Field]],
    returns: Iterable[ItemReturn],
) -> Iterator[ItemReturn]:
    """Yield what came back for a division's items; of one that the form cannot be of, only why."""
    owners = {
        n: d for d, numbers in divisions_of(project, form.fiscal_year).items() for n in numbers
    }
    evaluations = project.evaluations_by_item()
    for one in returns:
        if one.item not in fields:
            refusal = _refuse_unknown_item(project, form, one.item)
        elif owners.get(one.item) != form.division:
            refusal = _refuse_division(project, form, one.item, owners.get(one.item, ""))
        else:
            before = evaluations.get(one.item, {}).get(form.fiscal_year - 1)
            yield fill_years(one, form.fiscal_year, fields[one.item], before)
            continue
        yield ItemReturn(one.item, (), (), (Complaint(one.head, *refusal),), (), {}, one.head)


def _refuse_unknown_item(project: Project, form: ReturnedForm, number: int) -> tuple[str, str]:
    return (
        f"{project.words.item}{number}の{form.fiscal_year}年度の評価が、今の計画にありません。",
        "「taikou validate」と「taikou status」で、項目と評価のファイルを確かめてください。",
    )


def _refuse_division(
    project: Project, form: ReturnedForm, number: int, owner: str
) -> tuple[str, str]:
    words, year = project.words, form.fiscal_year
    return (
        f"{words.item}{number}の{words.division}は今は「{name_division(project, year, owner)}」で、"
        f"この様式の「{name_division(project, year, form.division)}」ではありません。",
        f"{words.division}を確かめ、正しい所属の様式を作り直してください。",
    )


class _ItemMerge:
    def __init__(self, fields: Mapping[Address, Field]) -> None:
        self._fields = fields
        self.filled: list[Filled] = []
        self.conflicts: list[Filled] = []
        self.faults: list[Complaint] = []
        self.notices: list[Complaint] = []
        self.places: dict[Address, str] = {}
        self.is_touched = False

    def take(self, cells: Iterable[ReturnedCell]) -> None:
        readings = [(cell, field, reading) for cell, field, reading in self._read_all(cells)]
        moved = _close_gaps(readings)
        for cell, field, reading in readings:
            address = moved.get(cell.key.address[:2], cell.key.address[:2]) + cell.key.address[2:]
            self._compare(cell, self._field_at(address) or field, reading)

    def _field_at(self, address: Address) -> Field | None:
        field = self._fields.get(address)
        if field is None and _is_evidence(address):
            # The plan has lost evidence since: what was written further down comes last.
            pattern = self._fields.get(("evidence", "1", *address[2:]))
            return pattern._replace(address=address, value=None) if pattern else None
        return field

    def _read_all(
        self, cells: Iterable[ReturnedCell]
    ) -> Iterator[tuple[ReturnedCell, Field, Reading]]:
        for cell in cells:
            field = self._field_at(cell.key.address)
            if field is None:
                self._refuse_unknown(cell)
                continue
            self.places[cell.key.address] = cell.place
            try:
                yield cell, field, cell.read(field)
            except CellError as error:
                self.faults.append(Complaint(cell.place, error.message, error.hint))

    def _refuse_unknown(self, cell: ReturnedCell) -> None:
        """A field that the plan no longer has does no harm as long as nobody changed it."""
        text = "" if cell.raw.value is None else trim_lines(str(cell.raw.value))
        if text and fingerprint(text) != cell.key.value:
            self.faults.append(
                Complaint(
                    cell.place,
                    f"「{cell.key.label}」は、様式を作った後に計画からなくなった欄です。",
                    EXPORT_AGAIN,
                )
            )

    def _compare(self, cell: ReturnedCell, field: Field, reading: Reading) -> None:
        value = field.default if reading.value is None else reading.value
        given = fingerprint(canonical_value(field.kind, value))
        now = fingerprint_of(field)
        self.is_touched |= given != cell.key.value
        if given in {cell.key.value, now}:
            return
        if fingerprint(field.subject) != cell.key.subject:
            self.faults.append(
                Complaint(
                    cell.place,
                    f"「{field.label}」の対象（意見の文、名称、単位）が、様式を作った後に変わっています。",
                    EXPORT_AGAIN,
                )
            )
            return
        self.notices += (Complaint(cell.place, notice) for notice in reading.notices)
        edit = Edit(field.address, value, field.stays)
        filled = Filled(edit, cell.place, field.label)
        if now == cell.key.value:
            self.filled.append(filled)
        else:
            theirs = write_value(field._replace(value=value))
            self.conflicts.append(filled._replace(ours=write_value(field), theirs=theirs))


def _is_evidence(address: Address) -> bool:
    """Tell whether an address is one of evidence; that of a broken key sheet can be anything."""
    return address[0] == "evidence" and bool(_COUNTED.fullmatch("".join(address[1:2])))


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
