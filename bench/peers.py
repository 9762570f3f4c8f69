"""Times taikou beside programs that do something near to it, on the same evaluations.

Every peer is installed in an environment of its own below FOLDER, and gets the evaluations in
the form that it reads:

- yamllint: the same files; it looks at the form of YAML, not at its meaning;
- check-jsonschema: the same files and `schemas/evaluation.json`; nothing beyond one file;
- doorstop: one item per evaluation, with its texts, in a git repository;
- strictdoc: one document per item, one statement per evaluation, made into web pages.

Run it as `python bench/peers.py [FOLDER] [SCALE]`. It prints the table of `docs/benchmarks.md`.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from make_data import make_data
from measure import ROOT, TAIKOU, run_once

from taikou_cli.model.evaluation import Evaluation
from taikou_cli.project.loading import load_project

ROUNDS = 5
_FORM_ONLY = "{extends: default, rules: {line-length: disable, indentation: disable}}"


class Peer(NamedTuple):
    """A program, the version that is measured, and what is run."""

    name: str
    version: str
    task: str
    prepare: Callable[[Path, Path], Sequence[str]]
    own: Sequence[str]


def _run_yamllint(data: Path, _: Path) -> Sequence[str]:
    return ["yamllint", "--no-warnings", "-d", _FORM_ONLY, str(data)]


def _run_check_jsonschema(data: Path, _: Path) -> Sequence[str]:
    files = sorted(map(str, (data / "evaluations").rglob("[0-9]*.yaml")))
    return ["check-jsonschema", "--schemafile", str(ROOT / "schemas/evaluation.json"), *files]


def _run_doorstop(data: Path, folder: Path) -> Sequence[str]:
    settings = "settings:\n  digits: 6\n  prefix: EV\n  sep: ''\n"
    (folder / ".doorstop.yml").write_text(settings, encoding="utf-8")
    for number, (_, text) in enumerate(_iter_texts(data), start=1):
        item = f"active: true\nlevel: 1.{number}\nlinks: []\nnormative: true\ntext: "
        content = f"{item}{json.dumps(text, ensure_ascii=False)}\n"
        (folder / f"EV{number:06}.yml").write_text(content, encoding="utf-8")
    make_repository = ["git", "init", "-q", str(folder)]
    subprocess.run(make_repository, check=True)
    return ["doorstop", "--no-reformat", "--no-level-check", "--project", str(folder)]


def _run_strictdoc(data: Path, folder: Path) -> Sequence[str]:
    documents: dict[int, str] = {}
    for evaluation, text in _iter_texts(data):
        item = evaluation.item
        documents.setdefault(item, f"[DOCUMENT]\nTITLE: 項目{item}\n")
        uid = f"EV-{item}-{evaluation.fiscal_year}"
        documents[item] += f"\n[REQUIREMENT]\nUID: {uid}\nSTATEMENT: >>>\n{text}<<<\n"
    (folder / "documents").mkdir()
    for item, text in documents.items():
        (folder / f"documents/{item}.sdoc").write_text(text, encoding="utf-8")
    return ["strictdoc", "export", str(folder / "documents"), "--output-dir", str(folder / "out")]


PEERS = (
    Peer("yamllint", "1.38.0", "YAMLの書き方だけを検査", _run_yamllint, ["validate"]),
    Peer(
        "check-jsonschema",
        "0.39.0",
        "1ファイルごとの形だけを検査",
        _run_check_jsonschema,
        ["validate"],
    ),
    Peer("doorstop", "3.2", "文書の木とリンクを検査", _run_doorstop, ["validate"]),
    Peer(
        "strictdoc",
        "0.30.4",
        "ウェブページを作る",
        _run_strictdoc,
        ["export", "--format", "site", "-o", "{out}"],
    ),
)


def main() -> None:
    """Install the peers where they are missing, measure, and print a Markdown table."""
    home = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/peers").resolve()
    scale = int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as folder:
        data = make_data(Path(folder) / "plan", scale)
        print("| 比べたもの | すること | その秒数 | taikou | その秒数 | 比 |")
        print("|---|---|--:|---|--:|--:|")
        for peer in PEERS:
            print(_measure(peer, home, data, Path(folder) / peer.name), flush=True)


def _measure(peer: Peer, home: Path, data: Path, folder: Path) -> str:
    program, *words = peer.prepare(data, _make(folder))
    theirs = [str(_install(peer, home) / program), *words]
    own = [word.format(out=folder / "taikou") for word in peer.own]
    mine = [*TAIKOU, *own, "--data", str(data)]
    pairs = []
    for _ in range(ROUNDS + 1):
        for made in ("out", "taikou"):
            shutil.rmtree(folder / made, ignore_errors=True)
        pairs.append((run_once(theirs, expected=(0,)).wall, run_once(mine).wall))
    # The first run of each compiles what Python compiles once.
    seconds = [statistics.median(column) for column in zip(*pairs[1:], strict=True)]
    ratio = statistics.median(other / one for other, one in pairs[1:])
    name = f"{peer.name} {peer.version}"
    return (
        f"| {name} | {peer.task} | {seconds[0]:.2f} | `{own[0]}` | {seconds[1]:.2f} | {ratio:.1f} |"
    )


def _make(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _install(peer: Peer, home: Path) -> Path:
    """Give the folder of the peer's programs, in an environment that nothing else shares."""
    folder = home / f"{peer.name}-{peer.version}"
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = ["-m", "pip", "install", "--quiet", f"{peer.name}=={peer.version}"]
        subprocess.run([str(folder / "bin/python"), *install], check=True)
    return folder / "bin"


def _iter_texts(data: Path) -> Iterator[tuple[Evaluation, str]]:
    """Yield every evaluation with what its division wrote."""
    for document in load_project(data).evaluations:
        one = document.content.self_evaluation
        texts = (one.achievements, one.factors, one.issues, one.review)
        yield document.content, "\n".join(text for text in texts if text)


if __name__ == "__main__":
    main()
