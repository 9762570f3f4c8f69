"""The publication of a year: made and looked at first, then recorded as what was published."""

import json
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japan_day import today
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.web.answers import Answer, go_to, offer
from taikou_cli.web.asked import Asked
from taikou_cli.web.job import Job
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.work.bundle import STEPS
from taikou_cli.work.publish import Publication, PublishRequest, Refusal, prepare_publication
from taikou_cli.work.writing import save_edits


class Preparation(NamedTuple):
    """A publication that is being made, or was made and is not recorded yet."""

    request: PublishRequest
    job: Job[Publication | Refusal]


def prepare(session: Session, asked: Asked) -> Answer:
    """Begin to make the publication of a year; nothing is written."""
    year = session.choose_year(session.view().project, asked.field("year"))
    why = asked.field("why") or None
    request = PublishRequest(year, today(), why, None, bool(asked.field("pdf")))
    name = session.find(lambda one: _is_making(one, request))
    return go_to(f"/year/publications/{name or session.keep(_begin(session, request))}")


def show(session: Session, asked: Asked) -> Answer:
    """Lay out what was made, or how far the making of it is."""
    preparation = _find(session, asked)
    year = preparation.request.year
    progress = preparation.job.progress
    context: dict[str, Any] = {
        "place": "year",
        "year": year,
        "address": f"/year/publications/{asked.path['name']}",
    }
    if progress.is_running:
        return session.page("making", f"{year}年度の公表", context | {"progress": progress})
    made = _finish(session, preparation)
    context |= {
        "edition": made.edition,
        "day": preparation.request.published_on.isoformat(),
        "commit": made.commit or "",
        "sha256": made.sha256,
        "size": f"{len(made.packed):,}",
        "name": made.name,
        "paths": tuple(made.edits),
    }
    return session.page("publication", f"{year}年度の公表", context)


def tell_progress(session: Session, asked: Asked) -> Answer:
    """Say as JSON how far the making is."""
    told = json.dumps(_find(session, asked).job.progress._asdict(), ensure_ascii=False)
    return Answer(told.encode("utf-8"), media="application/json")


def give(session: Session, asked: Asked) -> Answer:
    """Give the bundle to be saved."""
    made = _finish(session, _find(session, asked))
    return offer(made.name, made.packed, "application/zip")


def record(session: Session, asked: Asked) -> Answer:
    """Record that this was published: the stages, then the record."""
    prepared = _find(session, asked)
    shown = _finish(session, prepared)
    with session.writing("公表の記録"):
        made = _finish(session, _begin(session, prepared.request))
        if made.sha256 != shown.sha256:
            raise TaikouError(
                "一式を作った後に、データかひな形が変わっています。何も書き込んでいません。",
                "一式を作り直し、確かめてから記録してください。",
            )
        written = list(save_edits(session.folder, made.edits, dry_run=False))
    year = prepared.request.year
    told = f"{year}年度の公表（{made.edition}）を記録しました（{len(written)}件のファイル）。"
    return go_to(f"/year?year={year}&done={session.say((told,))}")


def _find(session: Session, asked: Asked) -> Preparation:
    prepared = session.kept(asked.path["name"])
    if not isinstance(prepared, Preparation):
        raise NotThereError(asked.path["name"])
    return prepared


def _begin(session: Session, request: PublishRequest) -> Preparation:
    steps = STEPS if request.with_pdf else STEPS - 1
    return Preparation(request, Job(prepare_publication(session.folder, request), steps))


def _is_making(kept: Any, request: PublishRequest) -> bool:
    """Tell whether this is under way already: a button may be pressed twice."""
    is_one = isinstance(kept, Preparation)
    return is_one and kept.request == request and kept.job.progress.is_running


def _finish(session: Session, preparation: Preparation) -> Publication:
    made = preparation.job.result()
    if isinstance(made, Refusal):
        raise _explain(made, session.view().project.words.item)
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
