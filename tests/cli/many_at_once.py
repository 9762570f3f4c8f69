"""Many processes import forms, format and publish on one plan, and some of them are killed.

    python tests/cli/many_at_once.py [processes] [rounds]

Whatever was said to be done must be there at the end, and whoever is turned away is told by whom.
"""

import contextlib
import io
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import openpyxl

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from taikou_cli.cli.main import run  # noqa: E402
from taikou_cli.store.atomic_write import write_file  # noqa: E402
from taikou_cli.store.plan_lock import LOCK_NAME, hold_lock  # noqa: E402

FIELDS = ("achievements", "factors", "issues", "review")
ITEMS = 5
REFUSED = re.compile(
    r"ほかの taikou がこの計画に書き込んでいます（利用者 .+、PC .+、プロセス \d+「taikou .+」、.+ から）"
)
BROKEN = re.compile(
    r"途中で止まった taikou のロックが残っていたので、外しました（利用者 .+「taikou .+」"
)


class Told(NamedTuple):
    """What a process has seen: how its rounds ended, and what of it must be in the plan."""

    counts: Counter[str]
    answer: str
    editions: int


def lay_plan(top: Path) -> Path:
    """Make a plan whose year 2026 can be published while forms of 2027 come in; give its data."""
    data = top / "plan/data"
    shutil.copytree(ROOT / "tests/plans/small", data)
    decided = (data / "evaluations/2026/01.yaml").read_text("utf-8")
    for item in range(2, ITEMS + 1):
        text = re.sub(r"kpi_1\b", f"kpi_{item}", decided).replace("item: 1\n", f"item: {item}\n", 1)
        (data / f"evaluations/2026/{item:02}.yaml").write_text(text, "utf-8")
    assert call("new", "year", "2027", "--data", data)[0] == 0
    code, said = call("publish", "2026", "--no-pdf", "-o", top / "out", "--data", data)
    assert code == 0, said
    return data


def call(*arguments: object) -> tuple[int, str]:
    """Run a command in this process; give its exit code and all that it says."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run([str(argument) for argument in arguments])
    return code, said.getvalue()


class Worker:
    """One process: it answers one question of one item's form, again and again."""

    def __init__(self, data: Path, number: int) -> None:
        self.data, self.number = data, number
        self.item, self.field = number % ITEMS + 1, FIELDS[number // ITEMS % len(FIELDS)]
        self.own = data.parents[1] / f"own-{number}"
        self.random = random.Random(number)  # noqa: S311 - the same rounds every time
        self.counts: Counter[str] = Counter()
        self.answer, self.editions = "", 0

    @property
    def path(self) -> Path:
        return self.data / f"evaluations/2027/{self.item:02}.yaml"

    def work(self, rounds: int) -> Told:
        for at in range(rounds):
            (kind,) = self.random.choices(
                (self.import_form, self.format_plan, self.publish, self.be_killed), (45, 45, 4, 6)
            )
            kind(at)
            assert self.answer in self.path.read_text("utf-8"), (
                "an answer that was taken in is lost"
            )
        return Told(self.counts, self.answer, self.editions)

    def import_form(self, at: int) -> None:
        shutil.rmtree(self.own, ignore_errors=True)
        asked = ("--year", "2027", "--item", self.item, "--data", self.data)
        code, said = call("form", "export", *asked, "-o", self.own)
        assert code == 0, said
        (form,) = self.own.glob("*.xlsx")
        book = openpyxl.load_workbook(form)
        name = f"tk_{self.item:02}_self_evaluation_{self.field}"
        sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
        answer = f"{self.number}番の{at}回目の答え。"
        book[sheet.strip("'")][place.replace("$", "")].value = answer
        book.save(form)
        if self.end("import", *call("form", "import", form, "--data", self.data)):
            self.answer = answer

    def format_plan(self, _at: int) -> None:
        with contextlib.suppress(Exception), hold_lock(self.data.parent, "untidy"):
            text = self.path.read_text("utf-8")
            untidy = re.sub(r"\n(  \w+): (?=\S)", r"\n\1:   ", text)
            write_file(self.path, untidy.encode())
        self.end("fmt", *call("fmt", "--data", self.data))

    def publish(self, at: int) -> None:
        why = ("--kind", "reissue", "--why", f"{self.number}番の{at}回目。")
        command = ("publish", "2026", "--no-pdf", *why, "-o", self.own / "out")
        self.editions += self.end("publish", *call(*command, "--data", self.data))

    def be_killed(self, _at: int) -> None:
        command = [sys.executable, "-m", "taikou_cli", "fmt", "--data", str(self.data)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
            held = self.wait_for_lock(process)
            time.sleep(self.random.uniform(0, 0.05))
            process.kill()
        self.counts["killed at the lock" if held else "killed"] += 1

    def wait_for_lock(self, process: subprocess.Popen[bytes]) -> bool:
        """Tell whether a process came to hold the lock; another may hold it all the while."""
        lock = self.data.parent / LOCK_NAME
        while process.poll() is None:
            with contextlib.suppress(OSError):
                if str(process.pid) in lock.read_text("utf-8"):
                    return True
            time.sleep(0.002)
        return False

    def end(self, kind: str, code: int, said: str) -> bool:
        """Count how a round ended; whoever was turned away must have been told by whom."""
        assert "不具合" not in said, said
        if code == 0:
            self.counts[kind] += 1
            self.counts["broken locks"] += bool(BROKEN.search(said))
        elif "書き込んでいます" in said:
            assert REFUSED.search(said), said
            self.counts["refused"] += 1
        else:
            # An answer beside an untidy line, or a file that was formatted meanwhile.
            assert "上書きしていません" in said, said
            self.counts["overtaken"] += 1
        return code == 0


def _work(data: Path, number: int, rounds: int) -> Told:
    return Worker(data, number).work(rounds)


def run_many(top: Path, processes: int, rounds: int) -> Counter[str]:
    """Let processes work on one plan, hold what they say against it; give how the rounds ended."""
    data = lay_plan(top)
    share = -(-rounds // processes)
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes) as pool:
        told = pool.starmap(_work, [(data, number, share) for number in range(processes)])
    texts = "".join(path.read_text("utf-8") for path in (data / "evaluations/2027").iterdir())
    assert all(one.answer in texts for one in told)
    record = (data / "publications/2026.yaml").read_text("utf-8")
    assert record.count("\n  - number: ") == sum(one.editions for one in told) + 1
    code, said = call("fmt", "--data", data)
    assert code == 0, said
    code, said = call("validate", "--data", data)
    assert code == 0, said
    assert not (data.parent / LOCK_NAME).exists()
    return sum((one.counts for one in told), Counter())


if __name__ == "__main__":
    asked = [int(number) for number in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        print(dict(run_many(Path(folder), *(asked or [12, 3_000]))))  # noqa: T201
