"""Times taikou as a whole process beside its floors, and prints the ratios.

A floor is the least that a program of this kind can do on this machine:

- start: a typer command that does nothing;
- events: a typer command that imports pydantic and ruamel.yaml and takes libyaml's events of
  the same files;
- load: the same, but reading the files with ruamel.yaml's own C loader.

Each command runs in turn with its floor, so that a change of the machine's speed meets both.
Run it as `python bench/floors.py [DATA]`; the ratio is the median of the pairs.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).resolve().parent.parent

EMPTY = """
import typer
app = typer.Typer()
@app.command()
def nothing() -> None: ...
@app.command()
def other() -> None: ...
app()
"""

READING = """
import sys
import typer
app = typer.Typer()
@app.command()
def read(folder: str) -> None:
    import pydantic
    import ruamel.yaml
    from pathlib import Path
    from _ruamel_yaml import CParser
    for path in sorted(Path(folder).rglob("*.yaml")):
        {body}
@app.command()
def other() -> None: ...
app()
"""
EVENTS = READING.format(
    body="parser = CParser(path.read_bytes())\n        while parser.get_event() is not None: pass"
)
LOAD = READING.format(body="ruamel.yaml.YAML(typ='safe').load(path.read_bytes())")


def time_once(command: list[str], environment: dict[str, str]) -> float:
    """Run a command to its end; give the seconds by the wall."""
    begin = time.perf_counter()
    subprocess.run(command, env=environment, check=False, capture_output=True)
    return time.perf_counter() - begin


def compare(name: str, command: list[str], floor: list[str], **variables: str) -> None:
    """Print the medians of a command and its floor, and of their ratio."""
    environment = os.environ | variables
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for warm_up in (command, floor):
        time_once(warm_up, environment)
    pairs = [
        (time_once(command, environment), time_once(floor, environment)) for _ in range(ROUNDS)
    ]
    ratio = statistics.median(own / least for own, least in pairs)
    own, least = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:<32}{own * 1000:>8.0f} ms{least * 1000:>8.0f} ms{ratio:>8.2f}")


def main() -> None:
    """Compare start-up, completion, validate and report with their floors."""
    data = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "data")
    taikou = [sys.executable, "-m", "taikou_cli"]
    with tempfile.TemporaryDirectory() as folder:
        floors = {}
        for name, text in (("empty", EMPTY), ("events", EVENTS), ("load", LOAD)):
            path = Path(folder) / f"{name}.py"
            path.write_text(text, encoding="utf-8")
            floors[name] = [sys.executable, str(path)]
        print(f"{'':<32}{'taikou':>11}{'floor':>11}{'ratio':>8}")
        validate = [*taikou, "validate", "--data", data]
        empty = [*floors["empty"], "nothing"]
        compare("--version / empty app", [*taikou, "--version"], empty)
        compare("--help / empty app --help", [*taikou, "--help"], [*floors["empty"], "--help"])
        words = {"COMP_WORDS": "x va", "COMP_CWORD": "1"}
        complete = {"_TAIKOU_COMPLETE": "complete_bash", "_EMPTY.PY_COMPLETE": "complete_bash"}
        compare("completion / empty app", taikou, floors["empty"], **words, **complete)
        compare("validate / load", validate, [*floors["load"], "read", data])
        compare("validate / events", validate, [*floors["events"], "read", data])
        report = [*taikou, "report", "--data", data, "-o", folder]
        compare("report / validate", report, validate)


if __name__ == "__main__":
    main()
