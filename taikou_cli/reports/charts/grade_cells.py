"""How a grade, or what stands for one, looks: colours with a hatching of its own, and a letter."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taikou_cli.base.japanese_text import display_width
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.wording import STATE_NAMES
from taikou_cli.reports.charts.palette import PRINT, Palette, Swatch
from taikou_cli.reports.charts.svg import Number, element, shorten, write_text

_SIGNS = {
    ItemState.PENDING: "…",
    ItemState.UNRATED: "・",
    ItemState.CARRIED_OVER: "→",
    ItemState.DISCONTINUED: "×",
    ItemState.NOT_IN_FORCE: "－",
}

# Each grade's hatching, in a tile of 8 × 8: told apart without any colour.
_HATCHES = (
    "",
    "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6",
    "M2 2 h1.8 v1.8 h-1.8 z M6 6 h1.8 v1.8 h-1.8 z",
    "M0 0 L8 8 M0 8 L8 0",
    "M0 2 H8 M0 6 H8",
    "M2 0 V8 M6 0 V8",
)
_NEUTRAL_HATCH = 4
_TILE = 8
_CELL = 6.5
_LONGEST = 18


class Mark(NamedTuple):
    """A grade of the items' scale, or a state that has none.

    Attributes:
        sign: What is written for it.
        label: What it means.
        place: Its place among the counted grades of the scale; None if it is none of them.
        of: How many counted grades the scale has.
        is_grade: It is a grade.
    """

    sign: str
    label: str
    place: int | None = None
    of: int = 0
    is_grade: bool = True


def list_marks(scale: RatingScale | None) -> dict[str, Mark]:
    """Give the marks of the grades by their codes, in the order of the scale."""
    grades = scale.grades if scale else ()
    counted = [grade.code for grade in grades if grade.counted]
    places = {code: place for place, code in enumerate(counted)}
    return {
        grade.code: Mark(grade.code, grade.label, places.get(grade.code), len(counted))
        for grade in grades
    }


def mark_of(standing: ItemStanding | None, marks: dict[str, Mark]) -> Mark:
    """Give what stands for an item's year; a grade that the scale does not know as it is.

    An item that the plan did not have in that year has no standing.
    """
    if standing is None:
        return mark_of_state(ItemState.NOT_IN_FORCE)
    if standing.grade:
        return marks.get(standing.grade, Mark(standing.grade, ""))
    return mark_of_state(standing.state)


def mark_of_state(state: ItemState) -> Mark:
    """Give the mark of a state without a grade."""
    return Mark(_SIGNS.get(state, ""), STATE_NAMES[state], is_grade=False)


def define_hatches(marks: Iterable[Mark], prefix: str, palette: Palette) -> str:
    """Write the definitions that `draw_cell` refers to."""
    return element("defs", "".join(_iter_patterns(marks, prefix, palette)))


def draw_cell(
    mark: Mark, box: tuple[Number, Number, Number, Number], prefix: str, palette: Palette
) -> str:
    """Draw the ground of a mark: `box` is its x, y, width and height."""
    x, y, width, height = box
    place: dict[str, Number | str] = {"x": x, "y": y, "width": width, "height": height}
    if not mark.is_grade:
        place |= {"stroke": palette.muted, "stroke_dasharray": "3 2"}
        return element("rect", "", **place, fill=palette.ground)
    swatch, hatch = _look_of(mark, palette)
    ground = element("rect", "", **place, fill=swatch.fill, stroke=palette.muted)
    # The hatching lies on a ground of its own: tiles that held it would show their seams in print.
    return ground + (
        element("rect", "", **place, fill=f"url(#{_name(mark, prefix)})") if hatch else ""
    )


def draw_sign(text: str, middle: Number, y: Number, palette: Palette, *, plate: bool = True) -> str:
    """Write a sign on a plate of its own, so that the hatching does not disturb it."""
    width = measure_sign(text)
    ground = element(
        "rect",
        x=float(middle) - width / 2,
        y=float(y) - 8,
        width=width,
        height=16,
        rx=3,
        fill=palette.ground,
    )
    sign = write_text(
        text, middle, float(y) + 4.5, text_anchor="middle", font_weight="bold", font_size=12
    )
    return (ground if plate else "") + sign


def measure_sign(text: str) -> float:
    """Give the width of a sign with its plate."""
    return display_width(text) * _CELL + 6


def draw_legend(
    marks: Iterable[Mark], y: int, width: int, prefix: str, palette: Palette
) -> tuple[str, int]:
    """Explain marks in lines from `y` on.

    Returns:
        The legend, and where it ends.
    """
    x, drawn = 0.0, []
    for mark in marks:
        text = shorten(explain(mark), (width - 24) // 7)
        # What is no grade is called by a longer name in other languages.
        cells = display_width(text) if mark.is_grade else max(display_width(text), _LONGEST)
        needed = 24 + cells * _CELL + 18
        if x and x + needed > width:
            x, y = 0.0, y + 22
        drawn.append(draw_cell(mark, (x + 0.5, y, 18, 14), prefix, palette))
        if not mark.is_grade:
            drawn.append(draw_sign(mark.sign, x + 9.5, y + 7, palette, plate=False))
        drawn.append(write_text(text, x + 24, y + 12))
        x += needed
    return "".join(drawn), y + 22


def name_look(mark: Mark) -> str:
    """Name the look of a mark in a style sheet: its colours and its hatching."""
    if not mark.is_grade:
        return "ungraded"
    if mark.place is None:
        return f"swatch-0 hatch-{_NEUTRAL_HATCH}"
    return f"swatch-{PRINT.place_of(mark.place, mark.of) + 1} hatch-{mark.place % len(_HATCHES)}"


def explain(mark: Mark) -> str:
    """Say what a mark means, as a legend does."""
    if not mark.is_grade:
        return mark.label
    return f"{mark.sign}　{mark.label}" if mark.label else mark.sign


def _name(mark: Mark, prefix: str) -> str:
    return f"{prefix}-hatch-{'none' if mark.place is None else mark.place}"


def _iter_patterns(marks: Iterable[Mark], prefix: str, palette: Palette) -> Iterator[str]:
    looks = {_name(mark, prefix): _look_of(mark, palette) for mark in marks if mark.is_grade}
    for name, (swatch, hatch) in looks.items():
        if hatch:
            lines = element("path", d=hatch, fill="none", stroke=swatch.hatch)
            yield element(
                "pattern",
                lines,
                id=name,
                width=_TILE,
                height=_TILE,
                patternUnits="userSpaceOnUse",
            )


def _look_of(mark: Mark, palette: Palette) -> tuple[Swatch, str]:
    if mark.place is None:
        return palette.neutral, _HATCHES[_NEUTRAL_HATCH]
    return palette.swatch_of(mark.place, mark.of), _HATCHES[mark.place % len(_HATCHES)]
