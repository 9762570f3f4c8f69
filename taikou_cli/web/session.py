"""The plan that the pages show: loaded anew whenever a byte of its files has changed."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which
from threading import RLock
from typing import Any, NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import CheckResult
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.forms.returns.importing import Snapshot
from taikou_cli.progress.figures import choose_year
from taikou_cli.project.loading import MAX_RECORD_SIZE, Memory, load_tree
from taikou_cli.project.project import Project
from taikou_cli.reports.writers.html import HtmlWriter
from taikou_cli.store.file_tree import EntryKind
from taikou_cli.store.git_command import find_repository_mark
from taikou_cli.store.held_tree import HeldTree
from taikou_cli.store.plan_lock import Owner, hold_lock
from taikou_cli.web.answers import Answer
from taikou_cli.web.gate import Gate
from taikou_cli.work.recorded import Recorded, load_recorded

PREVIEW = "/preview/"
"""What lies below is shown without our cookie: its address has a random part that nobody guesses."""

_MOST_KEPT = 8
_MOST_SAID = 200

Contents = dict[tuple[str, str], bytes]


class View(NamedTuple):
    """The plan at one moment, with what the rules say of it."""

    snapshot: Snapshot
    result: CheckResult

    @property
    def project(self) -> Project:
        """The loaded plan."""
        return self.snapshot.project


class NotThereError(LookupError):
    """There is no such page, item or year."""


class Session:
    """What all requests share.

    Args:
        folder: The folder that holds `plan.yaml`.
        gate: What this start is known by.
        is_read_only: Nothing can be written.
    """

    def __init__(self, folder: Path, gate: Gate, *, is_read_only: bool) -> None:
        self.folder = folder
        self.gate = gate
        self.is_read_only = is_read_only
        self.name_of_user = ""  # asked for once
        self.pages = HtmlWriter()
        self._memory: Memory = {}
        self._seen: tuple[Contents, View] | None = None
        self._recorded: Recorded | None = None
        self._kept: dict[str, Any] = {}
        self._said: dict[str, tuple[str, ...]] = {}
        self._lock = RLock()
        self._left_by: Owner | None = None
        if not is_read_only:
            self._look_for_the_interrupted()

    def view(self) -> View:
        """Give the plan as its files are now."""
        with self._lock:
            tree = HeldTree(self.folder)
            contents = dict(_read_all(tree))
            if self._seen is None or self._seen[0] != contents:
                project = load_tree(tree, self._memory)
                view = View(Snapshot(tree, self._memory, project), check_plan(project))
                self._seen = contents, view
            return self._seen[1]

    @property
    def can_record(self) -> bool:
        """Changes of the plan can be recorded here; nothing is said of it where they cannot."""
        return find_repository_mark(self.folder) is not None and which("git") is not None

    def recorded(self) -> Project | None:
        """Give the plan as it was last recorded; None if it is not."""
        with self._lock:
            self._recorded = load_recorded(self.folder, self._recorded, {})
            return self._recorded.project if self._recorded else None

    @contextmanager
    def writing(self, what: str) -> Iterator[None]:
        """Keep other requests and other programs out while something is written."""
        with self._lock, hold_lock(self.folder.parent, f"serve（{what}）") as left_by:
            yield
            self._left_by = left_by  # what was told before has been seen

    def _look_for_the_interrupted(self) -> None:
        """Learn who was stopped in the middle of writing; somebody who is writing now was not."""
        with suppress(TaikouError), hold_lock(self.folder.parent, "serve", wait=0) as left_by:
            self._left_by = left_by

    def keep(self, value: Any) -> str:
        """Keep something for a later request, and give the name that only who asked knows."""
        with self._lock:
            return _store(self._kept, value, _MOST_KEPT)

    def say(self, messages: tuple[str, ...]) -> str:
        """Leave messages for the page that comes next, and give their name."""
        with self._lock:
            return _store(self._said, messages, _MOST_SAID)

    def kept(self, name: str) -> Any:
        """Give what was kept under a name.

        Raises:
            NotThereError: Nothing is.
        """
        with self._lock:
            if name not in self._kept:
                raise NotThereError(name)
            return self._kept[name]

    def find(self, is_wanted: Callable[[Any], bool]) -> str | None:
        """Give the name of something kept of a kind; None if nothing is."""
        with self._lock:
            return next((name for name, one in self._kept.items() if is_wanted(one)), None)

    def is_previewed(self, path: str) -> bool:
        """Tell whether a path below `/preview/` names something that was made to be shown."""
        name = path.removeprefix(PREVIEW).partition("/")[0]
        with self._lock:
            return path.startswith(PREVIEW) and isinstance(self._kept.get(name), Mapping)

    def told(self, name: str) -> tuple[str, ...]:
        """Give the messages that an earlier request left; none if they are gone."""
        with self._lock:
            return self._said.get(name, ())

    def choose_year(self, project: Project, wanted: str) -> int:
        """Give the year that an address names; the one that is being evaluated if it names none."""
        years = project.evaluated_years()
        known = {str(year): year for year in years}
        if wanted and wanted not in known:
            raise NotThereError(wanted)
        return known.get(wanted) or choose_year(project, None)

    def page(
        self, template: str, title: str, context: Mapping[str, Any], status: int = 200
    ) -> Answer:
        """Lay out a page.

        Args:
            template: The name of its template below `web/`.
            title: What the browser calls it.
            context: What else its template names.
            status: The number that says how it went.
        """
        view = self.view()
        plan = view.project.plan.content if view.project.plan else None
        frame: dict[str, Any] = {
            "title": title,
            "plan_title": plan.title if plan else self.folder.parent.name,
            "notice": plan.notice if plan else None,
            "token": self.gate.token,
            "is_read_only": self.is_read_only,
            "can_record": self.can_record,
            "left_by": self._left_by.describe() if self._left_by else "",
            "links": {},
            "words": view.project.words,
        }
        text = self.pages.fill(f"web/{template}.html.j2", {**frame, **context})
        return Answer(text.encode("utf-8"), status)


def _store(kept: dict[str, Any], value: Any, most: int) -> str:
    """Put a value under a name that nobody guesses; the oldest give way."""
    name = secrets.token_urlsafe(18)
    kept[name] = value
    for old in list(kept)[:-most]:
        del kept[old]
    return name


def _read_all(tree: HeldTree) -> Iterator[tuple[tuple[str, str], bytes]]:
    for entry in tree.iter_entries():
        is_read = entry.kind is EntryKind.FILE and entry.size <= MAX_RECORD_SIZE
        try:
            yield (entry.path, str(entry.kind)), tree.read(entry.path) if is_read else b""
        except OSError as error:
            yield (entry.path, str(error)), b""
