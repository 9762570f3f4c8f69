"""A field that the model gains is asked for, taken in, exported and told without another change."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
FIELDS = """
    outlook: Text | None = Field(default=None, title="見通し", description="次の年度の見通し。")
    hours: Decimal | None = Field(default=None, title="かけた時間", description="かけた時間（時間）。")
    memo: Annotated[Text | None, _INTERNAL] = Field(default=None, title="控え", description="控え。")
"""
AFTER = 'title="見直し", description=f"次の年度からの見直し。{_LATER}"\n    )\n'
MEMO = "ここだけの控え7713"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """Give the program with the fields added to the model, and nothing else."""
    top = tmp_path_factory.mktemp("program")
    for name in ("taikou_cli", "templates"):
        shutil.copytree(ROOT / name, top / name, ignore=shutil.ignore_patterns("__pycache__"))
    model = top / "taikou_cli/model/evaluation.py"
    text = model.read_text("utf-8")
    assert text.count(AFTER) == 1
    text = text.replace(AFTER, AFTER + FIELDS)
    text = text.replace("from typing import", "from decimal import Decimal\nfrom typing import", 1)
    model.write_text(text, "utf-8")
    return top


@pytest.fixture
def office(program, tmp_path):
    """Give what runs a command of that program on a copy of the small plan."""
    shutil.copytree(ROOT / "tests/plans/small", tmp_path / "data")
    environment = os.environ | {"PYTHONPATH": str(program), "NO_COLOR": "1", "COLUMNS": "200"}

    def taikou(*arguments):
        command = [sys.executable, "-m", "taikou_cli", *map(str, arguments)]
        ended = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        return ended.returncode, ended.stdout.decode() + ended.stderr.decode()

    return taikou


def test_new_fields_are_asked_for_taken_in_exported_and_told(office, tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "data"], cwd=tmp_path, check=True)
    person = ["-c", "user.name=taikou", "-c", "user.email=taikou@example.jp"]
    subprocess.run(["git", *person, "commit", "-qm", "before"], cwd=tmp_path, check=True)
    evaluation = tmp_path / "data/evaluations/2026/02.yaml"
    before = evaluation.read_text("utf-8")
    evaluation.write_text(before.replace("  review:", f"  memo: {MEMO}\n  review:"), "utf-8")

    assert office("form", "export", "--year", "2026", "--item", "2", "-o", "out")[0] == 0
    (form,) = (tmp_path / "out").glob("*.xlsx")
    fill(form, 見通し="よくなる。", かけた時間="1,250.5")
    code, printed = office("form", "import", form)
    assert code == 0, printed
    text = evaluation.read_text("utf-8")
    assert "  outlook: よくなる。\n" in text
    assert "  hours: 1250.5\n" in text

    assert office("export", "--format", "csv", "-o", "open")[0] == 0
    with (tmp_path / "open/evaluations.csv").open(encoding="utf-8-sig") as file:
        row = next(row for row in csv.DictReader(file) if row["item"] == "2")
    assert (row["outlook"], row["hours"]) == ("よくなる。", "1250.5")

    code, printed = office("diff")
    assert "自己評価 › 見通し： （なし） → よくなる。" in printed
    assert "自己評価 › かけた時間： （なし） → 1250.5" in printed

    office("form", "export", "--year", "2026", "--for", "committee", "-o", "committee")
    (paper,) = (tmp_path / "committee").glob("*.xlsx")
    assert "【見通し】よくなる。\n【かけた時間】1250.5" in "".join(map(str, read(paper)))

    told = [printed, *map(str, read(form)), *map(str, read(paper))]
    told += [path.read_text("utf-8") for path in (tmp_path / "open").iterdir()]
    assert MEMO not in "".join(told)


def test_new_field_is_demanded_only_where_the_workflow_says_so(office, tmp_path):
    assert office("validate")[0] == 0
    plan = tmp_path / "data/plan.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("- review", "- outlook\n      - review"), "utf-8"
    )
    code, printed = office("validate")
    assert code == 1
    assert "見通し" in printed


def test_new_evaluation_has_a_place_for_it(office, tmp_path):
    assert office("new", "year", "2027")[0] == 0
    text = (tmp_path / "data/evaluations/2027/02.yaml").read_text("utf-8")
    assert "  review:\n  outlook:\n  hours:\n" in text
    assert "memo" not in text


def fill(path, **values):
    """Write values beside the labels of a form."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            label = str(row[0].value or "").partition("\n")[0]
            if label in values:
                row[1].value = values.pop(label)
    assert values == {}
    book.save(path)


def read(path):
    """Give what stands in the cells of a workbook."""
    book = openpyxl.load_workbook(path)
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
