"""One process at a time writes to a plan; the others are told who, and nothing is lost."""

import json
import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taikou_cli.base.errors import WriteError
from taikou_cli.store.plan_lock import LOCK_NAME, LockedError, hold_lock

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from taikou_cli.store.plan_lock import hold_lock
with hold_lock(Path(sys.argv[1]), "form import"):
    print("held", flush=True)
    sys.stdin.read()
"""
# Adds to a number in a file, slowly; a process in three is killed while it holds the lock.
COUNT = """
import os, signal, sys, time
from pathlib import Path
from taikou_cli.store.plan_lock import hold_lock
home, is_killed = Path(sys.argv[1]), sys.argv[2] == "killed"
for _ in range(int(sys.argv[3])):
    with hold_lock(home, "count", wait=60):
        number = int((home / "number").read_text())
        time.sleep(0.001)
        (home / "number").write_text(str(number + 1))
if is_killed:
    with hold_lock(home, "count", wait=60):
        os.kill(os.getpid(), signal.SIGKILL)
"""
# Edits one file after the other, each at the moment that it is given.
EDIT = """
import sys, time
from pathlib import Path
from taikou_cli.base.errors import WriteError
from taikou_cli.store.atomic_write import edit_file
for line in sys.stdin:
    path, moment = line.split()
    while time.time() < float(moment):
        pass
    try:
        edit_file(Path(path), b"old", sys.argv[1].encode())
        print("written", flush=True)
    except WriteError:
        print("refused", flush=True)
"""


def start(program, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def git(home, *arguments):
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=home, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def holder(tmp_path):
    """Start a process that holds the lock."""
    with start(HOLD, tmp_path) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_lock_is_gone_afterwards(tmp_path):
    with hold_lock(tmp_path, "fmt") as left_by:
        assert left_by is None
        assert (tmp_path / LOCK_NAME).exists()
    assert list(tmp_path.iterdir()) == []


def test_lock_is_gone_after_a_failure(tmp_path):
    with pytest.raises(ZeroDivisionError), hold_lock(tmp_path, "fmt"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_other_process_is_named_after_the_wait(tmp_path, holder):
    begin = time.monotonic()
    with pytest.raises(LockedError) as caught, hold_lock(tmp_path, "fmt", wait=0.3):
        pass
    assert 0.3 <= time.monotonic() - begin < 3
    message = caught.value.message
    for part in (f"プロセス {holder.pid}「taikou form import」", platform.node(), "利用者 "):
        assert part in message
    assert "0.3秒待っても終わらないので、何も書き込まずにやめました" in message


def test_wait_is_ten_seconds_unless_said_otherwise():
    assert hold_lock.__wrapped__.__defaults__ == (10.0,)


def test_lock_that_is_given_free_meanwhile_is_taken(tmp_path, holder):
    holder.stdin.close()
    with hold_lock(tmp_path, "fmt") as left_by:
        assert left_by is None


def test_lock_of_a_killed_process_is_broken_and_told(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert (tmp_path / LOCK_NAME).exists()
    with hold_lock(tmp_path, "fmt", wait=0) as left_by:
        assert (left_by.process, left_by.command) == (holder.pid, "form import")
    with hold_lock(tmp_path, "fmt", wait=0) as left_by:
        assert left_by is None


def test_lock_of_another_machine_is_never_broken(tmp_path):
    path = tmp_path / LOCK_NAME
    owner = {"user": "田中", "machine": "PC-7", "process": 4, "command": "fmt", "since": "今朝"}
    path.write_text(json.dumps(owner), "utf-8")
    before = path.read_bytes()
    with pytest.raises(LockedError) as caught, hold_lock(tmp_path, "fmt", wait=0.1):
        pass
    assert "利用者 田中、PC PC-7、プロセス 4「taikou fmt」、今朝 から" in caught.value.message
    assert f"「{path}」を消してください" in caught.value.hint
    assert path.read_bytes() == before


OWNER = b'{"user": "x", "machine": "y", "command": "fmt", "since": "", "process": %s}'
NOBODY = [
    b"",
    b"?",
    b"[" * 5000,
    b"[]",
    b'{"user": 1}',
    b"\xff",
    OWNER % b"1e999",
    OWNER % (b"9" * 3000),
]


@pytest.mark.parametrize("content", NOBODY)
def test_file_that_names_nobody_is_no_lock(tmp_path, content):
    (tmp_path / LOCK_NAME).write_bytes(content)
    with hold_lock(tmp_path, "fmt", wait=0) as left_by:
        assert left_by is None


def link_softly(place, target):
    place.symlink_to(target)


def link_hard(place, target):
    place.hardlink_to(target)


def make_folder(place, _target):
    place.mkdir()


def make_pipe(place, _target):
    os.mkfifo(place)


@pytest.mark.skipif(os.name == "nt", reason="Windows では、リンクを作るのに権限が要ります。")
@pytest.mark.parametrize("make", [link_softly, link_hard, make_folder, make_pipe])
def test_what_is_no_file_of_its_own_is_no_lock_and_stays(tmp_path, make):
    """By another name of it, the lock was written over the plan itself."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"kept")
    make(tmp_path / LOCK_NAME, secret)
    with (
        pytest.raises(WriteError, match="taikou のロックのファイルではありません"),
        hold_lock(tmp_path, "fmt", wait=0),
    ):
        pass
    assert secret.read_bytes() == b"kept"


def test_git_shows_no_lock_and_the_plans_own_list_is_untouched(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    git(home, "init", "-q")
    (home / ".gitignore").write_text("build/\n", "utf-8")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "x")
    git(home, "worktree", "add", "-q", "../other")
    for place in (home, home, tmp_path / "other"):
        with hold_lock(place, "fmt"):
            assert (place / LOCK_NAME).exists()
            assert git(place, "status", "--porcelain") == ""
    assert (home / ".git/info/exclude").read_text("utf-8").count(LOCK_NAME) == 1
    with start(HOLD, home) as process:
        process.stdout.readline()
        process.kill()
    assert git(home, "status", "--porcelain") == ""
    assert (home / ".gitignore").read_text("utf-8") == "build/\n"


def test_git_that_is_missing_is_no_hindrance(tmp_path, monkeypatch):
    git(tmp_path, "init", "-q")
    monkeypatch.setenv("PATH", "")
    with hold_lock(tmp_path, "fmt"):
        assert (tmp_path / LOCK_NAME).exists()


def race(tmp_path, processes, rounds):
    """Let processes count in one file, some of which are killed; give what they counted."""
    (tmp_path / "number").write_text("0")
    ends = [("killed" if n % 3 == 0 else "lives") for n in range(processes)]
    started = [start(COUNT, tmp_path, end, rounds) for end in ends]
    for process, end in zip(started, ends, strict=True):
        process.communicate()
        assert process.returncode == (-signal.SIGKILL if end == "killed" else 0)
    return int((tmp_path / "number").read_text())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows には SIGKILL がありません。")
def test_many_at_once_lose_nothing_though_some_are_killed(tmp_path):
    assert race(tmp_path, 6, 20) == 6 * 20


@pytest.mark.skipif(os.name == "nt", reason="Windows では、計画のロックだけが守ります。")
def test_of_two_who_edit_a_file_at_one_moment_one_is_refused(tmp_path):
    assert edit_at_one_moment(tmp_path, 150) == []


def edit_at_one_moment(tmp_path, rounds):
    """Let two processes edit files; give the rounds in which not one of them alone was let."""
    wrong = []
    with start(EDIT, "a") as one, start(EDIT, "b") as other:
        for number in range(rounds):
            path = tmp_path / f"{number}.yaml"
            path.write_bytes(b"old")
            moment = time.time() + 0.003
            for process in (one, other):
                process.stdin.write(f"{path} {moment}\n")
                process.stdin.flush()
            told = [process.stdout.readline().strip() for process in (one, other)]
            if sorted(told) != ["refused", "written"]:
                wrong.append((number, told))
            elif path.read_text() != "ab"[told.index("written")]:
                wrong.append((number, path.read_text()))
    return wrong
