"""What came back: the cells of a workbook with the fields that they were made for."""

from typing import NamedTuple

from taikou_cli.forms.cell_reading import Raw
from taikou_cli.forms.key_sheet import FieldKey
from taikou_cli.forms.sheets import FormKind


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
        raw: What it holds; None where it cannot be told.
        notices: What had to be understood rather than copied.
        fault: Why it cannot be told.
    """

    key: FieldKey
    place: str
    raw: Raw | None
    notices: tuple[str, ...] = ()
    fault: tuple[str, str] | None = None


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
    """

    file: str
    kind: FormKind
    fiscal_year: int
    division: str
    plan: str
    cells: tuple[ReturnedCell, ...]
    lost_items: tuple[int, ...]
    head_places: dict[int, str]

    def only(self, items: tuple[int, ...]) -> "ReturnedForm":
        """Give the form with nothing but these items, and the cover."""
        return self._replace(
            cells=tuple(cell for cell in self.cells if cell.key.item in {0, *items}),
            lost_items=tuple(item for item in self.lost_items if item in items),
        )

    @property
    def member(self) -> str:
        """The member of the committee who filled it in; empty if unnamed, or for divisions."""
        names = (cell.raw for cell in self.cells if cell.key[1:3] == (0, ("member",)))
        raw = next(names, None)
        return " ".join(str(raw.value).split()) if raw and raw.value else ""


def place_of(file: str, sheet: str = "", cell: str = "") -> str:
    """Name a place in a workbook."""
    return " › ".join(part for part in (file, sheet, cell) if part)
