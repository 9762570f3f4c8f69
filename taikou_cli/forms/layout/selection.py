"""Which forms are wanted: for whom, of which items, of the year or of a part of it."""

from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.model.year_part import read_part, year_of


class Selection(NamedTuple):
    """Which forms are wanted; empty means all.

    Attributes:
        kind: For divisions, for the members of the committee, or for a body.
        division: The id or the name of one division.
        items: The numbers of the items.
        body: The id of the body.
        meeting: The meeting that the committee's form is for.
        as_of: The part of the year that divisions report on; empty for the year's evaluation.
    """

    kind: FormKind = FormKind.DIVISION
    division: str = ""
    items: tuple[int, ...] = ()
    body: str = ""
    meeting: str = ""
    as_of: str = ""


def choose_forms(whom: str, meeting: str = "", as_of: str = "") -> Selection:
    """Tell which forms a user asks for.

    Args:
        whom: `division`, `committee`, `office` or the id of a body.
        meeting: The meeting that the committee's form is for.
        as_of: The part of the year that divisions report on, as `2026-H1`; empty for the year.

    Raises:
        TaikouError: A meeting is named for others than the committee, or a part of the year for
            others than the divisions, or what is named is no part of a year.
    """
    if as_of:
        return Selection(as_of=_read_as_of(as_of, whom))
    if meeting and whom != FormKind.COMMITTEE:
        raise TaikouError(
            "「--meeting」は、委員用の様式（--for committee）でだけ使えます。",
            "「--meeting」を外すか、「--for committee」を付けてください。",
        )
    known = {str(kind): kind for kind in (FormKind.DIVISION, FormKind.COMMITTEE)}
    if whom in known:
        return Selection(known[whom], meeting=meeting)
    return Selection(FormKind.BODY, body=whom)


def _read_as_of(as_of: str, whom: str) -> str:
    if whom != FormKind.DIVISION:
        raise TaikouError(
            "「--as-of」は、所属の様式でだけ使えます。",
            "「--for」を外してください。会議・委員会の評価は、年度の様式で集められます。",
        )
    try:
        return read_part(as_of)
    except ValueError as error:
        raise TaikouError(
            f"「{reveal_controls(as_of)}」は、年度の途中の時点ではありません。",
            "上半期は 2026-H1、第3四半期は 2026-Q3 のように書いてください。年度末の評価は「--as-of」なしで作ります。",
        ) from error


def choose_form_year(year: int | None, selection: Selection) -> int | None:
    """Give the year that forms are for, which the part of a year already tells.

    Raises:
        TaikouError: Another year is asked for.
    """
    if not selection.as_of:
        return year
    own = year_of(selection.as_of)
    if year not in (None, own):
        raise TaikouError(
            f"「--as-of {selection.as_of}」は{own}年度の時点で、「--year {year}」と合いません。",
            "「--year」を外すか、どちらかを直してください。",
        )
    return own
