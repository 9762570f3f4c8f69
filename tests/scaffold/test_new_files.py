"""New files are valid, hold what their writer needs, and are never written over old ones."""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taikou_cli.base.japan_day import today
from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.store.yaml_writing import write_comment, write_scalar

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SMALL_PLAN, tmp_path / "data"))


def problems(data):
    findings = run_checks(load_project(data), load_rules()).findings
    return [f"{f.path} {f.code}" for f in findings if f.severity.value != "info"]


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_new_year_gives_a_valid_form_for_each_item_in_force(data):
    assert run(["new", "year", "2027", "--data", str(data)]) == 0
    assert sorted(p.name for p in (data / "evaluations/2027").iterdir()) == [
        f"0{n}.yaml" for n in range(1, 6)
    ]
    assert problems(data) == []


def test_form_tells_the_writer_targets_last_values_and_last_review(data):
    item = data / "items/01.yaml"
    item.write_text(
        item.read_text("utf-8").replace("      2028: 20", "      2027: 18\n      2028: 20"), "utf-8"
    )
    run(["new", "year", "2027", "--data", str(data)])
    form = (data / "evaluations/2027/01.yaml").read_text("utf-8")
    for told in (
        "申請のオンライン化",
        "説明の機会を増やす。",
        "target: 18",
        "実績値 15",
        "令和9年度",
    ):
        assert told in form


def test_new_year_keeps_every_file_that_is_there(data, capsys):
    kept = data / "evaluations/2026/02.yaml"
    kept.write_text("書きかけ", "utf-8")
    (data / "evaluations/2026/04.yaml").unlink()
    (data / "evaluations/2026/05.yaml").unlink()
    assert run(["new", "year", "2026", "--data", str(data)]) == 0
    (data / "evaluations/2026/04.yaml").unlink()
    before = contents(data)
    capsys.readouterr()
    assert run(["new", "year", "令和8", "--data", str(data)]) == 0
    after = contents(data)
    assert {path: after[path] for path in before} == before
    assert [path.name for path in after.keys() - before.keys()] == ["04.yaml"]
    assert "1件（すでにある4件はそのままです）" in capsys.readouterr().out


def test_new_year_leaves_out_items_that_are_not_in_force(data):
    item = data / "items/03.yaml"
    item.write_text(item.read_text("utf-8") + "last_year: 2026\n", "utf-8")
    run(["new", "year", "2027", "--data", str(data)])
    assert not (data / "evaluations/2027/03.yaml").exists()


@pytest.mark.parametrize("year", ["2025", "2029", "来年", "７"])
def test_year_outside_the_plan_or_unreadable_makes_nothing(data, year, capsys):
    before = contents(data)
    assert run(["new", "year", year, "--data", str(data)]) == 2
    assert contents(data) == before
    assert "直し方" in capsys.readouterr().err


def test_dry_run_names_the_files_and_writes_none(data, capsys):
    before = contents(data)
    assert run(["new", "year", "2027", "--data", str(data), "--dry-run"]) == 0
    assert contents(data) == before
    assert capsys.readouterr().out.count("作る予定です") == 5


def new_item(data, *arguments):
    why = [] if "--why" in arguments else ["--why", "追加"]
    return run(["new", "item", *arguments, *why, "--data", str(data)])


def test_new_item_takes_the_next_number_and_any_title(data):
    title = '"引用": # と <b> - '
    assert new_item(data, "--policy", "2", "--title", title) == 0
    items = {document.number: document.content for document in load_project(data).items}
    assert (items[6].title, items[6].policy) == (title, 2)


def test_new_item_is_counted_and_says_when_and_why_it_was_added(data):
    plan = data / "plan.yaml"
    before = plan.read_text("utf-8")
    plan.write_text(before.replace("  items: 5", "  items: 5  # 大綱のとおり"), "utf-8")
    assert (
        new_item(data, "--policy", "2", "--title", "x", "--why", "条例: 改正", "--year", "2027")
        == 0
    )
    assert plan.read_text("utf-8") == before.replace("  items: 5", "  items: 6  # 大綱のとおり")
    item = load_project(data).items_by_number()[6].content
    assert item.first_year == 2027
    (revision,) = item.revisions
    assert (revision.date, revision.why) == (today(), "条例: 改正")
    assert run(["validate", "--data", str(data)]) == 0


def test_new_item_of_the_first_year_needs_no_year(data):
    assert new_item(data, "--policy", "2", "--title", "x", "--year", "2026") == 0
    assert load_project(data).items_by_number()[6].content.first_year is None


def test_new_item_that_is_only_rehearsed_changes_nothing(data, capsys):
    before = contents(data)
    assert new_item(data, "--policy", "2", "--title", "x", "--dry-run") == 0
    assert contents(data) == before
    assert "plan.yaml" in capsys.readouterr().out


def test_new_item_outside_the_period_is_refused_and_nothing_written(data, capsys):
    before = contents(data)
    assert new_item(data, "--policy", "2", "--title", "x", "--year", "2040") == 2
    assert contents(data) == before
    assert "推進期間" in capsys.readouterr().err


def test_new_item_of_an_unknown_policy_is_refused(data, capsys):
    assert new_item(data, "--policy", "9", "--title", "x") == 2
    assert "方針9" in capsys.readouterr().err


ANSWERS = [
    "--title",
    "計画: #1",
    "--government",
    "- 市",
    "--first-year",
    "令和8",
    "--last-year",
    "2030",
]


@pytest.mark.parametrize("command", [["init"], ["new", "plan"]])
def test_skeleton_of_a_new_plan_is_valid_and_goes_on_to_a_year(tmp_path, command):
    assert run([*command, str(tmp_path), *ANSWERS]) == 0
    assert {problem.split()[1] for problem in problems(tmp_path / "data")} == {"TK260"}
    assert run(["new", "year", "2026", "--data", str(tmp_path / "data")]) == 0
    for path in (tmp_path / "data").rglob("*.yaml"):
        path.write_text(re.sub("〔(.+)を書く〕", r"\1", path.read_text("utf-8")), "utf-8")
    assert problems(tmp_path / "data") == []
    plan = load_project(tmp_path / "data").plan.content
    assert (plan.title, plan.government, plan.first_year) == ("計画: #1", "- 市", 2026)


def test_skeleton_makes_nothing_up(tmp_path):
    """What nobody has said is left out, or is a placeholder that the rules tell of."""
    assert run(["init", str(tmp_path), *ANSWERS]) == 0
    project = load_project(tmp_path / "data")
    assert project.plan.content.adopted is None
    assert project.organization.content.bodies == ()
    (department,) = project.organization.content.departments
    (item,) = (one.content for one in project.items)
    goal, policy = next(project.iter_policies())
    told = (department.name, department.divisions[0].name, item.title, goal.title, policy.title)
    assert all(text.startswith("〔") for text in (*told, project.plan.content.vision))
    assert run(["report", "--data", str(tmp_path / "data"), "-o", str(tmp_path / "out")]) == 0
    assert "策定年月は未登録" in (tmp_path / "out/plan.md").read_text("utf-8")


@pytest.mark.parametrize("command", [["init"], ["demo"]])
def test_new_plan_is_a_place_to_work_in(tmp_path, command, monkeypatch):
    answers = ANSWERS if command == ["init"] else []
    assert run([*command, str(tmp_path), *answers]) == 0
    monkeypatch.chdir(tmp_path)
    assert run(["schema", "--check"]) == 0
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    for schema, globs in settings["yaml.schemas"].items():
        assert (tmp_path / schema).is_file()
        assert all(glob.startswith("data/") for glob in globs)
    assert "eol=lf" in (tmp_path / ".gitattributes").read_text("utf-8")
    assert run(["new", "year", "2026"]) == 0
    assert run(["form", "export", "--year", "2026", "-o", "様式"]) == 0
    (tmp_path / "返送").mkdir()
    (tmp_path / "返送/a.xlsx").write_bytes(b"")
    subprocess.run(["git", "init", "-q"], check=True)
    ended = subprocess.run(
        ["git", "-c", "core.quotePath=false", "status", "--porcelain", "-uall"],
        check=True,
        capture_output=True,
    )
    assert b".xlsx" not in ended.stdout
    assert b"data/plan.yaml" in ended.stdout


def test_what_lies_beside_the_plan_already_is_kept(tmp_path, capsys):
    (tmp_path / ".gitignore").write_text("mine\n", "utf-8")
    assert run(["init", str(tmp_path), *ANSWERS]) == 0
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine\n"
    assert "そのままにしました： .gitignore" in capsys.readouterr().out


def test_skeleton_is_never_written_over_a_plan(data, capsys):
    before = contents(data)
    assert run(["init", str(data.parent), *ANSWERS]) == 2
    assert contents(data) == before
    assert "すでにあります" in capsys.readouterr().err


def test_reversed_years_are_refused(tmp_path, capsys):
    answers = [*ANSWERS[:-1], "2025"]
    assert run(["init", str(tmp_path), *answers]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "より前" in capsys.readouterr().err


TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1)


@given(TEXT)
def test_any_line_of_text_is_written_as_yaml_that_reads_back(text):
    assert read_yaml(f"a: {write_scalar(text)}\nb: 1\n") == ({"a": text, "b": 1}, [])


@given(st.text())
def test_any_text_stays_a_comment(text):
    data, faults = read_yaml(write_comment(text, 2) + "a: 1\n")
    assert (data, faults) == ({"a": 1}, [])


def test_question_that_nobody_can_answer_names_the_way_out(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["init", str(tmp_path)]) == 2
    assert "--help" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_new_evaluation_asks_for_the_fields_of_the_plans_own(tmp_path, capsys):
    data = Path(
        shutil.copytree(Path(__file__).parents[1] / "plans/project_review", tmp_path / "data")
    )
    assert run(["new", "year", "2027", "--data", str(data)]) == 0
    text = (data / "evaluations/2027/02.yaml").read_text("utf-8")
    asked = "fields:\n  # 次年度の方向性\n  direction:\n  # 担当課の控え\n  worry:\nevidence: []\n"
    assert asked in text
    assert run(["validate", "--data", str(data)]) == 0
    capsys.readouterr()
