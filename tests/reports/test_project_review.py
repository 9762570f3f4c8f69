"""事務事業評価 with fields of the city's own: all of the sheet is told, what is private nowhere.

The practice and its sources stand at the top of `tests/plans/project_review/plan.yaml`.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from tests.publication.reading import find_bundle

PLAN = Path(__file__).parents[1] / "plans/project_review"
PRIVATE = ("査定メモ", "一般財源を半分", "担当課の控え", "隊の高齢化")
OF_ITEM = ("10-01-02-003", "1.5人", "2027-02-28", "1-1　子育ての支援", "2-3　道と橋の維持")
GUNMA = ("群馬", "実施項目", "大綱")


@pytest.fixture
def city(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    data = shutil.copytree(PLAN, tmp_path / "data")

    def taikou(*arguments):
        code = run([*map(str, arguments), "--data", str(data)])
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return printed.out

    return taikou


def read(folder, pattern="*"):
    files = [path for path in folder.rglob(pattern) if path.is_file() and path.suffix != ".zip"]
    return "\n".join(path.read_text("utf-8", "replace") for path in sorted(files))


@pytest.mark.parametrize("form", ["md", "html"])
def test_annual_report_tells_the_whole_sheet_once(form, city, tmp_path):
    city("report", "--year", 2026, "--kind", "annual", "--format", form, "-o", tmp_path / "out")
    text = read(tmp_path / "out", f"*.{form}")
    assert [word for word in OF_ITEM if word not in text] == []
    assert text.count("次年度の方向性") == 3
    assert "https://example.jp/law/12" in text
    assert [word for word in (*PRIVATE, *GUNMA) if word in text] == []
    # At home it has its sheet; under the other policy a link and the mark.
    assert text.count("10-01-02-003") == 1
    assert "再掲" in text.split("まちの安全")[-1]


def test_tables_say_how_many_are_repeated(city, tmp_path):
    city("report", "--year", 2026, "--kind", "annual", "--format", "md", "-o", tmp_path / "out")
    text = read(tmp_path / "out", "*.md")
    assert "施策ごとの表は1項目を再掲した延べです。計は、再掲を除いた実数（3項目）です。" in text
    assert "総合計画の施策ごとの集計" in text
    assert "SDGsごとの集計" not in text
    rows = [line.split("|")[1:4] for line in text.splitlines() if line.startswith("| 2-3")]
    assert [cell.strip() for cell in rows[0]] == ["2-3　道と橋の維持", "2", "2"]


def test_registration_says_how_many_are_repeated(city, tmp_path):
    told = "施策ごとの表は1項目を再掲した延べです。計は、再掲を除いた実数（3項目）です。"
    assert told in "".join(city("status").split())
    city("report", "--format", "md", "-o", tmp_path / "out")
    text = read(tmp_path / "out", "*.md")
    assert told in text
    rows = [line for line in text.splitlines() if "通学路の見守り" in line and "再掲" in line]
    assert len(rows) == 1


def test_site_can_be_filtered_by_class_and_marks_what_is_repeated(city, tmp_path):
    city("export", "--format", "site", "-o", tmp_path / "site")
    items = next((tmp_path / "site").rglob("items.html")).read_text("utf-8")
    assert 'data-classsogo="1-1|2-3"' in items
    assert '<option value="2-3">2-3　道と橋の維持</option>' in items
    policies = next((tmp_path / "site").rglob("policies.html")).read_text("utf-8")
    assert policies.count("通学路の見守り") == 2
    assert '<span class="mark" data-t>再掲</span>' in policies
    text = read(tmp_path / "site")
    assert [word for word in OF_ITEM if word not in text] == []
    assert [word for word in PRIVATE if word in text] == []


def test_publication_is_verified_from_its_own_tables(city, tmp_path, capsys):
    city("publish", 2026, "-o", tmp_path / "out", "--date", "2027-09-01")
    bundle = find_bundle(tmp_path / "out", 2026)
    assert run(["verify", str(bundle)]) == 0
    capsys.readouterr()
    shutil.unpack_archive(bundle, tmp_path / "unpacked")
    text = read(tmp_path / "unpacked") + read(tmp_path / "data/publications")
    assert [word for word in PRIVATE if word in text] == []
    manifest = json.loads((tmp_path / "unpacked/MANIFEST.json").read_text("utf-8"))
    classes = manifest["figures"]["classifications"]
    assert [(one["code"], one["items"]) for one in classes[0]["values"]] == [("1-1", 2), ("2-3", 2)]


def test_open_data_hold_classes_policies_and_fields(city, tmp_path):
    city("export", "--format", "csv", "-o", tmp_path / "csv")

    def rows(name):
        with (tmp_path / f"csv/{name}.csv").open(encoding="utf-8-sig") as file:
            return [tuple(row.values()) for row in csv.DictReader(file)]

    assert rows("item_places") == [
        ("1", "policy", "1", "0"),
        ("1", "policy", "2", "1"),
        ("2", "policy", "1", "0"),
        ("3", "policy", "2", "0"),
    ]
    assert ("1", "sdgs", "11") in rows("item_classes")
    assert ("action", "1.patrol", "staff", "担当する職員", "number", "1.5", "人") in rows("fields")
    assert ("evaluation", "2026.2", "direction", "次年度の方向性", "choice", "縮小", "") in rows(
        "fields"
    )
    counted = [row for row in rows("figures") if row[2:4] == ("classifications", "sogo.1-1")]
    assert ("items", "total", "2") in [row[5:8] for row in counted]


def test_stage_demands_the_field_that_it_requires(tmp_path, capsys):
    data = shutil.copytree(PLAN, tmp_path / "data")
    path = data / "evaluations/2026/02.yaml"
    path.write_text(path.read_text("utf-8").replace("direction: 縮小", "direction:"), "utf-8")
    assert run(["validate", "--data", str(data)]) == 1
    assert "「評価済」の段階に必要な記入がありません（次年度の方向性）" in capsys.readouterr().out


def test_budget_accounts_and_staff_are_added_up_by_hand(city):
    figures = json.loads(city("status", "--year", 2026, "--format", "json"))
    cost, staff = figures["overall"]["amounts"]
    # 1200 + 800 + 5400 + 600; item 3 has not told, so the rate is of 7400: 7250 / 7400 = 97.97… %.
    assert (cost["planned"], cost["actual"], cost["percent"]) == ("8000", "7250", "98.0")
    assert (cost["planned_told"], cost["items"], cost["told"]) == ("7400", 3, 2)
    assert [(p["id"], p["planned"], p["actual"]) for p in cost["parts"]] == [
        ("general", "6900", "6460"),
        ("subsidy", "1100", "790"),
    ]
    # 1.50 + 0.80 + 0.30; 1.45 + 0.85 of 2.30 = 100 %.
    assert (staff["planned"], staff["actual"], staff["percent"]) == ("2.60", "2.30", "100.0")
    # Told again under policy 2, item 1 counts there too; the whole counts it once.
    told = [group["amounts"][0]["planned"] for group in figures["policies"]]
    assert sum(map(int, told)) - int(cost["planned"]) == 2000
