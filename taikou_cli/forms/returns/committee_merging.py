"""The opinions of a returned committee form against the opinions that the plan has."""

from collections.abc import Iterable, Iterator

from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.forms.excel.raw_cell import CellError, Reading
from taikou_cli.forms.excel.returned import (
    EXPORT_AGAIN,
    Complaint,
    ReturnedCell,
    ReturnedForm,
    place_of,
)
from taikou_cli.forms.layout.cell_text import trim_lines
from taikou_cli.forms.layout.committee_layout import OPINION, build_cover_fields
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.returns.edits import Edit, NewOpinion
from taikou_cli.forms.returns.item_return import Filled, ItemReturn
from taikou_cli.project.project import Project

_WHOLE = 0
"""Stands for the number of an item where the opinion is about all of them."""


class CommitteeMerge:
    """Opinions are added; one that the same member gave at the same meeting is that opinion."""

    def __init__(self, project: Project, form: ReturnedForm) -> None:
        self._form = form
        self._item = project.words.short.item
        self._opinions = {
            item: years[form.fiscal_year].opinions
            for item, years in project.evaluations_by_item().items()
            if form.fiscal_year in years
        }
        results = (one.content for one in project.goal_results)
        told = [one.opinions for one in results if one.fiscal_year == form.fiscal_year]
        self._opinions[_WHOLE] = told[0] if told else ()
        self._cover_faults: list[Complaint] = []
        self._cover_notices: list[Complaint] = []
        self._cover: dict[str, Reading] = {}
        patterns = {field.address: field for field in build_cover_fields(project.require_outline())}
        self._cover_place = place_of(form.file)
        for cell in form.cells:
            is_opinion = cell.key.address == (OPINION,)
            if cell.key.item == _WHOLE and cell.key.address in patterns and not is_opinion:
                self._read_cover(cell, patterns[cell.key.address])

    def _read_cover(self, cell: ReturnedCell, field: Field) -> None:
        if field.address == ("meeting",):
            self._cover_place = cell.place
        try:
            reading = cell.read(field)
            self._cover[field.address[0]] = reading
            self._cover_notices += (Complaint(cell.place, n) for n in reading.notices)
        except CellError as error:
            self._cover_faults.append(Complaint(cell.place, error.message, error.hint))

    def merge(self, items: Iterable[int]) -> Iterator[ItemReturn]:
        """Yield what came back for each item."""
        for cell in self._form.cells:
            if cell.key.item in {_WHOLE, *items} and cell.key.address == (OPINION,):
                yield self._merge_opinion(cell)

    def _merge_opinion(self, cell: ReturnedCell) -> ItemReturn:
        number, place = cell.key.item, cell.place
        field = Field(number, (OPINION,), cell.key.label, "", Kind.TEXT)
        result = ItemReturn(number, (), (), (), (), {(OPINION,): place}, place)
        try:
            reading = cell.read(field)
        except CellError as error:
            return result._replace(faults=(Complaint(place, error.message, error.hint),))
        if reading.value is None:
            return result
        result = result._replace(is_touched=True)
        if number not in self._opinions:
            year = self._form.fiscal_year
            message = f"{self._item}{number}の{year}年度の評価が、今の計画にありません。"
            return result._replace(faults=(Complaint(place, message, EXPORT_AGAIN),))
        if faults := self._check_cover():
            return result._replace(faults=faults)
        notices = [*self._cover_notices, *(Complaint(place, n) for n in reading.notices)]
        self._cover_notices.clear()  # they are said once
        return self._compare(result, str(reading.value))._replace(notices=tuple(notices))

    def _check_cover(self) -> tuple[Complaint, ...]:
        meeting = self._cover.get("meeting")
        if self._cover_faults or (meeting and meeting.value):
            return tuple(self._cover_faults)
        message = "会議が書かれていません。"
        return (Complaint(self._cover_place, message, "会議（例：第1回）を書いてください。"),)

    def _compare(self, result: ItemReturn, text: str) -> ItemReturn:
        values = {key: reading.value for key, reading in self._cover.items()}
        member, meeting = values.get("member"), values.get("meeting")
        opinions = self._opinions[result.item]
        same = [
            (place, one)
            for place, one in enumerate(opinions, start=1)
            if (fold_name(one.member), fold_name(one.meeting))
            == (fold_name(member), fold_name(meeting))
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
        new = NewOpinion(values | {OPINION: text})
        return result._replace(filled=(Filled(new, result.head, "意見"),))


def fold_name(name: object) -> str:
    """Give what a name is compared by: 第２回 is 第2回, and 佐藤　花子 is 佐藤花子."""
    return "".join(to_half_width(str(name or "")).split())
