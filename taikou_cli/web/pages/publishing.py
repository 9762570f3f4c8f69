"""The publication of a year: made and looked at first, then recorded as what was published."""

from collections.abc import Generator
from typing import Any, NamedTuple, TypeVar

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japan_day import today
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.web.answers import Answer, go_to, offer
from taikou_cli.web.asked import Asked
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.work.publish import Publication, PublishRequest, Refusal, prepare_publication
from taikou_cli.work.writing import save_edits

Made = TypeVar("Made")


class Prepared(NamedTuple):
    """A publication that was made and is not recorded yet."""

    request: PublishRequest
    made: Publication


def prepare(session: Session, asked: Asked) -> Answer:
    """Make the publication of a year, and say what it is; nothing is written."""
    year = session.choose_year(session.view().project, asked.field("year"))
    why = asked.field("why") or None
    request = PublishRequest(year, today(), why, None, bool(asked.field("pdf")))
    prepared = Prepared(request, _make(session, request))
    return go_to(f"/year/publications/{session.keep(prepared)}")


def show(session: Session, asked: Asked) -> Answer:
    """Lay out what was made."""
    prepared = _find(session, asked)
    context: dict[str, Any] = {
        "place": "year",
        "year": prepared.request.year,
        "address": f"/year/publications/{asked.path['name']}",
        "edition": prepared.made.edition,
        "day": prepared.request.published_on.isoformat(),
        "commit": prepared.made.commit or "",
        "sha256": prepared.made.sha256,
        "size": f"{len(prepared.made.packed):,}",
        "name": prepared.made.name,
        "paths": tuple(prepared.made.edits),
    }
    return session.page("publication", f"{prepared.request.year}年度の公表", context)


def give(session: Session, asked: Asked) -> Answer:
    """Give the bundle to be saved."""
    made = _find(session, asked).made
    return offer(made.name, made.packed, "application/zip")


def record(session: Session, asked: Asked) -> Answer:
    """Record that this was published: the stages, then the record."""
    prepared = _find(session, asked)
    with session.writing("公表の記録"):
        made = _make(session, prepared.request)
        if made.sha256 != prepared.made.sha256:
            raise TaikouError(
                "一式を作った後に、データかひな形が変わっています。何も書き込んでいません。",
                "一式を作り直し、確かめてから記録してください。",
            )
        written = list(save_edits(session.folder, made.edits, dry_run=False))
    year = prepared.request.year
    told = f"{year}年度の公表（{made.edition}）を記録しました（{len(written)}件のファイル）。"
    return go_to(f"/year?year={year}&done={session.say((told,))}")


def _find(session: Session, asked: Asked) -> Prepared:
    prepared = session.kept(asked.path["name"])
    if not isinstance(prepared, Prepared):
        raise NotThereError(asked.path["name"])
    return prepared


def _make(session: Session, request: PublishRequest) -> Publication:
    made = _finish(prepare_publication(session.folder, request))
    if isinstance(made, Refusal):
        raise _explain(made, session.view().project.words.item)
    return made


def _finish(steps: Generator[str, None, Made]) -> Made:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: Made = end.value
            return made


def _explain(refusal: Refusal, item: str) -> TaikouError:
    if refusal.errors:
        return TaikouError(
            "データに誤りがあるので、公表する一式を作れません。",
            "「はじめ」の画面で誤りを確かめてください。",
        )
    reasons = dict.fromkeys(one.reason for one in refusal.obstacles)
    told = "、".join(
        f"{reason}（{item}{list_numbers(o.number for o in refusal.obstacles if o.reason == reason)}）"
        for reason in reasons
    )
    return TaikouError(f"まだ公表できません。{told}", "段階を進めてから作ってください。")
