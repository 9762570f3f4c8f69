"""Times the forms of a plan as whole processes beside validate and openpyxl: prints ratios.

All items are exported; the workbooks are filled in (a text and a number on every item) and
imported with `--dry-run`, which does everything but write. Commands run in turn with validate,
so that a change of the machine's speed meets both; the ratio is the median of the pairs.
Run it as `python bench/forms.py [DATA]`.
"""

import sys
import tempfile
from pathlib import Path

import openpyxl
from measure import ROOT, TAIKOU, compare, print_head

_LOAD = "import sys, openpyxl\nfor file in sys.argv[1:]: openpyxl.load_workbook(file)"


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
        print_head()
        compare("form export / validate", export, validate)
        files = sorted(Path(folder).glob("*.xlsx"))
        take = [*TAIKOU, "form", "import", "--dry-run", "--data", data, *map(str, files)]
        load = [sys.executable, "-c", _LOAD, *map(str, files)]
        compare("form import untouched / validate", take, validate)
        compare("form import untouched / openpyxl's load", take, load)
        items = sum(map(fill, files))
        compare(f"form import {items} items / validate", take, validate)
        compare(f"form import {items} items / openpyxl's load", take, load)


if __name__ == "__main__":
    main()
