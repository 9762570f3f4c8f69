"""Every output of a plan whose every text is hostile, and of the same plan with plain words."""

import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from taikou_cli.cli.main import run

from .corpus import CLASSES, CONTROLS
from .hostile_plan import (
    MARKER,
    Files,
    Leaf,
    change_texts,
    load_filled_plan,
    write_files,
)

CONTROL_TURN = len(CLASSES)
TURNS = range(CONTROL_TURN + 1)
"""After all turns every field has met every class."""

_REPORTS = ("plan", "annual", "data-plan", "committee", "final")
_EXPORTS = {
    "csv": "csv",
    "parquet": "parquet",
    "site": "site",
    "xlsx": "data.xlsx",
    "json": "data.json",
    "sqlite": "data.sqlite",
    "stratml": "stratml.xml",
    "codeowners": "CODEOWNERS",
}
_FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "rdjson")
_PRINTED = {
    **{f"validate.{name}": ["validate", "--verbose", "--format", name] for name in _FORMATS},
    "status.text": ["status"],
    "status.json": ["status", "--format", "json"],
    **{f"show-{n}.text": ["show", w] for n, w in enumerate(("1", "2", "3", "方針1", "目標1"))},
    "fmt.text": ["fmt", "--diff"],
    "fix.text": ["validate", "--diff"],
    "form-status.text": ["form", "status", "--year", "2026"],
}


class Outputs(NamedTuple):
    """What came of a plan.

    Attributes:
        texts: The text of every leaf by the leaf's number.
        files: The contents of all files that were written, of the zip's entries, too.
        printed: What the commands printed, by their names.
    """

    texts: dict[int, str]
    leaves: dict[int, Leaf]
    files: dict[str, bytes]
    printed: dict[str, str]


def choose_text(leaf: Leaf, turn: int) -> str:
    """Give the hostile text of a leaf: another class each turn, another string each leaf."""
    if turn == CONTROL_TURN:
        return CONTROLS[leaf.number % len(CONTROLS)]
    strings = CLASSES[(leaf.number + turn) % len(CLASSES)]
    return strings[leaf.number // len(CLASSES) % len(strings)]


def _write_plan(folder: Path, choose: Callable[[Leaf], str]) -> tuple[dict[int, str], dict]:
    texts: dict[int, str] = {}
    leaves: dict[int, Leaf] = {}

    def change(leaf: Leaf, _text: str) -> str:
        texts[leaf.number] = choose(leaf).replace("@@", MARKER.format(leaf.number))
        leaves[leaf.number] = leaf
        return texts[leaf.number]

    write_files(folder, change_texts(load_filled_plan(), change))
    return texts, leaves


def _git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=<b>x\x1b[31m", "-c", "user.email=x@example.jp"]
    command = ["git", "-C", str(folder), *settings, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def _produce(top: Path, choose: Callable[[Leaf], str], capsys, *, pdf: bool) -> Outputs:
    data, out = top / "data", top / "out"

    def taikou(*arguments: object) -> str:
        capsys.readouterr()
        code = run([*map(str, arguments), "--data", str(data)])
        shown, complaints = capsys.readouterr()
        # These refuse control characters; what they say of them is looked at as well.
        assert code == 0 or arguments[0] in ("fmt", "form"), (arguments, complaints[:1000])
        return shown + complaints

    write_files(data, load_filled_plan())
    _git(top, "init", "-q")
    _git(top, "add", "data")
    _git(top, "commit", "-qm", "first")
    texts, leaves = _write_plan(data, choose)
    _git(top, "commit", "-qam", "::error::<script>\x1b[31m|x|")

    printed = {name: taikou(*command) for name, command in _PRINTED.items()}
    for name in ("text", "markdown", "json"):
        printed[f"diff.{name}"] = taikou("diff", "HEAD~1", "HEAD", "--format", name)
    printed["history.text"] = taikou("history", "1", "--all")
    for kind in _REPORTS:
        options = ["--year", "2026", "--kind", kind] if kind != "plan" else []
        for name in ("md", "html", "json", *(("pdf",) if pdf else ())):
            taikou("report", *options, "--format", name, "-o", out / "reports")
    for name, place in _EXPORTS.items():
        taikou("export", "--format", name, "-o", out / place)
    taikou("form", "export", "--year", "2026", "-o", out / "forms")
    taikou("form", "export", "--year", "2026", "--for", "committee", "-o", out / "forms")
    printed["form-import.text"] = taikou("form", "import", out / "forms", "--dry-run")
    taikou("publish", "2026", "--again", "--no-pdf", "-o", out)
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    bundle = files.pop("publication-2026.zip")
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        files |= {f"bundle/{name}": archive.read(name) for name in archive.namelist()}
    capsys.readouterr()
    assert run(["verify", str(out / "publication-2026.zip")]) == 0
    printed["verify.text"] = capsys.readouterr().out
    return Outputs(texts, leaves, files, printed)


@pytest.fixture(scope="session")
def environment():
    """Run as on a developer's machine, whatever server the tests run on."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "SOURCE_DATE_EPOCH"):
            patch.delenv(name, raising=False)
        patch.setenv("NO_COLOR", "1")
        patch.setenv("COLUMNS", "200")
        yield


@pytest.fixture(scope="session")
def capture():
    """Give what `capsys` gives, for a whole session."""
    import contextlib
    import io

    class Capture:
        def __init__(self):
            self._streams = (io.StringIO(), io.StringIO())

        def readouterr(self):
            texts = tuple(stream.getvalue() for stream in self._streams)
            for stream in self._streams:
                stream.seek(0)
                stream.truncate()
            return type("Ended", (tuple,), {"out": texts[0], "err": texts[1]})(texts)

    capture = Capture()
    out, err = capture._streams
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield capture
