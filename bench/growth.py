"""Finds how the cost of every command grows along one axis: items, years or commits.

Each command runs on plans of growing size. What the larger plans cost more than the smallest, in
processor time, is laid against what they have more: the exponent is the slope of the line of
least squares through the logarithms. With an exponent of 1 twice the files (or commits) take
twice the time. The last column is the peak of memory at the largest size. What a command refuses as
too large stays empty.

Run it as `python bench/growth.py AXIS [LARGEST] [COMMAND…]`. The smallest plan has 35 items, 5
years and, on the axis of commits, 20 commits; LARGEST says how many times as many the largest one
has: 100 for items (3,500), 10 for years (50) and 100 for commits (2,000) if none is named.
"""

import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from history import make_history
from make_data import FIRST_YEAR, ITEMS, make_data
from measure import ONE_CORE, TAIKOU, Run, run_once

ROUNDS = 7
_LONG_ENOUGH = 10
_SCALES = {"items": (1, 3, 10, 30, 100), "years": (1, 4, 10), "commits": (1, 10, 100)}
_COMMITS = 20
_NOTICEABLE = 0.02
_GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.jp")
_YEAR, _NEXT_YEAR = str(FIRST_YEAR + 1), str(FIRST_YEAR + 2)
_EXPORTS = ("csv", "json", "sqlite", "xlsx", "stratml", "parquet", "site")
_COMMANDS: Mapping[str, Sequence[str]] = {
    "validate": ("validate",),
    "status": ("status", "--year", _YEAR),
    "show": ("show", "3"),
    "history": ("history", "3"),
    "history --all": ("history", "3", "--all"),
    "diff": ("diff", "HEAD~1", "HEAD"),
    "fmt": ("fmt", "--check"),
    "report": ("report", "-o", "{out}"),
    "report annual": ("report", "--year", _YEAR, "-o", "{out}"),
    "report committee": ("report", "--year", _YEAR, "--kind", "committee", "-o", "{out}"),
    "report final": ("report", "--year", _YEAR, "--kind", "final", "-o", "{out}"),
    **{f"export {name}": ("export", "--format", name, "-o", f"{{out}}/{name}") for name in _EXPORTS},
    "verify": ("verify", f"{{out}}/publication-{_YEAR}.zip"),
    "verify --source": ("verify", f"{{out}}/publication-{_YEAR}.zip", "--source", "{top}"),
    "publish --no-pdf": ("publish", _NEXT_YEAR, "--no-pdf", "--dry-run", "-o", "{out}"),
    "form export": ("form", "export", "--year", _YEAR, "-o", "{out}/forms"),
    "form import": ("form", "import", "--year", _YEAR, "--dry-run", "{out}/forms"),
    "form status": ("form", "status", "--year", _YEAR),
    "form export office": ("form", "export", "--for", "office", "--year", _YEAR, "-o", "{out}/office"),
    "form import office": ("form", "import", "--year", _YEAR, "--dry-run", "{out}/office"),
    "form export plan": ("form", "export", "--for", "plan", "-o", "{out}/plan"),
    "form import plan": ("form", "import", "--dry-run", "{out}/plan"),
    "advance": ("advance", "opinions_heard", "--year", _YEAR, "--back", "--why", "測定", "--dry-run"),
    "remind": ("remind", "--year", _YEAR, "--dry-run", "-o", "{out}"),
}  # fmt: skip
_WITHOUT_DATA = ("verify",)


def main() -> None:
    """Print the seconds at every size, and the exponent, of every command."""
    axis, *words = sys.argv[1:]
    largest = next((int(word) for word in words if word.isdecimal()), sys.maxsize)
    wanted = [name for name in _COMMANDS if name in words] or _COMMANDS
    with tempfile.TemporaryDirectory() as folder:
        scales = [one for one in _SCALES[axis] if one <= largest]
        is_published = any(_COMMANDS[name][0] in _WITHOUT_DATA for name in wanted)
        tops = [_prepare(Path(folder) / str(one), axis, one) for one in scales]
        for top in tops if is_published else ():
            _publish(top)
        counts = [_COUNTS[axis](top) for top in tops]
        print(f"{axis:<20}" + "".join(f"{count:>9,}" for count in counts) + f"{'exponent':>10}")
        for name in wanted:
            runs = [run for top in tops if (run := _time(_COMMANDS[name], top))]
            seconds = [one.cpu for one in runs]
            row = "".join(f"{one:>7.2f} s" for one in seconds).ljust(9 * len(tops))
            exponent = _find_exponent(counts[: len(runs)], seconds)
            memory = max((one.memory for one in runs), default=0)
            print(f"{name:<20}{row}{exponent:>10.2f}{memory / 1e6:>6.0f} MB", flush=True)


def _prepare(top: Path, axis: str, scale: int) -> Path:
    """Make a plan that git holds with its last two commits."""
    if axis == "commits":
        make_history(top, _COMMITS * scale)
    else:
        make_data(top, scale, most_items=sys.maxsize if axis == "items" else ITEMS)
        subprocess.run([*_GIT, "-C", str(top), "init", "-q"], check=True)
        _commit(top)
    (top / ".gitignore").write_text("out/\n", encoding="utf-8")
    _commit(top)
    return top


def _publish(top: Path) -> None:
    """Publish a year, and commit the record of it."""
    publish = ["publish", _YEAR, "--no-pdf", "-o", str(top / "out"), "--data", str(top / "data")]
    subprocess.run([*TAIKOU, *publish], check=True, capture_output=True)
    _commit(top)


def _commit(top: Path) -> None:
    for words in (["add", "-A"], ["commit", "-qm", "plan"]):
        subprocess.run([*_GIT, "-C", str(top), *words], check=True)


def _count_files(top: Path) -> int:
    return sum(1 for _ in (top / "data").rglob("*.yaml"))


def _count_commits(top: Path) -> int:
    command = ["git", "-C", str(top), "rev-list", "--count", "HEAD"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


_COUNTS: Mapping[str, Callable[[Path], int]] = {
    "items": _count_files,
    "years": _count_files,
    "commits": _count_commits,
}


def _time(words: Sequence[str], top: Path) -> Run | None:
    """Give the median run of a command on one core that remembers no earlier run; None if refused.

    One that takes long by itself runs once: its exponent is of differences many times larger than
    those between two runs.
    """
    command = [*ONE_CORE, *TAIKOU, *(word.format(out=top / "out", top=top) for word in words)]
    if words[0] not in _WITHOUT_DATA:
        command += ["--data", str(top / "data")]
    expected = (0, 1) if "--check" in words else (0,)
    runs: list[Run] = []
    while len(runs) < ROUNDS and sum(run.cpu for run in runs) < _LONG_ENOUGH:
        try:
            runs.append(run_once(command, {"XDG_CACHE_HOME": "/dev/null"}, expected))
        except SystemExit:
            return None
    return sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]


def _find_exponent(counts: Sequence[int], seconds: Sequence[float]) -> float:
    """Give the exponent of growth; 0 where a larger plan costs no more, or hardly any was measured."""
    more = [
        (count - counts[0], one - seconds[0]) for count, one in zip(counts, seconds, strict=True)
    ]
    points = [(math.log(files), math.log(time)) for files, time in more[1:] if time > _NOTICEABLE]
    if len(points) < max(2, len(more) - 1):
        return 0.0
    return statistics.linear_regression(*zip(*points, strict=True)).slope


if __name__ == "__main__":
    os.environ.pop("GIT_DIR", None)
    main()
