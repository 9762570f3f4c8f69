"""Finds how the cost of every command grows with the number of files: the exponent of a line.

Each command runs on plans of growing size: more items up to 350, then more years; with `--items`
more items only, to 3,500 at a scale of 100. `history` and the commits are an axis of their own:
`bench/history.py COMMITS`. What the larger plans cost more than the smallest, in processor time, is laid against the files that they
have more: the exponent is the slope of the line of least squares through the logarithms. With
an exponent of 1 twice the files take twice the time. The last column is the peak of memory at the
largest size. Run it as `python bench/growth.py [LARGEST SCALE] [--items] [COMMAND…]`.
"""

import math
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from make_data import FIRST_YEAR, make_data
from measure import ONE_CORE, TAIKOU, Run, run_once

SCALES = (1, 3, 10, 30, 100)
ROUNDS = 3
_NOTICEABLE = 0.02
_YEAR = str(FIRST_YEAR + 1)
_EXPORTS = ("csv", "json", "sqlite", "xlsx", "stratml", "parquet", "site")
_COMMANDS: Mapping[str, Sequence[str]] = {
    "validate": ("validate",),
    "status": ("status", "--year", _YEAR),
    "show": ("show", "3"),
    "history": ("history", "3"),
    "diff": ("diff", "HEAD~1", "HEAD"),
    "fmt": ("fmt", "--check"),
    "report": ("report", "-o", "{out}"),
    "report annual": ("report", "--year", _YEAR, "-o", "{out}"),
    "report final": ("report", "--year", _YEAR, "--kind", "final", "-o", "{out}"),
    **{f"export {name}": ("export", "--format", name, "-o", f"{{out}}/{name}") for name in _EXPORTS},
    "verify": ("verify", f"{{out}}/publication-{_YEAR}.zip"),
    "publish --no-pdf": ("publish", _YEAR, "--no-pdf", "--dry-run", "-o", "{out}"),
    "report annual pdf": ("report", "--year", _YEAR, "--format", "pdf", "-o", "{out}"),
    "form export": ("form", "export", "--year", _YEAR, "-o", "{out}/forms"),
    "form import": ("form", "import", "--year", _YEAR, "--dry-run", "{out}/forms"),
    "form status": ("form", "status", "--year", _YEAR),
}  # fmt: skip


def main() -> None:
    """Print the seconds at every size, and the exponent, of every command."""
    largest = next((int(word) for word in sys.argv[1:] if word.isdecimal()), 30)
    most = sys.maxsize if "--items" in sys.argv else 350
    wanted = [name for name in _COMMANDS if name in sys.argv] or _COMMANDS
    with tempfile.TemporaryDirectory() as folder:
        tops = [_prepare(Path(folder) / str(one), one, most) for one in SCALES if one <= largest]
        counts = [sum(1 for _ in (top / "data").rglob("*.yaml")) for top in tops]
        print(f"{'files':<18}" + "".join(f"{count:>9,}" for count in counts) + f"{'exponent':>10}")
        for name in wanted:
            runs = [_time(_COMMANDS[name], top) for top in tops]
            seconds = [one.cpu for one in runs]
            row = "".join(f"{one:>7.2f} s" for one in seconds)
            row += f"{_find_exponent(counts, seconds):>10.2f}{runs[-1].memory / 1e6:>6.0f} MB"
            print(f"{name:<18}{row}", flush=True)


def _prepare(top: Path, scale: int, most_items: int) -> Path:
    """Make a plan of which a year is published; git holds it before and after."""
    data = make_data(top, scale, most_items=most_items)
    git = ["git", "-C", str(top), "-c", "user.name=bench", "-c", "user.email=bench@example.jp"]
    subprocess.run([*git, "init", "-q"], check=True)
    for step in (None, ["publish", _YEAR, "--no-pdf", "-o", str(top / "out"), "--data", str(data)]):
        if step:
            subprocess.run([*TAIKOU, *step], check=True, capture_output=True)
        (top / ".gitignore").write_text("out/\n", encoding="utf-8")
        for words in (["add", "-A"], ["commit", "-qm", "plan"]):
            subprocess.run([*git, *words], check=True)
    return top


def _time(words: Sequence[str], top: Path) -> Run:
    """Give the median run of a command on one core that remembers no earlier run."""
    command = [*ONE_CORE, *TAIKOU, *(word.format(out=top / "out") for word in words)]
    if words[0] != "verify":
        command += ["--data", str(top / "data")]
    runs = [run_once(command, {"XDG_CACHE_HOME": "/dev/null"}) for _ in range(ROUNDS)]
    return sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]


def _find_exponent(counts: Sequence[int], seconds: Sequence[float]) -> float:
    """Give the exponent of growth; 0 where a larger plan costs no more."""
    more = [
        (count - counts[0], one - seconds[0]) for count, one in zip(counts, seconds, strict=True)
    ]
    points = [(math.log(files), math.log(time)) for files, time in more[1:] if time > _NOTICEABLE]
    if len(points) < len(more) - 1:
        return 0.0
    return statistics.linear_regression(*zip(*points, strict=True)).slope


if __name__ == "__main__":
    main()
