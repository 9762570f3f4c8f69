"""Fuzzes a part of taikou under atheris, guided by the lines that an input reaches.

Run it as `python bench/fuzz.py TARGET [SECONDS]`; a target is a file `tests/fuzz/test_TARGET.py`.
It needs atheris, which is not among the tools that are installed: it has wheels for Linux only.
What breaks the target is kept in `build/fuzz/TARGET/`; give such a file instead of the seconds
to run it once more.
"""

import importlib
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
SECONDS = "300"
LIMITS = ("-rss_limit_mb=1024", "-timeout=20", "-max_len=65536", "-print_final_stats=1")


def main() -> None:
    """Run one target until its time is up or it breaks."""
    name, given = sys.argv[1], (sys.argv[2:] or [SECONDS])[0]
    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["taikou_cli"]):
        module = importlib.import_module(f"tests.fuzz.test_{name}")
    folder = ROOT / "build" / "fuzz" / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(getattr(module, "seeds", tuple)()):
        (corpus / f"seed{number}").write_bytes(seed)
    what = [f"-max_total_time={given}", str(corpus)] if given.isdecimal() else [given]
    atheris.Setup([sys.argv[0], *LIMITS, f"-artifact_prefix={folder}/", *what], module.target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
