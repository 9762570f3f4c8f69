"""Times `taikou publish` of the fictitious example beside `taikou validate`, and prints the split.

Run it as `python bench/publish.py`; the ratio is the median of the pairs. The split is of one
run in this process: what each step of the bundle took.
"""

import shutil
import subprocess
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from measure import ROOT, TAIKOU, compare, print_head

from taikou_cli.progress.figures import compute_figures
from taikou_cli.project.loading import load_project
from taikou_cli.publication.bundle import build_zip
from taikou_cli.reports.fonts import choose_fonts
from taikou_cli.work.bundle import build_bundle
from taikou_cli.work.source import find_source

YEAR = 2024


def print_split(data: Path) -> None:
    """Print the milliseconds of every step."""
    marks = [("読み込み", time.perf_counter())]
    project = load_project(data)
    marks.append(("集計", time.perf_counter()))
    figures = compute_figures(project, YEAR)
    steps = build_bundle(project, figures, find_source(data), choose_fonts())
    bundle = None
    while bundle is None:
        try:
            marks.append((next(steps), time.perf_counter()))
        except StopIteration as end:
            bundle = end.value
    marks.append(("zip", time.perf_counter()))
    size = len(build_zip(bundle.files))
    marks.append(("", time.perf_counter()))
    for (name, begin), (_, end) in pairwise(marks):
        print(f"  {name:<12}{(end - begin) * 1000:>8.0f} ms")
    print(f"  {len(bundle.files)} files, {size / 1_000_000:.1f} MB")


def main() -> None:
    """Compare, then print the split."""
    data = ROOT / "examples/demo/data"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder) / "data"))
        publish = [*TAIKOU, "publish", str(YEAR), "-o", folder, "--data", str(copy)]
        validate = [*TAIKOU, "validate", "--data", str(copy)]
        print_head()
        # The record of a first run would ask for a reason; all but the writing is done anyway.
        compare("publish / validate", [*publish, "--dry-run"], validate)
        compare("publish --no-pdf / validate", [*publish, "--dry-run", "--no-pdf"], validate)
        # A bundle tells of published years, its own among them.
        subprocess.run([*publish, "--no-pdf"], check=True, capture_output=True)
        print_split(copy)


if __name__ == "__main__":
    main()
