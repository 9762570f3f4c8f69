"""Runs commands as whole processes beside their floors: seconds, memory, and the ratio.

A command and its floor run in turn, so that a change of the machine's speed meets both; the
ratio of the processor's seconds, which other work on the machine changes least, is the median of
the pairs, with the smallest and the largest beside it.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
ONE_CORE = ("taskset", "-c", "0")
TAIKOU = (sys.executable, "-m", "taikou_cli")


class Run(NamedTuple):
    """One run of a command: seconds by the wall and of the processor, and bytes at the peak."""

    wall: float
    cpu: float
    memory: int


def run_once(
    command: Sequence[str],
    variables: Mapping[str, str] | None = None,
    expected: Collection[int] = (0, 1),
) -> Run:
    """Run a command to its end.

    Args:
        command: The command.
        variables: What its environment has besides this one's.
        expected: The exit codes of a command that has done its work.

    Raises:
        SystemExit: It could not do its work.
    """
    environment = os.environ | dict(variables or {})
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    told = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        raise SystemExit(f"{' '.join(command)}\n{told.decode()}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def print_head() -> None:
    """Print the names of the columns that `compare` fills."""
    print(f"{'':<32}{'taikou':>10}{'CPU':>9}{'memory':>8}{'floor':>10}{'ratio':>7}")


def compare(
    name: str,
    command: Sequence[str],
    floor: Sequence[str],
    *,
    rounds: int = ROUNDS,
    variables: Mapping[str, str] | None = None,
) -> None:
    """Print the medians of a command, of its floor, and of their ratio with its spread."""
    for warm_up in (command, floor):
        run_once(warm_up, variables)
    pairs = [(run_once(command, variables), run_once(floor, variables)) for _ in range(rounds)]
    own, least = zip(*pairs, strict=True)
    ratios = sorted(mine.cpu / bottom.cpu for mine, bottom in pairs)
    print(
        f"{name:<32}{_median(own, 'wall') * 1000:>7.0f} ms{_median(own, 'cpu') * 1000:>6.0f} ms"
        f"{_median(own, 'memory') / 1e6:>5.0f} MB{_median(least, 'wall') * 1000:>7.0f} ms"
        f"{statistics.median(ratios):>7.2f}  ({ratios[0]:.2f}-{ratios[-1]:.2f})"
    )


def _median(runs: Sequence[Run], what: str) -> float:
    return float(statistics.median(getattr(run, what) for run in runs))
