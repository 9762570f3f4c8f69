"""What came back: the cells of a workbook with the fields that they were made for."""

from typing import NamedTuple

from taikou_cli.forms.excel.cell_reading import read_cell
from taikou_cli.forms.excel.key_sheet import FieldKey
from taikou_cli.forms.excel.raw_cell import CellError, Raw, Reading
from taikou_cli.forms.layout.committee_layout import MEETING
from taikou_cli.forms.layout.fields import Field
from taikou_cli.forms.layout.sheets import FormKind

EXPORT_AGAIN = "様式を作り直し、記入した内容を写してもらってください。"
"""The way out where a form no longer fits the plan."""


class Complaint(NamedTuple):
    """Something to be said of a place: what it is, and the way out (empty for mere notices)."""

    place: str
    message: str
    hint: str = ""


class ReturnedCell(NamedTuple):
    """An input cell as it came back.

    Attributes:
        key: What it was made for.
        place: Where it stands now: `様式.xlsx › 項目1 › B12`.
        raw: What it holds.
        notices: What had to be understood rather than copied.
        fault: Why what it holds cannot be told.
    """

    key: FieldKey
    place: str
    raw: Raw = Raw(None)
    notices: tuple[str, ...] = ()
    fault: CellError | None = None

    def read(self, field: Field) -> Reading:
        """Read what was meant.

        Raises:
            CellError: It cannot be told.
        """
        if self.fault:
            raise self.fault
        reading = read_cell(field, self.raw)
        return reading._replace(notices=(*self.notices, *reading.notices))


class ReturnedForm(NamedTuple):
    """A workbook that came back.

    Attributes:
        file: The name of its file.
        kind: Whom it was for.
        fiscal_year: The evaluated year.
        division: The id of the division; empty where none was registered.
        plan: The government and the title of the plan.
        cells: Its input cells; those of sheets that are gone are left out.
        lost_items: The items whose sheets are gone.
        head_places: By item, the title of its sheet's place, for what concerns no single cell.
        nameless_items: The items whose sheets are there but none of whose cells can be told,
            with the places of the sheets.
        notices: What is to be said of the workbook as a whole.
        strays: What was written where nothing is taken in from.
        as_of: The part of the year that is reported on; empty for the year.
    """

    file: str
    kind: FormKind
    fiscal_year: int
    division: str
    plan: str
    cells: tuple[ReturnedCell, ...]
    lost_items: tuple[int, ...]
    head_places: dict[int, str]
    nameless_items: dict[int, str]
    notices: tuple[Complaint, ...] = ()
    strays: tuple[Complaint, ...] = ()
    as_of: str = ""

    def cells_by_item(self) -> dict[int, tuple[ReturnedCell, ...]]:
        """Give the cells by the item that they are of; 0 has those of no item."""
        found: dict[int, list[ReturnedCell]] = {}
        for cell in self.cells:
            found.setdefault(cell.key.item, []).append(cell)
        return {item: tuple(cells) for item, cells in found.items()}

    def only(self, items: tuple[int, ...]) -> "ReturnedForm":
        """Give the form with nothing but these items, and the cover."""
        return self._replace(
            cells=tuple(cell for cell in self.cells if cell.key.item in {0, *items}),
            lost_items=tuple(item for item in self.lost_items if item in items),
            nameless_items={n: at for n, at in self.nameless_items.items() if n in items},
        )

    @property
    def member(self) -> str:
        """The member of the committee who filled it in; empty if unnamed, or for divisions."""
        names = (cell.raw.value for cell in self.cells if cell.key[1:3] == (0, ("member",)))
        name = next(names, None)
        return " ".join(str(name).split()) if name else ""

    @property
    def is_blank(self) -> bool:
        """Nothing is written in any of its input cells, but the meeting that the office wrote."""
        own = (cell for cell in self.cells if cell.key.address != MEETING)
        return all(cell.raw.value is None and not cell.fault for cell in own)


def place_of(file: str, sheet: str = "", cell: str = "") -> str:
    """Name a place in a workbook."""
    return " › ".join(part for part in (file, sheet, cell) if part)
