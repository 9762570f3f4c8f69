"""The publication of a year in a browser: made while its page tells how far it is, then recorded."""

import json
import subprocess
import time
from collections.abc import Callable, Generator
from pathlib import Path
from threading import Event

import pytest

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.main import run
from taikou_cli.web.job import Job
from tests.interruption.commands import _decide

from .conftest import Got, Visitor
from .test_work_of_a_year import FILE, git

Visit = Callable[..., Visitor]


@pytest.fixture
def decided(visit: Visit) -> Visitor:
    """Bring every evaluation to the stage in which it can be published, and record it."""
    visitor = visit()
    _decide(visitor.folder.parent)
    git(visitor, "init", "-q")
    git(visitor, "add", ".")
    git(visitor, "commit", "-qm", "決定")
    return visitor


def begin(visitor: Visitor, **fields: str) -> str:
    """Press the button; give the address of the page that follows."""
    sent = visitor.post("/year/publications", {"year": "2026", **fields})
    assert sent.status == 303, sent.words
    return sent.headers["location"]


def wait(visitor: Visitor, address: str) -> Got:
    """Ask for the page, as it asks for itself, until the work is done."""
    for _ in range(600):
        got = visitor.get(address)
        if "作っています" not in got.words:
            return got
        assert '<noscript><meta http-equiv="refresh"' in got.text
        time.sleep(0.05)
    raise TimeoutError(address)


def test_a_year_is_published_in_two_steps_as_the_command_does(
    decided: Visitor, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in decided.folder.rglob("*.yaml")}
    address = begin(decided)
    made = wait(decided, address)
    assert "まだ何も書き込んでいません" in made.words
    assert f'href="{address}/bundle"' in made.text
    bundle = decided.get(f"{address}/bundle").body
    assert {path: path.read_bytes() for path in decided.folder.rglob("*.yaml")} == before
    other = tmp_path / "other"
    subprocess.run(["cp", "-r", decided.folder, other], check=True)
    line = ["publish", "2026", "--no-pdf", "-o", str(tmp_path / "out"), "--data", str(other)]
    assert run(line) == 0
    assert bundle == (tmp_path / "out/publication-2026.zip").read_bytes()
    got = decided.post(address)
    assert got.status == 303, got.words
    for path in sorted(other.rglob("*.yaml")):
        assert (decided.folder / path.relative_to(other)).read_bytes() == path.read_bytes()


def test_page_tells_how_far_the_making_is(
    decided: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def make(*_: object) -> Generator[str, None, None]:
        yield "報告書"
        yield "PDF"
        go_on.wait(10)
        raise TaikouError("フォントがありません。", "PDF を外してください。")

    monkeypatch.setattr("taikou_cli.web.pages.publishing.prepare_publication", make)
    address = begin(decided, pdf="1")
    while json.loads(decided.get(f"{address}/progress").text)["step"] != "PDF":
        time.sleep(0.01)
    told = json.loads(decided.get(f"{address}/progress").text)
    assert told == {"step": "PDF", "done": 1, "total": 4, "is_running": True}
    assert "PDF（2／4）" in decided.get(address).words
    assert begin(decided, pdf="1") == address  # pressed twice, made once
    go_on.set()
    got = wait(decided, address)
    assert got.status == 409
    assert "フォントがありません" in got.words


def test_job_gives_what_its_work_made() -> None:
    def work() -> Generator[str, None, int]:
        yield "一"
        return 7

    job = Job(work(), 1)
    assert job.result() == 7
    assert job.progress == ("一", 0, 1, False)


def test_what_changed_after_the_bundle_was_made_is_not_recorded(decided: Visitor) -> None:
    address = begin(decided)
    wait(decided, address)
    path = decided.folder / FILE
    path.write_text(path.read_text("utf-8").replace("高齢の利用者", "若い利用者"), "utf-8")
    decided.post("/changes/record", {"who": "花子", "why": "直した"})
    got = decided.post(address)
    assert got.status == 409
    assert "変わっています" in got.words
    assert not (decided.folder / "publications/2026.yaml").exists()


def test_a_year_that_is_not_decided_says_which_items_hold_it_up(visit: Visit) -> None:
    visitor = visit()
    got = wait(visitor, begin(visitor))
    assert got.status == 409
    assert "まだ公表できません" in got.words
    assert "実施項目" in got.words
