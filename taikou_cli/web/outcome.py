"""Saves what was typed on a page, and says what came of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from taikou_cli.base.findings import SEVERITY_NAMES, Severity
from taikou_cli.forms.returns.importing import Snapshot
from taikou_cli.web.answers import Answer, go_to
from taikou_cli.web.asked import Asked
from taikou_cli.web.controls import Part, Remark, Said, read_typed, say_remarks
from taikou_cli.web.session import Session, View
from taikou_cli.work.typed_fields import Taken, Typed, place_of_field, save_taken


class FormPage(NamedTuple):
    """A page with fields that are saved.

    Attributes:
        address: Where it is.
        take: Merges what was typed into the plan, without writing.
        lay_out: Lays it out with what is to be said.
        is_blank: Its fields hold nothing of the plan: what was typed stays until all of it is saved.
    """

    address: str
    take: Callable[[Snapshot, tuple[Typed, ...]], Taken]
    lay_out: Callable[[View, Said], Answer]
    is_blank: bool = False

    def show(self, session: Session, asked: Asked) -> Answer:
        """Show it as the plan is now, after saving with what was saved."""
        return self.lay_out(session.view(), Said(told=session.told(asked.query.get("done", ""))))

    def save(self, session: Session, asked: Asked) -> Answer:
        """Save what was typed, or show the form again with why it could not be saved."""
        typed = read_typed(asked)
        with session.writing("記入"):
            view = session.view()
            taken = self.take(view.snapshot, typed)
            if not taken.complaints:
                save_taken(view.snapshot, taken.contents)
        if not taken.complaints and not taken.conflicts:
            return go_to(f"{self.address}?done={session.say(tell_saved(taken))}")
        return self.lay_out(session.view(), self._say(taken, typed))

    def _say(self, taken: Taken, typed: tuple[Typed, ...]) -> Said:
        unsaved = typed
        if not (taken.complaints or self.is_blank):
            places = {one.place for one in taken.conflicts}
            unsaved = tuple(one for one in typed if place_of_field(one.address) in places)
        return Said(
            {place_of_field(one.address): one for one in unsaved},
            say_remarks(SEVERITY_NAMES[Severity.ERROR], taken.complaints),
            {one.place: one for one in taken.conflicts},
            tell_saved(taken) if taken.changed and not taken.complaints else (),
        )


def tell_saved(taken: Taken) -> tuple[str, ...]:
    """Say what was saved, what was understood, and what the rules remark on it."""
    labels = "、".join(dict.fromkeys(taken.changed))
    saved = f"保存しました（{labels}）。" if labels else "変わったところはありません。"
    return (saved, *(one.message for one in (*taken.notices, *taken.warnings)))


def merge_remarks(*groups: Mapping[str, tuple[Remark, ...]]) -> dict[str, tuple[Remark, ...]]:
    """Put the remarks of several groups together, place by place."""
    places = dict.fromkeys(place for group in groups for place in group)
    return {
        place: tuple(one for group in groups for one in group.get(place, ())) for place in places
    }


def describe_form(parts: tuple[Part, ...], said: Said) -> dict[str, Any]:
    """Give what the templates of all such pages name."""
    shown = {line.control.id for part in parts for line in part.lines if line.control}
    return {
        "parts": parts,
        "told": said.told,
        "errors": tuple(_list_errors(said, shown)),
        "status": 422 if said.has_failed else 200,
    }


def _list_errors(said: Said, shown: set[str]) -> Iterator[Mapping[str, str]]:
    for place, remarks in said.remarks.items():
        for one in remarks:
            yield {"to": place if place in shown else "", "text": one.message}
    for place, conflict in said.conflicts.items():
        text = (
            f"「{conflict.label}」は、この画面を開いた後に、ほかで変わっています。"
            "どちらにするかを選んでください。"
        )
        yield {"to": place, "text": text}
