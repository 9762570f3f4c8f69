"""Returns of one import held against each other, before any of them is taken in."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taikou_cli.forms.excel.raw_cell import quote
from taikou_cli.forms.excel.returned import Complaint, ReturnedForm
from taikou_cli.forms.layout.committee_layout import OPINION
from taikou_cli.forms.layout.field_values import canonical_value
from taikou_cli.forms.layout.fields import Kind
from taikou_cli.forms.returns.committee_merging import fold_name
from taikou_cli.forms.returns.edits import Edit, NewOpinion
from taikou_cli.forms.returns.item_return import Filled, ItemReturn

Returns = tuple[ItemReturn, ...]
"""What came back in one form, by item."""

Key = tuple[object, ...]
_KEEP_ONE = "どちらを取り込むかを所属に確かめ、もう一方を外して取り込んでください。"


class _Said(NamedTuple):
    """What one form says of one item."""

    form: int
    item: int
    filled: Filled

    @property
    def value(self) -> str:
        """What it says, so that what nobody would call different is equal."""
        edit = self.filled.edit
        return canonical_value(
            Kind.TEXT, edit.value if isinstance(edit, Edit) else edit.values[OPINION]
        )


def hold_together(forms: Sequence[ReturnedForm], returns: Sequence[Returns]) -> list[Returns]:
    """Refuse what two returns of one form say differently, and take once what they say alike.

    Args:
        forms: The forms.
        returns: What came back in each, by item.
    """
    told: dict[Key, list[_Said]] = {}
    for number, items in enumerate(returns):
        for one in items:
            for filled in (*one.filled, *one.conflicts):
                key = _key_of(forms[number], one.item, filled)
                told.setdefault(key, []).append(_Said(number, one.item, filled))
    faults: dict[tuple[int, int], list[Complaint]] = {}
    repeated: set[tuple[int, str]] = set()
    for said in told.values():
        for first, later in _pairs_of_forms(said):
            if first.value != later.value:
                faults.setdefault((first.form, first.item), []).append(_complain(first, later))
                faults.setdefault((later.form, later.item), []).append(_complain(later, first))
            elif isinstance(later.filled.edit, NewOpinion):
                repeated.add((later.form, later.filled.place))
    return [
        tuple(
            one._replace(
                faults=(*one.faults, *faults.get((number, one.item), ())),
                filled=tuple(f for f in one.filled if (number, f.place) not in repeated),
            )
            for one in items
        )
        for number, items in enumerate(returns)
    ]


def _key_of(form: ReturnedForm, item: int, filled: Filled) -> Key:
    """Give what two returns would both write."""
    if isinstance(filled.edit, Edit):
        return (form.kind, form.division, item, filled.edit.address)
    member, meeting = (fold_name(filled.edit.values.get(key)) for key in ("member", "meeting"))
    # Members without a name are told apart: only the same words are one opinion.
    return (form.kind, item, member or filled.edit.values[OPINION], meeting)


def _pairs_of_forms(said: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Pair what the first form says with what each later one says."""
    for later in said[1:]:
        if later.form != said[0].form:
            yield said[0], later


def _complain(one: _Said, other: _Said) -> Complaint:
    message = (
        f"「{one.filled.label}」が、同じ様式の二つの返送で違います。こちらは{quote(one.value)}、"
        f"「{other.filled.place}」では{quote(other.value)}です。どちらも取り込みません。"
    )
    return Complaint(one.filled.place, message, _KEEP_ONE)
