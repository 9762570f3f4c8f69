"""Times taikou as a whole process beside its floors, and prints the ratios.

A floor is the least that a program of this kind can do on this machine:

- start: a typer command that does nothing;
- events: a typer command that imports pydantic and ruamel.yaml and takes libyaml's events of
  the same files;
- model: the same, and pydantic made ready for use by a model of one field, which `import
  pydantic` alone puts off;
- load: as events, but the files are read by ruamel.yaml's own C loader;
- writing: as events, and the bytes of the report are written, too.

Run it as `python bench/floors.py [DATA]`; without DATA, a plan of 175 evaluations is made.
"""

import sys
import tempfile
from pathlib import Path

from make_data import make_data
from measure import TAIKOU, compare, print_head

_APP = """
import sys
import typer
app = typer.Typer()
@app.command()
def work(folder: str = "", source: str = "", target: str = "") -> None:
    {body}
@app.command()
def other() -> None: ...
app()
"""
_READ = """import pydantic
    import ruamel.yaml
    from pathlib import Path
    from _ruamel_yaml import CParser
    for path in sorted(Path(folder).rglob("*.yaml")):
        """
_TAKE_EVENTS = """parser = CParser(path.read_bytes())
        while parser.get_event() is not None: pass
    """
_FLOORS = {
    "start": "pass",
    "events": _READ + _TAKE_EVENTS,
    "model": _READ + _TAKE_EVENTS + "class Model(pydantic.BaseModel): field: int",
    "load": _READ + "ruamel.yaml.YAML(typ='safe').load(path.read_bytes())",
    "writing": _READ + _TAKE_EVENTS + "Path(target).write_bytes(Path(source).read_bytes())",
}


def write_floors(folder: Path) -> dict[str, list[str]]:
    """Write the floors as programs; give the beginning of each one's command line."""
    commands = {}
    for name, body in _FLOORS.items():
        path = folder / f"{name}.py"
        path.write_text(_APP.format(body=body), encoding="utf-8")
        commands[name] = [sys.executable, str(path)]
    return commands


def main() -> None:
    """Compare start-up, completion, validate and report with their floors."""
    with tempfile.TemporaryDirectory() as folder:
        data = sys.argv[1] if len(sys.argv) > 1 else str(make_data(Path(folder) / "plan"))
        floors = write_floors(Path(folder))
        reading = ["work", "--folder", data]
        print_head()
        compare("--version / start", [*TAIKOU, "--version"], [*floors["start"], "work"])
        compare("--help / start", [*TAIKOU, "--help"], [*floors["start"], "--help"])
        words = {"COMP_WORDS": "x va", "COMP_CWORD": "1"}
        words |= {"_TAIKOU_COMPLETE": "complete_bash", "_START.PY_COMPLETE": "complete_bash"}
        compare("completion / start", TAIKOU, floors["start"], variables=words)
        validate = [*TAIKOU, "validate", "--data", data]
        for name in ("load", "events", "model"):
            compare(f"validate / {name}", validate, [*floors[name], *reading])
        report = [*TAIKOU, "report", "--data", data, "-o", folder]
        compare("report / validate", report, validate)
        written = ["--source", f"{folder}/plan.html", "--target", f"{folder}/copy.html"]
        compare("report / writing", report, [*floors["writing"], *reading, *written])


if __name__ == "__main__":
    main()
