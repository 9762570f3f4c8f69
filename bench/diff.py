"""Times `taikou diff` between two commits beside `taikou validate` on the same data.

The data are 175 evaluations times a scale; between the commits every tenth of them changes. Run it
as `python bench/diff.py [SCALE]`; the ratio is the median of the pairs.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from make_data import make_data
from measure import TAIKOU, compare, print_head


def make_repository(top: Path, scale: int) -> None:
    """Commit the data, change every tenth evaluation, commit again."""
    data = make_data(top, scale)
    git = ["git", "-C", str(top), "-c", "user.name=bench", "-c", "user.email=bench@example.jp"]
    for message in ("before", "after"):
        if message == "after":
            for path in sorted((data / "evaluations").rglob("[0-9]*.yaml"))[::10]:
                text = path.read_text(encoding="utf-8")
                path.write_text(text.replace("actual: ", "actual: 1"), encoding="utf-8")
        commands = (["init", "-q"], ["add", "-A"], ["commit", "-qm", message])
        for command in commands if message == "before" else commands[1:]:
            subprocess.run([*git, *command], check=True)


def main() -> None:
    """Compare the two commands."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        make_repository(top, int(sys.argv[1]) if len(sys.argv) > 1 else 1)
        data = str(top / "data")
        print_head()
        diff = [*TAIKOU, "diff", "HEAD~1", "HEAD", "--data", data]
        # Of a large plan that has not changed, validate would show what it has kept.
        nowhere = {"XDG_CACHE_HOME": f"{data}/plan.yaml"}
        validate = [*TAIKOU, "validate", "--data", data]
        compare("diff / validate", diff, validate, variables=nowhere)


if __name__ == "__main__":
    os.environ.pop("GIT_DIR", None)
    main()
