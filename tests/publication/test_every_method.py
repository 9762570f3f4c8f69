"""A way to compute achievements that is added must be one that `taikou verify` knows.

Otherwise an honest bundle would accuse itself, or a figure would be verified by another method.
"""

import json
import shutil
from pathlib import Path
from typing import get_args

import pytest
from ruamel.yaml import YAML

from taikou_cli.cli.main import run
from taikou_cli.model.indicator import Method
from taikou_cli.progress.contract import describe_figures
from taikou_cli.progress.figures import compute_figures
from taikou_cli.progress.methods import list_methods, load_method
from taikou_cli.project.loading import load_project
from taikou_cli.publication.exports import json as json_export
from taikou_cli.publication.tables import build_tables
from taikou_cli.publication.verification import achievement
from taikou_cli.publication.verification.derived import iter_derived_differences
from taikou_cli.publication.verification.differences import iter_differences
from taikou_cli.publication.verification.figures import compute_figures as compute_anew
from taikou_cli.publication.verification.open_data import parse_open_data
from taikou_cli.publication.verification.verify_bundle import open_bundle, verify_bundle
from tests.publication.reading import find_bundle

SMALL_PLAN = Path(__file__).parents[1] / "plans" / "small"
ROUNDINGS = ("half_up", "truncate", "half_even")
TARGETS = (
    {2026: 12, 2028: 20},
    {2028: "1.5千件"},
    {2026: "維持"},
    {2026: "5件追加", 2028: "2倍以上"},
)
VALUES = (0, 9, 11, 12, 30)


def edit(path: Path, change) -> None:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    content = yaml.load(path.read_text(encoding="utf-8"))
    change(content)
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(content, stream)


def write_plan(folder: Path, rounding: str) -> Path:
    """Give item 1 a KPI of every method, and every value against every kind of target."""
    data = folder / "data"
    shutil.copytree(SMALL_PLAN, data)
    cases = [
        (name, targets, value) for name in list_methods() for targets in TARGETS for value in VALUES
    ]

    def add_kpis(item) -> None:
        for number, (name, targets, _) in enumerate(cases):
            kpi = {"id": f"m{number}", "name": f"指標{number}", "unit": "件", "method": name}
            kpi["direction"] = load_method(name).direction or ("lower" if number % 2 else "higher")
            if number % 3:
                kpi["decimals"] = number % 3
            kpi["baseline"] = {"fiscal_year": 2025, "value": 10}
            item["kpis"].append({**kpi, "targets": dict(targets)})

    def add_results(evaluation) -> None:
        evaluation["kpis"] += [
            {"id": f"m{number}", "actual": value, "fiscal_year": 2026}
            for number, (*_, value) in enumerate(cases)
        ]

    edit(data / "items/01.yaml", add_kpis)
    edit(data / "evaluations/2026/01.yaml", add_results)
    edit(data / "plan.yaml", lambda plan: plan.update(rounding=[{"method": rounding}]))
    return data


def test_lists_of_methods_agree() -> None:
    """The folder is the registry: what the schema allows and what is verified are the same."""
    assert sorted(get_args(Method)) == sorted(list_methods())
    assert sorted(achievement.METHODS) == sorted(list_methods())


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_figures_of_every_method_are_verified_from_the_tables(tmp_path, rounding) -> None:
    project = load_project(write_plan(tmp_path, rounding))
    data = parse_open_data(json_export.render_all(build_tables(project)))
    assert {row["method"] for row in data.records("kpis")} == set(list_methods())
    told = json.loads(json.dumps(describe_figures(compute_figures(project, 2026))))
    assert list(iter_differences(told, compute_anew(data, 2026))) == []
    assert list(iter_derived_differences(data)) == []


def test_kinds_labels_and_earlier_years_are_verified_from_the_tables() -> None:
    project = load_project(SMALL_PLAN.parent / "quarter_schedule/data")
    data = parse_open_data(json_export.render_all(build_tables(project)))
    told = json.loads(json.dumps(describe_figures(compute_figures(project, 2026))))
    anew = compute_anew(data, 2026)
    assert list(iter_differences(told, anew)) == []
    assert list(iter_derived_differences(data)) == []
    assert (told["overall"]["axes"]["both"], told["items"][0]["label"]) == (1, "1-1")
    assert anew["items"][0]["label"] == "1-1"
    assert anew["goals"][0]["label"] == "Ⅲ"
    assert [one["kind"] for one in anew["items"][0]["kpis"]] == ["input", "output", "outcome"]


def test_method_that_verification_does_not_know_is_told_not_guessed(tmp_path, monkeypatch) -> None:
    data = write_plan(tmp_path, "half_up")
    for path in (data / "evaluations/2026").glob("*.yaml"):
        edit(path, finish)
    command = ["publish", "2026", "-o", str(tmp_path), "--no-pdf", "--data", str(data)]
    assert run([*command, "--date", "2027-11-20"]) == 0
    bundle = find_bundle(tmp_path, 2026)
    assert list(verify_bundle(open_bundle(bundle))) == []
    monkeypatch.delitem(achievement.METHODS, "maintain")
    (sentence,) = verify_bundle(open_bundle(bundle))
    assert "「maintain」を確かめる方法がない" in sentence


def finish(evaluation) -> None:
    """Bring an evaluation to the stage at which a year is published."""
    evaluation.pop("pending", None)
    evaluation.update(
        stage="decided",
        state="rated",
        dates={"self_evaluated": "2027-05-20", "decided": "2027-08-20"},
        self_evaluation={
            "grade": "A",
            "grade_reason": "試験のため。",
            **dict.fromkeys(("achievements", "factors", "issues", "review"), "試験。"),
        },
        actions=[{"id": "prepare", "status": "予定どおり"}],
    )
    own = {"id": f"kpi_{evaluation['item']}", "actual": 12, "fiscal_year": 2026}
    evaluation.setdefault("kpis", [own])
