"""What changed since the last record; recording it, taking a record back, an item's history."""

from collections.abc import Iterator, Mapping
from typing import Any

from taikou_cli.changes.compare_plans import list_changes
from taikou_cli.changes.history import iter_history
from taikou_cli.store.git_command import GitError
from taikou_cli.store.git_tree import Commit
from taikou_cli.web.answers import Answer, go_to
from taikou_cli.web.asked import Asked
from taikou_cli.web.change_words import tell_changes
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.work.record_changes import (
    Record,
    list_lines,
    list_records,
    record_changes,
    say_undone,
    undo_record,
)


def show(session: Session, asked: Asked) -> Answer:
    """Lay out what changed, and the records."""
    view, before = session.view(), session.recorded()
    told = session.told(asked.query.get("done", ""))
    context: dict[str, Any] = {"place": "changes", "told": told, "errors": ()}
    if before is None:
        context |= {"is_recorded": False}
        return session.page("changes", "変更と記録", context)
    context |= {
        "is_recorded": True,
        "changes": tuple(tell_changes(list_changes(before, view.project))),
        "unreadable": tuple(sorted(view.project.unread_paths())),
        "lines": tuple(list_lines(session.folder)),
        "records": tuple(map(_describe, list_records(session.folder))),
        "who": session.name_of_user,
    }
    return session.page("changes", "変更と記録", context)


def record(session: Session, asked: Asked) -> Answer:
    """Record what changed."""
    given = Record(asked.field("who"), asked.field("why"))
    with session.writing("変更の記録"):
        record_changes(session.folder, given)
    session.name_of_user = given.who
    return go_to(f"/changes?done={session.say(('記録しました。',))}")


def undo(session: Session, asked: Asked) -> Answer:
    """Take a record back: its opposite becomes a record of its own."""
    name = asked.field("commit")
    known = {one.name: one for one in list_records(session.folder)}
    if name not in known:
        raise NotThereError(name)
    given = Record(asked.field("who"), say_undone(known[name].subject))
    with session.writing("記録の取り消し"):
        undo_record(session.folder, name, given)
    session.name_of_user = given.who
    told = f"「{known[name].subject}」を取り消しました。取り消したことも記録に残ります。"
    return go_to(f"/changes?done={session.say((told,))}")


def show_history(session: Session, asked: Asked) -> Answer:
    """Lay out what each record changed of an item."""
    number = asked.number("number")
    project = session.view().project
    if number not in project.items_by_number():
        raise NotThereError(number)
    try:
        steps = tuple(_tell_history(session, number))
    except GitError:
        steps = ()
    context = {"place": "plan", "number": number, "steps": steps[::-1]}
    return session.page("history", f"{project.words.item}{number}の記録", context)


def _describe(commit: Commit) -> Mapping[str, Any]:
    return {
        "name": commit.name,
        "who": commit.author,
        "day": commit.date,
        "why": commit.subject,
        "can_undo": len(commit.parents) == 1,
    }


def _tell_history(session: Session, number: int) -> Iterator[Mapping[str, Any]]:
    for step in iter_history(session.folder, number, everything=True):
        told = tuple(tell_changes(step.changes))
        yield {"who": step.author, "day": step.date, "why": step.subject, "told": told}
