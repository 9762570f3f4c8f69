"""Editions: a published year is held fast, and only a new edition that says why changes it."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run
from taikou_cli.store.yaml_reading import read_yaml
from tests.publication.reading import find_bundle

DEMO = Path(__file__).parents[2] / "examples/demo/data"
FIRST, LATER = "2025-11-20", "2025-12-20"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Give a folder whose demo has its year 2024 published."""
    top = tmp_path_factory.mktemp("published")
    data = Path(shutil.copytree(DEMO, top / "data"))
    declared = "  - {id: account, name: 科目, on: item, type: text, asked_of: division}\n"
    edit(data / "plan.yaml", "classifications:\n", f"{declared}classifications:\n")
    text = (data / "items/05.yaml").read_text("utf-8")
    (data / "items/05.yaml").write_text(f"{text}fields: {{account: 02-01}}\n", "utf-8")
    assert publish(data, "--date", FIRST) == 0
    return top


@pytest.fixture
def data(published, tmp_path):
    return Path(shutil.copytree(published / "data", tmp_path / "data"))


def publish(data, *more, year="2024"):
    out = str(data.parent / "out")
    return run(["publish", year, "-o", out, "--no-pdf", "--data", str(data), *more])


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


def correct(path, field, before, after, day=LATER):
    """Record a correction in a file that has none yet, before its internal note if it has one."""
    lines = [f"field: {field}", f"date: {day}", f"before: {before}", f"after: {after}", "why: 誤り"]
    path.write_text(
        f"{path.read_text('utf-8')}corrections:\n  - " + "\n    ".join(lines) + "\n", "utf-8"
    )


def find(data, capsys, *, family="TK6"):
    capsys.readouterr()
    run(["validate", "--format", "json", "--select", family, "--data", str(data)])
    return json.loads(capsys.readouterr().out)["findings"]


def editions_of(data, year="2024"):
    return read_yaml((data / f"publications/{year}.yaml").read_text("utf-8"))[0]["editions"]


def read_bundle(data, name, year="2024"):
    with zipfile.ZipFile(find_bundle(data.parent / "out", year)) as archive:
        return archive.read(name).decode()


def test_record_holds_every_numerator_and_denominator(data):
    (edition,) = editions_of(data)
    figures = edition["figures"]
    assert edition["kind"] == "first"
    assert figures["rounding"] == {"method": "half_up", "decimals": 1}
    assert figures["overall"]["rates"][0]["denominator"] == 35
    assert [len(figures[name]) for name in ("goals", "policies", "attitudes")] == [4, 17, 4]
    for group in (figures["overall"], figures["data_plan"], *figures["departments"]):
        assert {"items", "in_force", "rated", "pending", "states", "grades", "rates"} <= set(group)
        assert {"actions", "kpis", "axes", "other_scales"} <= set(group)
        assert "shares" not in group
    assert len(edition["bundle_sha256"]) == 64


def test_number_spelt_otherwise_is_no_change(data, capsys):
    edit(data / "evaluations/2024/01.yaml", "actual: 63.4\n", "actual: 63.40\n")
    assert find(data, capsys) == []


def test_changed_value_is_named_at_its_line_with_the_way_out(data, capsys):
    evaluation = data / "evaluations/2024/01.yaml"
    edit(evaluation, "actual: 63.4\n", "actual: 64.3\n")
    (found,) = find(data, capsys)
    assert (found["code"], found["path"]) == ("TK601", "data/evaluations/2024/01.yaml")
    line = evaluation.read_text("utf-8").split("\n")[found["line"] - 1]
    assert line.strip() == "actual: 64.3"
    assert "kpis.online_rate.actual" in found["message"]
    assert "field: kpis.online_rate.actual" in found["hint"]
    assert "--why" in found["hint"]


def test_correction_explains_its_value_and_what_follows_from_it(data, capsys):
    evaluation = data / "evaluations/2024/01.yaml"
    edit(evaluation, "actual: 63.4\n", "actual: 54.3\n")
    correct(evaluation, "kpis.online_rate.actual", 63.4, 54.3)
    (found,) = find(data, capsys)
    assert (found["code"], found["severity"]) == ("TK608", "error")
    assert "訂正は記録されています" in found["message"]
    assert "taikou publish 2024 --why" in found["hint"]
    before = editions_of(data)[0]["figures"]
    (grade,) = find(data, capsys, family="TK412")
    assert "corrections に field: self_evaluation.grade_reason" in grade["hint"]
    # The division gives its reason for a grade that the indicators no longer suggest.
    edit(
        evaluation, "self_evaluation:\n", "self_evaluation:\n  grade_reason: 訂正の後も変えない。\n"
    )
    edit(
        evaluation,
        "corrections:\n",
        "corrections:\n  - field: self_evaluation.grade_reason\n    date: 2025-12-20\n"
        "    after: 訂正の後も変えない。\n    why: 実績値を訂正したため。\n",
    )
    assert publish(data, "--date", LATER, "--why", "数字の入れ違い") == 0
    first, second = editions_of(data)
    assert (second["number"], second["kind"], second["why"]) == (2, "correction", "数字の入れ違い")
    assert first["figures"] == before
    assert second["figures"]["overall"]["kpis"] != before["overall"]["kpis"]
    assert second["figures"]["items"]["1"] != before["items"]["1"]
    assert find(data, capsys) == []
    page = read_bundle(data, "reports/annual-2024.html")
    assert "KPI「オンラインで行われた申請の割合」の実績値" in page


def test_other_value_beside_a_correction_stays_an_error_and_stops_the_edition(data, capsys):
    evaluation = data / "evaluations/2024/01.yaml"
    edit(evaluation, "actual: 63.4\n", "actual: 63.5\n")
    correct(evaluation, "kpis.online_rate.actual", 63.4, 63.5)
    edit(evaluation, "  grade: A\n", "  grade: B\n")
    edit(evaluation, "self_evaluation:\n", "self_evaluation:\n  grade_reason: 控えめに見た。\n")
    found = {
        (one["code"], one["message"].split("（")[-1].split("）")[0]) for one in find(data, capsys)
    }
    assert ("TK601", "self_evaluation.grade") in found
    assert ("TK608", "kpis.online_rate.actual") in found
    assert publish(data, "--date", LATER, "--why", "訂正") == 1
    assert "TK601" in capsys.readouterr().err
    assert len(editions_of(data)) == 1


def test_edition_explains_once_what_it_explains(data, capsys):
    evaluation = data / "evaluations/2024/01.yaml"
    edit(evaluation, "actual: 63.4\n", "actual: 63.5\n")
    correct(evaluation, "kpis.online_rate.actual", 63.4, 63.5)
    assert publish(data, "--date", LATER, "--why", "訂正") == 0
    edit(evaluation, "actual: 63.5\n", "actual: 63.6\n")
    found = {one["code"] for one in find(data, capsys)}
    assert found & {"TK601", "TK606"}
    assert publish(data, "--date", LATER, "--why", "訂正") == 1


def test_figure_edited_by_hand_in_the_record_is_named(data, capsys):
    record = data / "publications/2024.yaml"
    edit(record, 'overall: {"amounts"', 'overall: { "amounts"')
    assert find(data, capsys) == []  # a number written otherwise is no change
    text = record.read_text("utf-8")
    rated = '"items": 35, "in_force": '
    record.write_text(text.replace(rated, rated.replace("35", "36", 1), 1), "utf-8")
    found = {one["code"]: one for one in find(data, capsys)}
    assert found.keys() == {"TK602", "TK604"}
    assert {one["path"] for one in found.values()} == {"data/publications/2024.yaml"}
    assert "overall.items：36→35" in found["TK602"]["message"]
    line = record.read_text("utf-8").split("\n")[found["TK602"]["line"] - 1]
    assert line.strip().startswith("overall:")
    assert "第1版（公表）" in found["TK604"]["message"]
    # Taking the digest away does not make it true.
    record.write_text(re.sub(r"    record_sha256: .*\n", "", record.read_text("utf-8")), "utf-8")
    assert [one["code"] for one in find(data, capsys)] == ["TK602"]


def test_earlier_edition_edited_by_hand_is_named(data, capsys):
    assert publish(data, "--date", LATER, "--why", "体裁") == 0
    record = data / "publications/2024.yaml"
    record.write_text(record.read_text("utf-8").replace('"numerator": 15', '"numerator": 16', 1))
    (found,) = find(data, capsys)
    assert (found["code"], found["path"]) == ("TK604", "data/publications/2024.yaml")
    assert "第1版（公表）" in found["message"]
    assert publish(data, "--date", LATER, "--why", "体裁") == 1


def test_what_was_pending_becomes_known_as_an_addition(data, capsys):
    evaluation = data / "evaluations/2024/06.yaml"
    text = evaluation.read_text("utf-8")
    unknown = "state: pending\npending:\n  reason: statistics\n  expected: 2026-02\n  note: 順位の発表を待つ。\n"
    edit(evaluation, unknown, "")
    edit(evaluation, "self_evaluation:\n", "self_evaluation:\n  grade: B\n")
    edit(evaluation, "stage: published\n", "stage: decided\n")
    edit(evaluation, "  published: 2025-11-21\n", "")
    kpi = re.search(r"    pending:\n(      .*\n)+", text)[0]
    edit(evaluation, kpi, "    actual: 3\n    fiscal_year: 2024\n")
    assert {one["code"] for one in find(data, capsys)} == {"TK608"}
    pending = editions_of(data)[0]["figures"]["overall"]["pending"]
    assert publish(data, "--date", LATER, "--why", "統計が公表されたため") == 0, (
        capsys.readouterr().err
    )
    _, second = editions_of(data)
    assert second["kind"] == "addition"
    assert second["figures"]["overall"]["pending"] == pending - 1
    marked = evaluation.read_text("utf-8")
    assert "stage: published\n" in marked
    assert f"published: {LATER}\n" in marked
    assert "追加公表" in read_bundle(data, "reports/annual-2024.html")
    assert "追加公表" in read_bundle(data, "reports/annual-2024.md")
    assert "追加公表" in read_bundle(data, "site/2024/index.html")
    assert find(data, capsys) == []


def test_addition_is_for_what_was_pending(data, capsys):
    assert publish(data, "--date", LATER, "--why", "x", "--kind", "addition") == 2
    assert "--kind correction" in capsys.readouterr().err


def test_contact_changed_is_a_warning_that_a_reissue_explains(data, capsys):
    edit(
        data / "plan.yaml", "  contact: 青嶺県総務部行政改革課（架空の所属）\n", "  contact: 窓口\n"
    )
    (found,) = find(data, capsys)
    assert (found["code"], found["severity"]) == ("TK609", "warning")
    assert publish(data, "--date", LATER, "--why", "問合せ先の変更") == 0
    assert editions_of(data)[-1]["kind"] == "reissue"
    assert find(data, capsys) == []


def test_own_template_changed_is_a_warning_that_a_reissue_explains(data, capsys):
    own = data.parent / "templates"
    own.mkdir()
    (own / "note.txt").write_text("x", "utf-8")
    (found,) = find(data, capsys)
    assert (found["code"], found["path"]) == ("TK609", "templates/note.txt")
    assert publish(data, "--date", LATER, "--why", "体裁") == 0
    assert editions_of(data)[-1]["kind"] == "reissue"
    assert find(data, capsys) == []


def test_record_holds_nothing_internal_and_nothing_said_later(data):
    for name in ("internal_note", "follow_up"):
        assert any(f"{name}:" in path.read_text("utf-8") for path in data.rglob("*.yaml"))
        assert name not in (data / "publications/2024.yaml").read_text("utf-8")


def test_published_correction_stays_as_it_was_published(data, capsys):
    evaluation = data / "evaluations/2024/02.yaml"
    edit(evaluation, "    date: 2025-12-05\n", "    date: 2025-12-06\n")
    found = {(one["code"], one["path"]) for one in find(data, capsys)}
    assert ("TK601", "data/evaluations/2024/02.yaml") in found


def test_further_edition_needs_a_reason(data, capsys):
    before = (data / "publications/2024.yaml").read_bytes()
    assert publish(data, "--date", LATER) == 2
    assert "--why" in capsys.readouterr().err
    assert (data / "publications/2024.yaml").read_bytes() == before


def test_earlier_years_correction_asks_for_editions_of_all_years_that_show_it(data, capsys):
    assert publish(data, "--date", "2024-11-20", year="2023") == 0
    evaluation = data / "evaluations/2023/02.yaml"
    text = evaluation.read_text("utf-8")
    old = re.search(r"    actual: (\S+)\n", text)
    edit_first(evaluation, old[0], "    actual: 12.5\n")
    id_ = re.search(r"  - id: (\w+)\n    actual: 12.5", evaluation.read_text("utf-8"))[1]
    correct(evaluation, f"kpis.{id_}.actual", old[1], 12.5, day="2025-12-01")
    (found,) = [one for one in find(data, capsys) if one["code"] == "TK608"]
    assert "2023年度、2024年度" in found["message"]
    assert "taikou publish 2023" in found["hint"]
    assert "taikou publish 2024" in found["hint"]


def test_bundle_agrees_with_itself_though_a_target_changed_after_an_earlier_year(data, capsys):
    # In March 2025 the final target of an indicator of item 19 was lowered.
    assert publish(data, "--date", "2023-11-20", year="2022") == 0
    assert publish(data, "--date", LATER, "--why", "体裁") == 0
    assert run(["verify", str(find_bundle(data.parent / "out", 2024))]) == 0, (
        capsys.readouterr().out
    )


def test_publishing_sets_the_stage_and_a_report_made_afterwards_is_that_of_the_bundle(
    tmp_path, capsys
):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    for path in sorted((data / "evaluations/2024").glob("[0-9]*.yaml")):
        text = path.read_text("utf-8").replace("stage: published\n", "stage: decided  # 決定\n")
        path.write_text(re.sub(r"  published: .*\n", "", text), "utf-8")
    assert publish(data, "--date", FIRST) == 0
    decided = (data / "evaluations/2024/01.yaml").read_text("utf-8")
    assert "stage: published  # 決定\n" in decided
    assert f"  published: {FIRST}\n" in decided
    assert "stage: published" not in (data / "evaluations/2024/06.yaml").read_text("utf-8")
    assert find(data, capsys) == []
    assert run(["status", "--year", "2024", "--date", "2026-12-01", "--data", str(data)]) == 0
    assert "期限に遅れている項目はありません" in capsys.readouterr().out
    for name in ("md", "html"):
        out = str(tmp_path / "report")
        command = ["report", "--year", "2024", "--format", name, "-o", out, "--data", str(data)]
        assert run(command) == 0
        made = (tmp_path / f"report/annual-2024.{name}").read_text("utf-8")
        assert made == read_bundle(data, f"reports/annual-2024.{name}")


def test_run_that_was_killed_before_the_record_can_be_repeated(tmp_path, capsys):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    edit(data / "evaluations/2024/01.yaml", "stage: published\n", "stage: decided\n")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@example.jp"]
    for command in (["init", "-q"], ["add", "data"], ["commit", "-qm", "評価"]):
        subprocess.run([*git, *command], env=os.environ, check=True)
    assert publish(data, "--date", FIRST) == 0
    record = (data / "publications/2024.yaml").read_bytes()
    (data / "publications/2024.yaml").unlink()
    assert publish(data, "--date", FIRST) == 0, capsys.readouterr().err
    assert (data / "publications/2024.yaml").read_bytes() == record


def edit_first(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_field_of_the_item_that_a_form_brings_is_held_fast_like_any_other(data, capsys):
    """A value of the plan is of every year: what 2024 has published changes only with a reason."""
    options = ("--year", "2025", "--data", str(data))
    out = data.parent / "forms"
    assert run(["form", "export", "--item", "5", "-o", str(out), *options]) == 0
    (form,) = out.glob("*.xlsx")
    book = openpyxl.load_workbook(form)
    sheet, _, place = book.defined_names["tk_05_of_item_fields_account"].attr_text.rpartition("!")
    book[sheet.strip("'")][place.replace("$", "")].value = "02-09"
    book.save(form)
    capsys.readouterr()
    assert run(["form", "import", str(form), *options]) == 1
    said = capsys.readouterr().err
    assert "TK605" in said
    assert f" › {sheet.strip(chr(39))} › " in said
    assert "account: 02-01" in (data / "items/05.yaml").read_text("utf-8")
    assert run(["form", "import", str(form), "--why", "科目の組替え", *options]) == 0
    text = (data / "items/05.yaml").read_text("utf-8")
    assert "account: 02-09" in text
    assert "field: fields.account" in text
    assert "before: 02-01" in text
