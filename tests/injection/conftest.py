"""Every output of a plan whose every text is hostile, and of the same plan with plain words."""

import contextlib
import io
import os
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from taikou_cli.cli.main import run
from tests.publication.reading import find_bundle

from .corpus import CLASSES, CONTROLS
from .hostile_plan import MARKER, Leaf, Place, change_texts, load_filled_plan, write_files

CONTROL_TURN = len(CLASSES)
TURNS = range(CONTROL_TURN + 1)
"""After all turns every field has met every class."""

_YEAR = ("--year", "2026")
_KINDS = ("annual", "data-plan", "committee", "final")
# What a publication carries is looked at in every turn, the rest in the first one.
_IN_BUNDLE = {
    "csv": "csv",
    "site": "site",
    "xlsx": "data.xlsx",
    "json": "data.json",
    "sqlite": "data.sqlite",
    "stratml": "stratml.xml",
}
_OTHERS = {"parquet": "parquet", "codeowners": "CODEOWNERS"}
_FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "rdjson")
_SHOWN = ("1", "2", "3", "方針1", "目標1")
_PRINTED = {
    "status.text": ["status"],
    "status.json": ["status", "--format", "json"],
    **{f"show {what}.text": ["show", what] for what in _SHOWN},
    "fmt.text": ["fmt", "--diff"],
    "fix.text": ["validate", "--diff"],
    "form status.text": ["form", "status", *_YEAR],
    **{
        f"diff.{n}": ["diff", "HEAD~1", "HEAD", "--format", n] for n in ("text", "markdown", "json")
    },
    "history.text": ["history", "1", "--all"],
}


class Outputs(NamedTuple):
    """What came of a plan.

    Attributes:
        texts: Every text of the plan by the number in its marker.
        places: The numbers of the texts of every field.
        files: The contents of all files that were written, those in the zip included.
        printed: What the commands printed, by their names.
        others: What lies beside the plan and the outputs; nothing, if all is well.
    """

    texts: dict[int, str]
    places: dict[Place, set[int]]
    files: dict[str, bytes]
    printed: dict[str, str]
    others: list[str]


def choose_text(leaf: Leaf, turn: int) -> str:
    """Give the hostile text of a leaf: another class each turn, another string each leaf."""
    if turn == CONTROL_TURN:
        return CONTROLS[leaf.number % len(CONTROLS)]
    strings = CLASSES[(leaf.number + turn) % len(CLASSES)]
    return strings[leaf.number // len(CLASSES) % len(strings)]


def write_hostile_plan(
    folder: Path, choose: Callable[[Leaf], str]
) -> tuple[dict[int, str], dict[Place, set[int]]]:
    """Write the filled plan with its texts changed; give them by their numbers."""
    texts: dict[int, str] = {}
    places: dict[Place, set[int]] = {}

    def change(leaf: Leaf, _text: str) -> str:
        texts[leaf.number] = choose(leaf).replace("@@", MARKER.format(leaf.number))
        places.setdefault(leaf.place, set()).add(leaf.number)
        return texts[leaf.number]

    write_files(folder, change_texts(load_filled_plan(), change))
    return texts, places


def taikou(*arguments: object) -> tuple[int, str]:
    """Run a command; give its exit code and all that it printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = run([*map(str, arguments)])
    return code, printed.getvalue()


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=<b>x\x1b[31m", "-c", "user.email=x@example.jp"]
    command = ["git", "-C", str(folder), *settings, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def _produce(top: Path, turn: int | None) -> Outputs:
    data, out = top / "data", top / "out"
    is_thorough, has_controls = turn in (None, 0), turn == CONTROL_TURN

    def do(*arguments: object) -> str:
        code, printed = taikou(*arguments, "--data", data)
        # The formatter and the forms refuse control characters.
        assert code == 0 or (has_controls and arguments[0] in ("fmt", "form")), printed
        return printed

    write_files(data, load_filled_plan())
    git(top, "init", "-q")
    git(top, "add", "data")
    git(top, "commit", "-qm", "first")
    texts, places = write_hostile_plan(
        data, lambda leaf: "言葉 @@" if turn is None else choose_text(leaf, turn)
    )
    git(top, "commit", "-qam", "##[error]x::error::<script>\x1b[31m|x|")

    printed = {name: do(*command) for name, command in _PRINTED.items()}
    for kind in _KINDS if is_thorough else ("committee",):
        for name in ("md", "html", "json", *(("pdf",) if is_thorough else ())):
            do("report", *_YEAR, "--kind", kind, "--format", name, "-o", out / "reports")
    for name in ("md", "html", *(("pdf",) if is_thorough else ())):
        do("report", "--format", name, "-o", out / "reports")
    for name, place in (_OTHERS | _IN_BUNDLE if is_thorough else {}).items():
        do("export", "--format", name, "-o", out / place)
    do("form", "export", *_YEAR, "-o", out / "forms")
    do("form", "export", *_YEAR, "--for", "committee", "-o", out / "forms")
    do("form", "export", "--for", "plan", "-o", out / "forms")
    printed["form import.text"] = do("form", "import", out / "forms", "--dry-run")
    do("publish", "2026", "--why", "改める", "--kind", "reissue", "--no-pdf", "-o", out)
    bundle = find_bundle(out, 2026)
    printed["verify.text"] = taikou("verify", bundle)[1]

    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    with zipfile.ZipFile(io.BytesIO(files.pop(bundle.name))) as archive:
        files |= {f"bundle/{name}": archive.read(name) for name in archive.namelist()}
    known = {data, out, top / ".git"}
    others = [str(path) for path in top.iterdir() if path not in known]
    return Outputs(texts, places, files, printed, others)


@contextlib.contextmanager
def _desk() -> Iterator[None]:
    """Set a width for what is printed, and nothing for the tests that come after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_COLOR", "1")
        patch.setenv("COLUMNS", "120")
        yield


@pytest.fixture(scope="session")
def plain(tmp_path_factory):
    """Give the outputs of the plan with plain words."""
    with _desk():
        return _produce(tmp_path_factory.mktemp("plain"), None)


@pytest.fixture(scope="session", params=TURNS, ids=lambda turn: f"turn{turn}")
def hostile(request, tmp_path_factory):
    """Give the outputs of the plan with hostile texts."""
    with _desk():
        return _produce(tmp_path_factory.mktemp("hostile"), request.param)


class Checked(NamedTuple):
    """What the check printed of a plan that has much wrong with it, in every format."""

    texts: dict[int, str]
    printed: dict[str, str]


HOSTILE_NAMES = (
    "::error::x.yaml",
    "a\n::error::x.yaml",
    "a%0A,b:c.yaml",
    "<img src=x onerror=alert(1)>.yaml",
    "##[error]x|`y`.yaml",
    "\x1b[31mred\x1b]8;;x\x07.yaml",
    "\u202ereversed.yaml",
    "=1+1.yaml",
    "x..%2f..%2fx.yaml",
    "-rf.yaml",
)
NOT_UTF8 = b"broken\xff\xfe.yaml"


@pytest.fixture(scope="session", params=[0, CONTROL_TURN], ids=["texts", "controls"])
def checked(request, tmp_path_factory):
    top = tmp_path_factory.mktemp("checked")
    data, summary = top / "data", top / "summary.md"
    texts, _ = write_hostile_plan(data, lambda leaf: choose_text(leaf, request.param))
    plan = data / "plan.yaml"
    lines = plan.read_text("utf-8").splitlines(keepends=True)
    plan.write_text("".join(one for one in lines if not one.startswith('"checks"')), "utf-8")
    for name in HOSTILE_NAMES:
        with contextlib.suppress(OSError):  # Windows does not allow them all
            (data / "items" / name).write_text("{", "utf-8")
    with contextlib.suppress(OSError, ValueError):  # nor macOS
        (data / "items" / os.fsdecode(NOT_UTF8)).write_bytes(b"{")
    goals = data / "goals.yaml"
    goals.write_text(goals.read_text("utf-8").replace('"title"', '"##[error]\\n::x::"', 1), "utf-8")
    printed = {}
    with _desk(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        for name in _FORMATS:
            command = ["validate", "--verbose", "--format", name, "--data", data]
            code, printed[name] = taikou(*command)
            assert code == 1, printed[name]
            if name == "text":
                printed["markdown"] = summary.read_text("utf-8")
    return Checked(texts, printed)
