"""What came back for one item, held against the plan as it is now."""

from collections.abc import Mapping
from typing import NamedTuple

from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.fields import Address
from taikou_cli.forms.returns.edits import Edit, NewOpinion


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
        words: What the form calls the keys and codes of YAML.
        is_touched: Something was written since the form was made, the plan having it or not.
    """

    item: int
    filled: tuple[Filled, ...]
    conflicts: tuple[Filled, ...]
    faults: tuple[Complaint, ...]
    notices: tuple[Complaint, ...]
    places: Mapping[Address, str]
    head: str
    words: Mapping[str, str] = {}
    is_touched: bool = False
