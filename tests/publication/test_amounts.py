"""Amounts in what is published: open data, editions, and `taikou verify`, which adds up anew."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.publication.verification.derived import iter_derived_differences
from taikou_cli.publication.verification.open_data import parse_open_data
from tests.publication.reading import find_bundle

EFFECTS = Path(__file__).parents[1] / "plans/effects"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    shutil.copytree(EFFECTS, tmp_path / "data")
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def git(folder, *arguments):
    person = ("-c", "user.name=taikou", "-c", "user.email=taikou@example.jp")
    subprocess.run(["git", "-C", str(folder), *person, *arguments], check=True)


def commit(folder):
    git(folder, "add", "data")
    git(folder, "commit", "-qm", "plan")


def taikou(folder, *arguments):
    return run([*map(str, arguments), "--data", str(folder / "data")])


def edit(folder, name, old, new):
    path = folder / "data" / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def read_csv(folder, name):
    (path,) = (folder / "csv").rglob(f"{name}.csv")
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def export(folder):
    assert taikou(folder, "export", "--format", "json", "-o", folder / "data.json") == 0
    return json.loads((folder / "data.json").read_text("utf-8"))


def test_long_table_has_a_row_for_each_part_and_one_of_sums_for_each_group(folder):
    assert taikou(folder, "export", "--format", "csv", "-o", folder / "csv") == 0
    rows = read_csv(folder, "amounts")
    (row,) = (r for r in rows if (r["fiscal_year"], r["item"], r["part"]) == ("2025", "2", "sale"))
    assert (row["amount"], row["planned"], row["actual"], row["unit"]) == (
        "effect",
        "20000",
        "18000",
        "千円",
    )
    rows = read_csv(folder, "amount_figures")
    wanted = ("2026", "overall", "effect", "ALL")
    (row,) = (r for r in rows if (r["fiscal_year"], r["group"], r["amount"], r["part"]) == wanted)
    assert (row["actual"], row["percent"], row["cumulative_actual"]) == ("12600", "114.5", "70900")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("amounts", "actual", 1),
        ("amount_figures", "cumulative_actual", 1),
        ("amount_figures", "percent", 1),
        ("amount_figures", "told", 0),
        ("amount_parts", "lasting", 0),
        ("amount_kinds", "unit", "円"),
        ("kgi_actuals", "value", 1),
    ],
)
def test_whatever_of_the_sums_is_altered_does_not_follow_from_the_rest(
    folder, table, column, value
):
    document = export(folder)
    assert list(iter_derived_differences(parse_open_data(json.dumps(document).encode()))) == []
    document[table]["rows"][0][column] = value
    altered = parse_open_data(json.dumps(document).encode())
    assert list(iter_derived_differences(altered)) != []


def test_published_bundle_holds_and_later_budgets_do_not_touch_it(folder, capsys):
    assert taikou(folder, "publish", "2025", "-o", folder / "out") == 0
    assert run(["verify", str(find_bundle(folder / "out", 2025))]) == 0
    commit(folder)
    edit(folder, "items/01.yaml", "2026: {saving: 5000}", "2026: {saving: 5500, revenue: 10}")
    edit(folder, "evaluations/2026/01.yaml", "saving: 6000", "saving: 6100")
    assert taikou(folder, "validate") == 0
    edit(folder, "evaluations/2025/01.yaml", "cost: 2875", "cost: 2876")
    capsys.readouterr()
    assert taikou(folder, "validate") == 1
    told = capsys.readouterr().out
    assert "「事業費」の金額と業務量の実績（amounts.cost）が変わっています" in told
    assert "data/evaluations/2025/01.yaml:10:9" in told


def test_correction_of_an_amount_explains_the_sums_that_follow(folder):
    assert taikou(folder, "publish", "2025", "-o", folder / "out") == 0
    commit(folder)
    edit(folder, "evaluations/2025/01.yaml", "cost: 2875", "cost: 2876")
    path = folder / "data/evaluations/2025/01.yaml"
    correction = (
        "corrections:\n  - field: amounts.cost\n    date: 2198-12-01\n"
        "    before: 2875\n    after: 2876\n    why: 集計の誤り\n"
    )
    path.write_text(path.read_text("utf-8") + correction, "utf-8")
    commit(folder)
    arguments = ("publish", "2025", "--why", "事業費の誤り", "-o", folder / "again")
    assert taikou(folder, *arguments) == 0
    assert run(["verify", str(find_bundle(folder / "again", 2025))]) == 0


def test_amount_that_was_pending_becomes_known_without_a_correction(folder):
    assert taikou(folder, "publish", "2026", "-o", folder / "out") == 0
    commit(folder)
    path = folder / "data/evaluations/2026/04.yaml"
    text = path.read_text("utf-8")
    pending = text[text.index("state: pending") : text.index("kpis:")]
    told = "self_evaluation:\n  grade: ○\namounts:\n  effect: {revenue: 900}\n"
    path.write_text(text.replace(pending, told), "utf-8")
    commit(folder)
    arguments = ("publish", "2026", "--kind", "addition", "--why", "決算の確定")
    assert taikou(folder, *arguments, "-o", folder / "again") == 0


def test_diff_calls_amounts_by_their_names(folder, capsys):
    edit(folder, "evaluations/2026/01.yaml", "saving: 6000", "saving: 6100")
    assert taikou(folder, "diff", "HEAD") == 0
    told = capsys.readouterr().out
    assert "金額と業務量の実績（財政効果額）（歳出削減）： 6000 → 6100" in told
    assert "財政効果額の実績 12,600千円 → 12,700千円" in told


def test_stratml_has_each_part_of_an_amount_as_an_indicator(folder):
    assert taikou(folder, "export", "--format", "stratml", "-o", folder / "plan.xml") == 0
    text = (folder / "plan.xml").read_text("utf-8")
    assert "<MeasurementDimension>財政効果額（財産の売却）</MeasurementDimension>" in text
    assert "<NumberOfUnits>18000</NumberOfUnits>" in text
