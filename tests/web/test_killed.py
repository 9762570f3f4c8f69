"""The serving process is killed in the middle of saving: nothing is lost or half, and it goes on."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from taikou_cli.store.plan_lock import LOCK_NAME
from taikou_cli.web.session import Session

from .conftest import GATE, Visitor, fill

PAGE, FILE = "/evaluations/2026/2", "evaluations/2026/02.yaml"
CHILD = """
import sys
from pathlib import Path
from taikou_cli.web.session import Session
from tests.interruption.victim import Fault
from tests.web.conftest import GATE, Visitor, fill
folder, at = Path(sys.argv[1]), int(sys.argv[2])
visitor = Visitor(Session(folder, GATE, is_read_only=False))
form = fill(visitor.open_form("/evaluations/2026/2"), kpis__kpi_2__actual="12")
fault = Fault({"kind": "kill", "at": at, "folder": str(folder.parent)}, lambda _: None)
fault.install()
assert visitor.post("/evaluations/2026/2", form).status == 303
print(fault.steps)
"""


def save(folder: Path, at: int) -> "subprocess.CompletedProcess[str]":
    """Save a value in a process that is killed at its n-th change of a file; 0 for never."""
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), str(at)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_at_any_write_leaves_whole_files_and_goes_on(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    path = visitor.folder / FILE
    old = path.read_bytes()
    new = old.replace(b"actual: 11", b"actual: 12")
    others = {one: one.read_bytes() for one in visitor.folder.rglob("*.yaml") if one != path}
    whole = save(visitor.folder, 0)
    assert path.read_bytes() == new, whole.stderr
    steps = int(whole.stdout)
    assert steps > 3
    for at in range(1, steps + 1):
        path.write_bytes(old)
        assert save(visitor.folder, at).returncode == -9
        assert path.read_bytes() in (old, new)
        assert {one: one.read_bytes() for one in others} == others
        # The next start shows what is there, and saves what was typed.
        again = Visitor(Session(visitor.folder, GATE, is_read_only=False))
        got = again.post(PAGE, fill(again.open_form(PAGE), kpis__kpi_2__actual="12"))
        assert got.status == 303, got.words
        assert path.read_bytes() == new
        assert "TK006" not in again.get("/").words
    assert not (visitor.folder.parent / LOCK_NAME).exists()
