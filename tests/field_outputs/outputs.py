"""The outputs of a plan: how each is made, what of the plan it is meant to show, and its text."""

import html
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from taikou_cli.cli.main import run

from .sentinels import FilledPlan, Sentinel, load_small_plan

YEAR = ("--year", "2026")
# The plan report, the site and `show` tell these; figures do not need them.
PROSE = {"PastPlan", "Background", "Turn", "Positioning", "LowerPlan", "Passage", "Term"}
DATA_PLAN = {"DataPlan.title", "DataPlan.mark", "DataPlan.statute"}
SOURCE = "Source.chapter"


class Output(NamedTuple):
    """A kind of output.

    Attributes:
        name: What it is called.
        make: Makes it of the plan in a folder's `data/`, and gives all its text.
        is_meant: It is meant to show a public text.
        lacks: The fields that it does not show yet, though it is meant to.
    """

    name: str
    make: Callable[[Path, Callable[..., str]], str]
    is_meant: Callable[[Sentinel], bool]
    lacks: frozenset[str] = frozenset()


def _files(*command: str, pattern: str) -> Callable[[Path, Callable[..., str]], str]:
    def make(folder: Path, taikou: Callable[..., str]) -> str:
        out = folder / "-".join(("out", *command)).replace("/", "")
        taikou(*command, "-o", out)
        return "\n".join(map(read_text, sorted(out.rglob(pattern))))

    return make


def read_text(path: Path) -> str:
    """Give the text of a file of any format."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xml")]
            return "\n".join(archive.read(name).decode("utf-8") for name in names)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - ours
            return "".join(body.itertext())
    if path.suffix == ".pdf":
        import pypdf

        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return path.read_text("utf-8")


def _export(name: str) -> Callable[[Path, Callable[..., str]], str]:
    def make(folder: Path, taikou: Callable[..., str]) -> str:
        taikou("export", "--format", name, "-o", folder / f"data.{name}")
        return read_text(folder / f"data.{name}")

    return make


def _show(_folder: Path, taikou: Callable[..., str]) -> str:
    return "\n".join(taikou("show", number, *YEAR) for number in "1234")


def _pages(*paths: str) -> Callable[[Path, Callable[..., str]], str]:
    """Give the pages of `taikou serve` for each item."""
    from tests.web.conftest import GATE, Session, Visitor

    def make(folder: Path, _taikou: Callable[..., str]) -> str:
        visitor = Visitor(Session(folder / "data", GATE, is_read_only=False))
        pages = [visitor.get(path.format(number)) for path in paths for number in (1, 2, 3, 4)]
        assert {page.status for page in pages} == {200}
        return html.unescape("".join(page.text for page in pages))

    return make


def _diff(folder: Path, taikou: Callable[..., str]) -> str:
    """Tell what the filled plan has beyond the small plan."""
    filled = {path: path.read_bytes() for path in (folder / "data").rglob("*.yaml")}
    FilledPlan(load_small_plan(), ()).write(folder / "data")
    _git(folder, "init", "-q")
    _git(folder, "add", "data")
    _git(folder, "commit", "-qm", "before")
    for path, content in filled.items():
        path.write_bytes(content)
    return taikou("diff", "HEAD")


def _git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=taikou", "-c", "user.email=taikou@example.jp")
    subprocess.run(["git", "-C", str(folder), *person, *arguments], check=True)


def is_of_the_period(one: Sentinel) -> bool:
    """Tell what is said of the whole period, which belongs to no year."""
    return one.path.startswith("evaluations/period/")


def is_of_the_year(one: Sentinel) -> bool:
    """Tell what the report of a year carries: all of the year, and of the item what it is."""
    if is_of_the_period(one):
        return False
    left_out = one.entry.is_of_plan or one.field in {"Item.examples", SOURCE}
    of_the_item = one.path.startswith("items/") and not left_out
    return one.path.startswith("evaluations/") or of_the_item


def is_of_the_plan(one: Sentinel) -> bool:
    """Tell what the report of the plan carries."""
    return not one.path.startswith("evaluations/")


def is_data(one: Sentinel) -> bool:
    """Tell what the open data carry: all but prose about the plan, and where it was printed."""
    return one.model not in PROSE and one.field not in {SOURCE, *DATA_PLAN}


def is_of_the_items(one: Sentinel) -> bool:
    """Tell what is shown of single items."""
    return one.path.startswith(("items/", "evaluations/")) and "goals" not in one.path


def is_asked_of_the_division(one: Sentinel) -> bool:
    """Tell what the division's form asks for."""
    is_of_others = one.path.endswith(("01.yaml", "goals.yaml")) or is_of_the_period(one)
    is_of_an_item = one.path.startswith("evaluations/") and not is_of_others
    return is_of_an_item and one.entry.asked_of == "division"


_FINAL = ("report", *YEAR, "--kind", "final", "--format")
_ANNUAL = ("report", *YEAR, "--kind", "annual", "--format")

OUTPUTS = (
    Output("csv", _files("export", "--format", "csv", pattern="*.csv"), is_data),
    Output("xlsx", _export("xlsx"), is_data),
    Output("json", _export("json"), is_data),
    Output("diff", _diff, lambda _: True),
    Output(
        "division's form",
        _files("form", "export", *YEAR, pattern="*.xlsx"),
        is_asked_of_the_division,
    ),
    *(
        Output(f"annual {name}", _files(*_ANNUAL, name, pattern=f"*.{name}"), is_of_the_year)
        for name in ("md", "html", "pdf", "docx")
    ),
    *(
        Output(f"final {name}", _files(*_FINAL, name, pattern=f"*.{name}"), is_of_the_period)
        for name in ("md", "html", "pdf", "docx")
    ),
    *(
        Output(
            f"plan {name}",
            _files("report", "--format", name, pattern=f"*.{name}"),
            is_of_the_plan,
        )
        for name in ("md", "html", "pdf", "docx")
    ),
    Output("site", _files("export", "--format", "site", pattern="*.html"), lambda _: True),
    Output("show", _show, is_of_the_items),
    Output("browser's item", _pages("/items/{}?year=2026"), is_of_the_items),
    Output(
        "browser's form",
        _pages("/evaluations/2026/{}"),
        is_asked_of_the_division,
    ),
)


def make_caller(folder: Path, capsys: object) -> Callable[..., str]:
    """Give what runs a command on the plan of a folder, and gives what it printed."""

    def taikou(*arguments: object) -> str:
        code = run([*map(str, arguments), "--data", str(folder / "data")])
        printed = capsys.readouterr()  # type: ignore[attr-defined]
        assert code == 0, printed.err
        return printed.out

    return taikou
