"""Times `taikou validate` of a very large plan, and with nothing changed.

Run it as `python bench/large.py [SCALE] [FOLDER]`. A scale of 100 (if not given) is 17,500
evaluations; the plan is made in FOLDER, or in a temporary one, and used again if it is there.
The findings of a check are kept in a cache of its own, not in the user's.
"""

import sys
import tempfile
from functools import partial
from pathlib import Path

from floors import write_floors
from make_data import make_data
from measure import ONE_CORE, TAIKOU, compare, print_head

_ROUNDS = 5


def main() -> None:
    """Compare with libyaml's events of the same files, and the second check with the first."""
    scale = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        top = Path(sys.argv[2] if len(sys.argv) > 2 else folder)  # noqa: PLR2004
        if not (top / "data").exists():
            make_data(top, scale)
        data = str(top / "data")
        events = [*write_floors(Path(folder))["events"], "work", "--folder", data]
        validate = [*TAIKOU, "validate", "--data", data]
        # Below a file nothing can be kept.
        nowhere = {"XDG_CACHE_HOME": f"{data}/plan.yaml"}
        kept = ["env", f"XDG_CACHE_HOME={folder}/cache"]
        print_head()
        time = partial(compare, rounds=_ROUNDS, variables=nowhere)
        time("validate, 1 core / events", [*ONE_CORE, *validate], [*ONE_CORE, *events])
        time("second validate / first", [*kept, *validate], validate)


if __name__ == "__main__":
    main()
