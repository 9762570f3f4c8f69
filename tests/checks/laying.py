"""Lays a case of a rule over the small plan.

`removed.txt` names files that the case takes away. `published.txt` names a fiscal year and a day:
the plan is published as it is before the case changes it; `edits.yaml` changes parts of files.
"""

import shutil
from datetime import date
from pathlib import Path

from taikou_cli.project.loading import load_project
from taikou_cli.publication.edition import Imprint, begin_edition, complete_edition, record_of
from taikou_cli.publication.record import render_record
from taikou_cli.store.yaml_reading import read_yaml

HERE = Path(__file__).parent
SMALL_PLAN = HERE.parent / "plans" / "small"
CASES = sorted(path for path in (HERE / "cases").glob("*/*") if path.is_dir())
ABOUT_THE_CASE = ("expected.txt", "removed.txt", "published.txt", "edits.yaml")


def lay_over(case: Path, folder: Path) -> None:
    shutil.copytree(SMALL_PLAN, folder)
    published = case / "published.txt"
    if published.exists():
        publish(folder, *published.read_text(encoding="utf-8").split())
    removed = case / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (folder / name).unlink()
    ignore = shutil.ignore_patterns(*ABOUT_THE_CASE)
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=ignore)
    edits = case / "edits.yaml"
    for edit in read_yaml(edits.read_text(encoding="utf-8"))[0] if edits.exists() else ():
        path = folder / edit["path"]
        text = path.read_text(encoding="utf-8")
        assert text.count(edit["old"]) == 1, edit
        path.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")


def publish(folder: Path, year: str, day: str) -> None:
    """Write the record of a first publication; the program calls itself otherwise there."""
    imprint = Imprint("first", date.fromisoformat(day), None, "taikou")
    project = begin_edition(load_project(folder), int(year), imprint)
    record = render_record(complete_edition(project, int(year), {}, "0" * 64))
    (folder / "publications").mkdir()
    (folder / record_of(int(year))).write_text(record, encoding="utf-8")
