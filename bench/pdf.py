"""Compares the annual PDF with a plain tagged one of the same texts: time and memory.

The plain one (`plain.typ`) has headings, paragraphs and tables, but no pictures, contents, heads,
feet or looks: what Typst needs for the texts alone. Each is made in a process of its own, in turn.
Run it as `python bench/pdf.py [SCALE]`; a scale of 10 has 350 items.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from make_data import FIRST_YEAR, make_data
from measure import Run, run_once

ROUNDS = 3
_PLAIN = Path(__file__).with_name("plain.typ")


def make_pdf(data: Path, template: Path) -> None:
    """Lay the annual report out by a template; what it needs is measured from outside."""
    from taikou_cli.project.loading import load_project
    from taikou_cli.reports.document.registry import build_report
    from taikou_cli.reports.fonts import choose_fonts
    from taikou_cli.reports.template_files import TemplateFiles
    from taikou_cli.reports.writers import typst

    files = TemplateFiles()
    files.read = lambda _: template.read_text("utf-8")  # type: ignore[method-assign]
    document = build_report("annual", load_project(data), FIRST_YEAR + 1)
    typst.write_pdf(document, files, choose_fonts())


def main() -> None:
    """Print the medians of both, and the ratio of each pair."""
    if sys.argv[2:]:
        make_pdf(*map(Path, sys.argv[1:]))
        return
    scale = int(sys.argv[1]) if sys.argv[1:] else 1
    own = Path(__file__).parent.parent / "templates/report.typ"
    with tempfile.TemporaryDirectory() as folder:
        data = make_data(Path(folder), scale)
        commands = [[sys.executable, __file__, str(data), str(one)] for one in (own, _PLAIN)]
        pairs = [[run_once(one) for one in commands] for _ in range(ROUNDS)]
    for name, runs in zip(("taikou", "plain"), zip(*pairs, strict=True), strict=True):
        _print(name, runs)
    ratio = statistics.median(mine.cpu / plain.cpu for mine, plain in pairs)
    print(f"ratio of processor time {ratio:.2f}")


def _print(name: str, runs: tuple[Run, ...]) -> None:
    cpu = statistics.median(one.cpu for one in runs)
    memory = statistics.median(one.memory for one in runs)
    print(f"{name:<8}{cpu:>7.2f} s{memory / 1e6:>7.0f} MB")


if __name__ == "__main__":
    main()
