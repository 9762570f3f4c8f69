"""Workbooks that came back: first what would come of them, then, once seen, taking them in."""

from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.forms.excel.planbook.recognition import is_plan_book
from taikou_cli.web.answers import Answer, go_to
from taikou_cli.web.asked import Asked, Upload
from taikou_cli.web.book_trial import try_book
from taikou_cli.web.form_trial import try_forms
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.web.tried import Tried


class Sent(NamedTuple):
    """Workbooks that wait to be taken in.

    Attributes:
        year: The year that is worked on.
        uploads: The workbooks.
        is_book: It is the one workbook of the plan, and not forms.
    """

    year: int
    uploads: tuple[Upload, ...]
    is_book: bool

    @property
    def back(self) -> str:
        """The page from which such are sent."""
        return f"/plan?year={self.year}" if self.is_book else f"/year?year={self.year}"


def try_uploads(session: Session, asked: Asked) -> Answer:
    """Show what would come of the workbooks; nothing is written."""
    if not asked.uploads:
        raise TaikouError(
            "様式のファイルが選ばれていません。", "返送された Excel の様式を選んでください。"
        )
    books = [is_plan_book(one.content) for one in asked.uploads]
    if any(books) and len(books) > 1:
        raise TaikouError(
            "計画のブックは、ほかのファイルと一緒には取り込めません。",
            "計画のブックだけを選んで取り込み、その後に、様式を選んで取り込んでください。",
        )
    year = session.choose_year(session.view().project, asked.field("year"))
    sent = Sent(year, asked.uploads, any(books))
    return _show(session, session.keep(sent), sent, _try(session, sent, asked))


def take(session: Session, asked: Asked) -> Answer:
    """Take the workbooks in if this is what was shown; else show what would come of them now."""
    sent = session.kept(asked.path["name"])
    if not isinstance(sent, Sent):
        raise NotThereError(asked.path["name"])
    with session.writing("様式の取り込み"):
        tried = _try(session, sent, asked)
        is_wanted = tried.can_take and tried.is_seen(asked)
        told = tried.save() if is_wanted else ""
    if not is_wanted:
        return _show(session, asked.path["name"], sent, tried)
    return go_to(f"{sent.back}&done={session.say((told,))}")


def _try(session: Session, sent: Sent, asked: Asked) -> Tried:
    if sent.is_book:
        return try_book(session.folder, sent.uploads[0], asked)
    return try_forms(session.folder, sent.uploads, sent.year, asked)


def _show(session: Session, name: str, sent: Sent, tried: Tried) -> Answer:
    title = "返ってきた計画のブック" if sent.is_book else f"返ってきた様式（{sent.year}年度）"
    context = {
        "place": "plan" if sent.is_book else "year",
        "back": sent.back,
        "back_title": "計画と評価" if sent.is_book else "年度の作業",
        "address": f"/year/returns/{name}",
        "tried": tried,
    }
    return session.page("returns", title, context)
