"""A copy of the small plan, its forms, and a hand that fills them in as Excel would."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from taikou_cli.cli.main import run

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"
YEAR = "2026"


class Ended(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def all(self):
        return self.out + self.err


class Office:
    """The office's folder: `data/` with the plan, `out/` with the forms."""

    def __init__(self, top, capsys):
        self.top = top
        self.data = top / "data"
        self.out = top / "out"
        self._capsys = capsys

    def taikou(self, *arguments):
        self._capsys.readouterr()
        code = run([*map(str, arguments), "--data", str(self.data)])
        return Ended(code, *self._capsys.readouterr())

    def export(self, *arguments):
        ended = self.taikou("form", "export", "--year", YEAR, "-o", self.out, *arguments)
        assert ended.code == 0, ended.err
        return sorted(self.out.glob("*.xlsx"))

    def take(self, *arguments):
        return self.taikou("form", "import", *arguments)

    def read(self, name):
        return (self.data / name).read_text("utf-8")

    def edit(self, name, old, new):
        text = self.read(name)
        assert old in text
        (self.data / name).write_text(text.replace(old, new, 1), "utf-8")

    def close_nothing(self):
        """Let what is decided be changed all the same."""
        stage = "    publishable: true\n"
        self.edit("plan.yaml", stage, f"{stage}    closes: []\n")

    def snapshot(self):
        return {path: path.read_bytes() for path in self.data.rglob("*.yaml")}


class Workbook:
    """A form opened in Excel, so to speak: cells are found by the names of their fields."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def cell(self, name):
        sheet, _, place = self.book.defined_names[name].attr_text.rpartition("!")
        return self.book[sheet.strip("'")][place.replace("$", "")]

    def fill(self, **values):
        for name, value in values.items():
            self.cell(name).value = value
        return self

    def save(self, path=None):
        self.book.save(path or self.path)
        return path or self.path


@pytest.fixture
def office(tmp_path, capsys, monkeypatch):
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copytree(SMALL_PLAN, tmp_path / "data")
    return Office(tmp_path, capsys)


@pytest.fixture
def form(office):
    """Give the form of the division `planning` with item 2."""
    office.export("--item", "2")
    (path,) = office.out.glob("*.xlsx")
    return path


@pytest.fixture
def opened(form):
    return Workbook(form)


def repack(path, change):
    """Rewrite the parts of a workbook: `change(name, content)` gives the new content or None."""
    import zipfile

    packed = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path
