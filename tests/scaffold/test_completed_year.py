"""A year that was begun early gains what the plan has gained since, down to the returned form."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run
from taikou_cli.store.yaml_reading import read_yaml

REAL_PLAN = Path(__file__).parents[2] / "data"
PLANNED = """\
divisions: []
actions:
  - id: online
    title: 手続のオンライン化
    schedule: {2025: 検討, 2026..2029: 実施}
  - id: later
    title: 次の仕組みの検討
    schedule: {2027-Q2..2029: 検討}
kpis:
  - id: rate
    name: オンラインで申請された割合
    unit: ％
    direction: higher
    method: ratio
    baseline: {value: 40, fiscal_year: 2024}
    targets: {2025: 50, 2029: 80}
"""


@pytest.fixture
def data(tmp_path):
    """Give the real plan, whose first item has got its implementation plan after 2025 was begun."""
    data = Path(shutil.copytree(REAL_PLAN, tmp_path / "data"))
    item = data / "items/01.yaml"
    item.write_text(
        item.read_text("utf-8").replace("divisions: []\nactions: []\nkpis: []\n", PLANNED), "utf-8"
    )
    return data


def read(data, name="evaluations/2025/01.yaml"):
    return read_yaml((data / name).read_text("utf-8"))[0]


def give_back(data, **values):
    out = data.parent / "out"
    line = ["--year", "2025", "--data", str(data)]
    assert run(["form", "export", "--item", "1", "-o", str(out), *line]) == 0
    (path,) = out.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    for name, value in values.items():
        sheet, place = book.defined_names[f"tk_01_{name}"].attr_text.rsplit("!", 1)
        book[sheet.strip("'")][place.replace("$", "")].value = value
    book.save(path)
    assert "tk_01_actions_later_status" not in book.defined_names
    return run(["form", "import", str(path), *line])


FILLED = {
    "self_evaluation_grade": "B（成果あり）",
    "self_evaluation_achievements": "手続を調べ、順に電子化した。",
    "self_evaluation_factors": "早くから関係課と話し合った。",
    "self_evaluation_issues": "利用が伸びない手続がある。",
    "self_evaluation_review": "案内を改める。",
    "actions_online_status": "達成",
    "kpis_rate_actual": 55,
}


def test_begun_evaluation_gains_what_the_plan_gained_and_loses_no_word(data, capsys):
    path = data / "evaluations/2025/01.yaml"
    text = path.read_text("utf-8").replace("  issues:\n", "  issues: 残った課題。  # 電話で確認\n")
    path.write_text(text, "utf-8")
    others = {p: p.read_bytes() for p in data.rglob("*.yaml") if p != path}
    assert run(["new", "year", "2025", "--data", str(data)]) == 0
    assert "足したもの1件、すでにある34件はそのままです" in capsys.readouterr().out
    evaluation = read(data)
    assert evaluation["actions"] == ({"id": "online", "status": None},)
    assert evaluation["kpis"] == (
        {"id": "rate", "actual": None, "fiscal_year": 2025, "target": 50},
    )
    gained = "actions:\n  - id: online\n    status:\nkpis:\n  - id: rate\n    actual:\n"
    gained += "    fiscal_year: 2025\n    target: 50\n"
    assert path.read_text("utf-8") == text.replace("actions: []\nkpis: []\n", gained)
    assert {p: p.read_bytes() for p in others} == others
    again = path.read_bytes()
    assert run(["new", "year", "2025", "--data", str(data)]) == 0
    assert path.read_bytes() == again


def test_what_is_told_or_closed_is_left_alone(data):
    path = data / "evaluations/2025/01.yaml"
    text = path.read_text("utf-8").replace("kpis: []", "kpis:\n  - id: rate\n    actual: 51")
    path.write_text(text, "utf-8")
    assert run(["new", "year", "2025", "--data", str(data)]) == 0
    assert read(data)["kpis"] == ({"id": "rate", "actual": 51},)
    path.write_text(text.replace("stage: drafting", "stage: decided"), "utf-8")
    before = path.read_bytes()
    assert run(["new", "year", "2025", "--data", str(data)]) == 0
    assert path.read_bytes() == before


def test_filled_form_is_taken_in_whether_or_not_the_year_was_completed(data, capsys):
    assert give_back(data, **FILLED) == 0, capsys.readouterr()
    assert "値の年度が空なので、2025年度の値としました" in capsys.readouterr().out
    (kpi,) = read(data)["kpis"]
    assert (kpi["actual"], kpi["fiscal_year"]) == (55, 2025)
    advance = ["advance", "self_evaluated", "--year", "2025", "--item", "1", "--date", "2026-05-29"]
    assert run([*advance, "--data", str(data)]) == 0, capsys.readouterr().err


def test_value_that_came_late_last_year_is_asked_back(data, capsys):
    earlier = data / "evaluations/2025/01.yaml"
    earlier.write_text(
        earlier.read_text("utf-8").replace(
            "kpis: []", "kpis:\n  - id: rate\n    actual: 44\n    fiscal_year: 2024"
        ),
        "utf-8",
    )
    (data / "evaluations/2026").mkdir()
    text = earlier.read_text("utf-8").replace("fiscal_year: 2025", "fiscal_year: 2026")
    text = text.replace("    actual: 44\n    fiscal_year: 2024", "    actual:")
    (data / "evaluations/2026/01.yaml").write_text(text, "utf-8")
    out = data.parent / "out"
    line = ["--year", "2026", "--data", str(data)]
    assert run(["form", "export", "--item", "1", "-o", str(out), *line]) == 0
    (path,) = out.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet, place = book.defined_names["tk_01_kpis_rate_actual"].attr_text.rsplit("!", 1)
    book[sheet.strip("'")][place.replace("$", "")].value = 55
    book.save(path)
    assert run(["form", "import", str(path), *line]) == 1
    assert "TK415" in capsys.readouterr().err
