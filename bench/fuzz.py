"""Fuzzes a part of taikou under atheris, guided by the lines that an input reaches.

Run it as `python bench/fuzz.py TARGET [SECONDS]`; a target is a file `tests/fuzz/test_TARGET.py`.
It needs atheris, which is not installed with the other tools: it has wheels for Linux only.
What breaks the target is kept in `build/fuzz/TARGET/`; give such a file instead of the seconds
to run it once more.
"""

import importlib
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
SECONDS = "300"
LIMITS = ("-rss_limit_mb=1024", "-timeout=20", "-max_len=65536", "-len_control=0")


def make_seeds() -> Iterator[bytes]:
    """Yield choices for a target that makes its input from them."""
    for number in range(64):
        yield random.Random(number).randbytes(4096)  # noqa: S311


def mix(mutate: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, int, int], bytes]:
    """Let a target's own way of breaking files take turns with atheris's."""

    def mutate_in_turn(raw: bytes, longest: int, seed: int) -> bytes:
        if seed % 2:
            return bytes(atheris.Mutate(raw, longest))
        return mutate(raw, random.Random(seed))[:longest]  # noqa: S311

    return mutate_in_turn


def main() -> None:
    """Run one target until its time is up or it breaks."""
    name, given = sys.argv[1], (sys.argv[2:] or [SECONDS])[0]
    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["taikou_cli"]):
        module = importlib.import_module(f"tests.fuzz.test_{name}")
    folder = ROOT / "build" / "fuzz" / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(getattr(module, "seeds", make_seeds)()):
        (corpus / f"seed{number}").write_bytes(seed)
    what = [f"-max_total_time={given}", str(corpus)] if given.isdecimal() else [given]
    own = {"custom_mutator": mix(module.mutate)} if hasattr(module, "mutate") else {}
    arguments = [sys.argv[0], *LIMITS, f"-artifact_prefix={folder}/", *what]
    atheris.Setup(arguments, module.target, **own)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
