"""Times `taikou history` of an item beside `taikou validate`: 2,000 commits, 200 of them the item's.

The plan is that of 175 evaluations; each commit changes one of them. Run it as
`python bench/history.py [COMMITS]`; the ratio is the median of the pairs.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from make_data import FIRST_YEAR, ITEMS, YEARS, make_data
from measure import TAIKOU, compare, print_head

COMMITS = 2000
_ITEM, _EVERY = 3, 10
_AUTHOR = "bench <bench@example.jp>"


def make_history(top: Path, commits: int = COMMITS) -> Path:
    """Make a plan with commits, every tenth of which changes item 3; give its data folder."""
    data = make_data(top)
    files = sorted(path.relative_to(top).as_posix() for path in data.rglob("*.yaml"))
    stream = b"".join(_iter_commits(top, files, commits))
    git = ["git", "-C", str(top)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)
    return data


def _iter_commits(top: Path, files: list[str], commits: int) -> Iterator[bytes]:
    """Yield what `git fast-import` reads: the plan, then commits that change a grade each."""
    yield _commit(0, {name: (top / name).read_text(encoding="utf-8") for name in files})
    for number in range(1, commits):
        turn = number // _EVERY
        item = _ITEM if number % _EVERY == 0 else _ITEM + 1 + number % (ITEMS - _ITEM)
        name = f"data/evaluations/{FIRST_YEAR + turn % YEARS}/{item:02}.yaml"
        text = (top / name).read_text(encoding="utf-8")
        grade = "ABC"[(turn // YEARS) % 3]
        changed = text.replace("grade: A", f"grade: {grade}", 1) + f"# {number}\n"
        yield _commit(number, {name: changed})


def _commit(number: int, files: dict[str, str]) -> bytes:
    subject = f"commit {number}".encode()
    parts = [
        f"commit refs/heads/main\ncommitter {_AUTHOR} {1700000000 + number} +0000\n".encode(),
        b"data %d\n%b\n" % (len(subject), subject),
    ]
    for name, text in files.items():
        content = text.encode()
        parts.append(b"M 100644 inline %b\ndata %d\n%b\n" % (name.encode(), len(content), content))
    return b"".join(parts)


def main() -> None:
    """Compare the history of an item of many commits, and of few, with validate."""
    commits = int(sys.argv[1]) if len(sys.argv) > 1 else COMMITS
    with tempfile.TemporaryDirectory() as folder:
        data = ["--data", str(make_history(Path(folder), commits))]
        print_head()
        validate = [*TAIKOU, "validate", *data]
        compare("history / validate", [*TAIKOU, "history", str(_ITEM), *data], validate)
        everything = [*TAIKOU, "history", str(_ITEM), "--all", *data]
        compare("history --all / validate", everything, validate)


if __name__ == "__main__":
    os.environ.pop("GIT_DIR", None)
    main()
