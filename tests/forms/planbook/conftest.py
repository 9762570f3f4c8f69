"""The plan's workbook in the hands of the office: cells are found by what stands above them."""

import shutil
from datetime import date
from itertools import count
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.work import plan_book

DEMO = Path(__file__).parents[3] / "examples/demo/data"
TODAY = date(2027, 6, 1)


class Book:
    """A workbook that somebody has opened."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def header(self, title):
        sheet = self.book[title]
        row = next(r for r in range(1, 10) if str(sheet.cell(r, 1).value).startswith("taikou:"))
        columns = range(2, sheet.max_column + 1)
        return sheet, row, {sheet.cell(row, c).value: c for c in columns}

    def column(self, title, words):
        """Find a column by words of its heading, as somebody does who sees the sheet first."""
        columns = self.header(title)[2]
        found = next((c for heading, c in columns.items() if heading == words), None)
        return found or next(c for heading, c in columns.items() if words in str(heading))

    def rows(self, title):
        sheet, header, _ = self.header(title)
        for row in range(header + 1, sheet.max_row + 1):
            if any(sheet.cell(row, c).value is not None for c in range(2, sheet.max_column + 1)):
                yield row

    def find(self, title, words, value):
        sheet, column = self.book[title], self.column(title, words)
        return next(row for row in self.rows(title) if sheet.cell(row, column).value == value)

    def write(self, title, row, **values):
        for words, value in values.items():
            self.book[title].cell(row, self.column(title, words)).value = value
        return self

    def set(self, title, row, words, value):
        self.book[title].cell(row, self.column(title, words)).value = value
        return self

    def add(self, title, *rows):
        """Write rows below the table."""
        below = max([self.header(title)[1], *self.rows(title)]) + 1
        for row, values in enumerate(rows, start=below):
            for words, value in values.items():
                self.set(title, row, words, value)
        return self

    def add_column(self, title, heading):
        sheet, header, columns = self.header(title)
        sheet.cell(header, max(columns.values()) + 1).value = heading
        return self

    def delete(self, title, row):
        self.book[title].delete_rows(row)
        return self

    def save(self):
        self.book.save(self.path)
        return self.path


class Bureau:
    """The office of a plan: `data/` and its workbook."""

    def __init__(self, office):
        self._folders = count(1)
        self.data = office.data
        self.take, self.read, self.snapshot = office.take, office.read, office.snapshot
        self.taikou, self.edit, self.top = office.taikou, office.edit, office.top

    def open(self):
        """Make the workbook in a folder of its own, and open it."""
        folder = self.top / "out" / str(next(self._folders))
        ended = self.taikou("form", "export", "--for", "plan", "-o", folder)
        assert ended.code == 0, ended.err
        return Book(folder / "計画.xlsx")

    def values(self, name):
        return read_yaml(self.read(name))[0]

    def changed_lines(self, before):
        """Give the lines of all files that went and that came."""
        now = self.snapshot()
        gone, come = [], []
        for path in {*before, *now}:
            old = before.get(path, b"").decode().split("\n")
            new = now.get(path, b"").decode().split("\n")
            gone += [line for line in old if line not in new]
            come += [line for line in new if line not in old]
        return gone, come


@pytest.fixture
def small(office, monkeypatch):
    """The office of the small plan, on a day of which the tests know."""
    monkeypatch.setattr(plan_book, "today", lambda: TODAY)
    return Bureau(office)


@pytest.fixture
def demo(small):
    """The office of the demo."""
    shutil.rmtree(small.data)
    shutil.copytree(DEMO, small.data)
    return small
