"""Kills a server at each change of a file, once for each: run as a program, it leaves what was left.

`python -m tests.web.killing DEED FOLDER STATES` forks at the moment before the button is pressed;
each child presses it and dies a step later than the one before.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl

from taikou_cli.cli.main import run
from taikou_cli.web.pages import publishing
from taikou_cli.web.session import Session
from tests.interruption.commands import _decide, _return_plan
from tests.interruption.conftest import contents, is_leftover
from tests.interruption.victim import Fault

from .conftest import GATE, Got, Visitor, fill, read_form

Press = Callable[[], Got]
PAGE = "/evaluations/2026/2"
_GIT = {"add", "commit", "revert"}


class ServerFault(Fault):
    """Strikes before each git that writes, too."""

    def listen(self, event, arguments):
        if event == "subprocess.Popen" and _GIT.intersection(map(str, arguments[1])):
            self.step(event, arguments[0])
        super().listen(event, arguments)


def save(visitor: Visitor) -> Press:
    form = fill(visitor.open_form(PAGE), kpis__kpi_2__actual="12")
    return lambda: visitor.post(PAGE, form)


def move_back(visitor: Visitor) -> Press:
    why = {"direction": "back", "why": "見直し", "day": "2027-09-01"}
    told = {"year": "2026", "stage": "self_evaluated", **why}
    return lambda: visitor.post("/year/stages/move", told)


def take_in(visitor: Visitor) -> Press:
    """Send what lies beside the plan, and go on to the page where it is taken in."""
    books = {one.name: one.read_bytes() for one in visitor.folder.parent.glob("*.xlsx")}
    shown = visitor.post("/year/returns", {"year": "2026"}, files=books)
    address = shown.text.partition('action="')[2].partition('"')[0]
    form = read_form(shown.text, address)
    return lambda: visitor.post(address, form)


def publish(visitor: Visitor) -> Press:
    address = visitor.post("/year/publications", {"year": "2026"}).headers["location"]
    visitor.session.kept(address.rpartition("/")[2]).job.result()
    return lambda: visitor.post(address)


def record(visitor: Visitor) -> Press:
    return lambda: visitor.post("/changes/record", {"who": "花子", "why": "直した"})


def undo(visitor: Visitor) -> Press:
    page = visitor.get("/changes").text
    name = page.partition('name="commit" value="')[2].partition('"')[0]
    return lambda: visitor.post("/changes/undo", {"who": "太郎", "commit": name})


DEEDS = {
    "save": save,
    "move back": move_back,
    "take forms in": take_in,
    "take the plan's workbook in": take_in,
    "publish": publish,
    "record": record,
    "undo": undo,
}


def return_forms(home: Path) -> None:
    """Fill in two forms, of an item each."""
    for number in (2, 3):
        line = ["form", "export", "--year", "2026", "--item", str(number), "-o", str(home / "out")]
        assert run([*line, "--data", str(home / "data")]) == 0
        (path,) = (home / "out").glob("*.xlsx")
        book = openpyxl.load_workbook(path)
        name = f"tk_{number:02}_self_evaluation_issues"
        sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = "直した課題。"
        stream = io.BytesIO()
        book.save(stream)
        (home / f"返送{number}.xlsx").write_bytes(stream.getvalue())
        shutil.rmtree(home / "out")


PREPARE = {
    "move back": _decide,
    "publish": _decide,
    "take forms in": return_forms,
    "take the plan's workbook in": _return_plan,
}


def main(name: str, home: Path, states: Path) -> None:
    """Leave what was before as `states/old`, the whole as `states/new`, and what else came of it."""
    PREPARE.get(name, lambda _: None)(home)
    shutil.copytree(home, states / "old")
    visitor = Visitor(Session(home / "data", GATE, is_read_only=False))
    press = DEEDS[name](visitor)
    make_once(visitor.session)
    before = contents(home)
    steps = strike(press, home, 0)
    shutil.copytree(home, states / "new")
    seen = []
    for at in range(1, steps + 1):
        restore(home, before)
        assert strike(press, home, at) == -9
        now = contents(home)
        # What git keeps differs each time; of names of temporary files only that they are there.
        told = {("*" if is_leftover(path) else path): now[path] for path in now}
        told = {path: one for path, one in told.items() if path != "*"}, "*" in told
        if told not in seen:
            seen.append(told)
            shutil.copytree(home, states / str(at))


def make_once(session: Session) -> None:
    """Let what is to be published be made once for all children: anew it would be the same."""
    name = session.find(lambda one: isinstance(one, publishing.Preparation))
    if name:
        publishing._begin = lambda *_: session.kept(name)


def strike(press: Press, home: Path, at: int) -> int:
    """Press the button in a child that dies at its n-th step; give its end, or for 0 the steps."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        fault = ServerFault({"kind": "kill", "at": at, "folder": str(home)}, lambda _: None)
        fault.install()
        got = press()
        os.write(writer, str(fault.steps if got.status == 303 else got.words).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as file:
        told = file.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code or int(told)


def restore(home: Path, before: dict[str, bytes]) -> None:
    """Put every file and folder back as it was."""
    now = contents(home)
    for path in now.keys() - before.keys():
        (home / path).unlink()
    wanted = {parent for path in before for parent in (home / path).parents}
    for path in sorted(home.rglob("*"), reverse=True):
        if path.is_dir() and path not in wanted and ".git" not in path.parts:
            path.rmdir()
    for path, content in before.items():
        if now.get(path) != content:
            (home / path).unlink(missing_ok=True)  # git keeps its objects from being written over
            (home / path).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
