"""The stages of a year: what would move is shown first, then moved, on or back."""

from typing import Any

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japan_day import today
from taikou_cli.base.japanese_text import list_numbers, to_half_width
from taikou_cli.base.year_reading import parse_day
from taikou_cli.web.answers import Answer, go_to
from taikou_cli.web.asked import Asked
from taikou_cli.web.session import Session
from taikou_cli.work.advance import Advance, AdvanceRequest, prepare_advance
from taikou_cli.work.writing import save_changes

_FIELDS = ("year", "stage", "division", "items", "day", "direction", "why", "partial")
_BACK = "back"


def prepare(session: Session, asked: Asked) -> Answer:
    """Show which items would move, and what holds the others up."""
    made = prepare_advance(session.folder, _read(session, asked))
    context: dict[str, Any] = {
        "place": "year",
        "year": made.year,
        "stage": made.stage.name,
        "is_back": asked.field("direction") == _BACK,
        "moves": tuple((one.item, one.before.name, one.after.name) for one in made.moves),
        "hindered": tuple((one.item, "、".join(one.lacks)) for one in made.hindered),
        "already": list_numbers(made.already),
        "can_move": bool(made.edits),
        "can_part": bool(made.hindered and made.moves and not made.edits),
        "fields": tuple((name, asked.field(name)) for name in _FIELDS if name != "partial"),
        "is_partial": bool(asked.field("partial")),
    }
    return session.page("stages", f"段階を「{made.stage.name}」にする", context)


def move(session: Session, asked: Asked) -> Answer:
    """Move them."""
    with session.writing("段階"):
        made = prepare_advance(session.folder, _read(session, asked))
        written = list(save_changes(session.folder, made.edits, dry_run=False))
    return go_to(f"/year?year={made.year}&done={session.say((_tell(made, len(written)),))}")


def _tell(made: Advance, written: int) -> str:
    if not written:
        return "段階の変わる項目はありません。"
    return f"{written}項目の段階を「{made.stage.name}」にしました。"


def _read(session: Session, asked: Asked) -> AdvanceRequest:
    return AdvanceRequest(
        asked.field("stage"),
        session.choose_year(session.view().project, asked.field("year")),
        _read_day(asked.field("day")),
        tuple(to_half_width(asked.field("items")).replace("、", " ").replace(",", " ").split()),
        asked.field("division"),
        "",
        asked.field("why") if asked.field("direction") == _BACK else None,
        bool(asked.field("partial")),
    )


def _read_day(text: str) -> Any:
    if not text:
        return today()
    try:
        day, has_day = parse_day(to_half_width(text))
    except ValueError:
        has_day = False
    if not has_day:
        raise TaikouError(
            f"「{text}」を日付として読めません。",
            "「2026-05-29」か「令和8年5月29日」のように書いてください。",
        )
    return day
