"""Times the forms of a plan as whole processes beside `taikou validate`, and prints the ratios.

All items are exported; the workbooks are filled in (a text and a number on every item) and
imported with `--dry-run`, which does everything but write. Commands run in turn with validate,
so that a change of the machine's speed meets both; the ratio is the median of the pairs.
Run it as `python bench/forms.py [DATA]`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

ROUNDS = 7
ROOT = Path(__file__).resolve().parent.parent
TAIKOU = [sys.executable, "-m", "taikou_cli"]


def time_once(command: list[str]) -> float:
    """Run a command to its end; give the seconds by the wall."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    ended = subprocess.run(command, env=environment, check=False, capture_output=True)
    if ended.returncode > 1:
        raise SystemExit(ended.stderr.decode())
    return time.perf_counter() - begin


def compare(name: str, command: list[str], floor: list[str]) -> None:
    """Print the medians of a command and its floor, and of their ratio."""
    for warm_up in (command, floor):
        time_once(warm_up)
    pairs = [(time_once(command), time_once(floor)) for _ in range(ROUNDS)]
    ratio = statistics.median(own / least for own, least in pairs)
    own, least = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:<32}{own * 1000:>8.0f} ms{least * 1000:>8.0f} ms{ratio:>8.2f}")


def fill(path: Path) -> int:
    """Write a text on every item of a workbook; give how many items that were."""
    book = openpyxl.load_workbook(path)
    count = 0
    for name, defined in book.defined_names.items():
        if name.endswith("_self_evaluation_issues"):
            sheet, _, place = defined.attr_text.rpartition("!")
            book[sheet.strip("'")][place.replace("$", "")] = (
                "速さを測るために書いた課題。\n二行目。"
            )
            count += 1
    book.save(path)
    return count


def main() -> None:
    """Compare export and import with validate."""
    data = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "data")
    validate = [*TAIKOU, "validate", "--data", data]
    with tempfile.TemporaryDirectory() as folder:
        export = [*TAIKOU, "form", "export", "--data", data, "-o", folder]
        print(f"{'':<32}{'taikou':>11}{'floor':>11}{'ratio':>8}")
        compare("form export / validate", export, validate)
        files = sorted(Path(folder).glob("*.xlsx"))
        take = [*TAIKOU, "form", "import", "--dry-run", "--data", data, *map(str, files)]
        compare("form import untouched / validate", take, validate)
        items = sum(map(fill, files))
        compare(f"form import {items} items / validate", take, validate)


if __name__ == "__main__":
    main()
