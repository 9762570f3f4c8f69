"""What is said of the whole period is published with the plan's last year, and held fast by it."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from taikou_cli.cli.main import run

PLAN = Path(__file__).parents[1] / "plans/whole_period"
SAID, OF_PLAN = "四年間の取組7のまとめ。", "次の大綱では、市民の実感を測ってほしい。"


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """Give a folder whose plan has its last year decided."""
    data = tmp_path_factory.mktemp("period") / "data"
    shutil.copytree(PLAN, data)
    for path in (data / "evaluations/2020").glob("[0-9]*.yaml"):
        text = path.read_text("utf-8").replace("stage: drafting", "stage: told")
        path.write_text(
            f"{text}dates:\n  told: 2021-08-01\nself_evaluation:\n  grade: A\n", "utf-8"
        )
    return data


@pytest.fixture
def data(decided, tmp_path):
    return Path(shutil.copytree(decided, tmp_path / "data"))


def publish(data, *more):
    out = str(data.parent / "out")
    return run(["publish", "2020", "-o", out, "--no-pdf", "--data", str(data), *more])


def read_bundle(data):
    (path,) = (data.parent / "out").glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def find(data, capsys):
    capsys.readouterr()
    run(["validate", "--format", "json", "--select", "TK6", "--data", str(data)])
    found = json.loads(capsys.readouterr().out)["findings"]
    return {(one["code"], one["path"].removeprefix("data/")) for one in found}


def test_last_year_publishes_what_is_said_of_the_period_in_every_medium(data, capsys):
    assert publish(data, "--date", "2021-10-01") == 0, capsys.readouterr().err
    files = read_bundle(data)
    for name in ("final-2020.md", "final-2020.html", "period.csv", "/data.json", "period.html"):
        told = read_named(files, name)
        assert [text for text in (SAID, OF_PLAN) if text not in told] == [], name
    rows = [row for row in read_named(files, "period.csv").splitlines() if "item,7," in row]
    assert rows[:2] == [
        "item,7,self_evaluation.grade,総合評価の評価区分,B",
        f"item,7,self_evaluation.achievements,総合評価の取組実績,{SAID}",
    ]
    (bundle,) = (data.parent / "out").glob("*.zip")
    assert run(["verify", str(bundle)]) == 0


def read_named(files, name):
    return next(text for path, text in files.items() if path.endswith(name))


def test_change_of_what_was_said_of_the_period_is_an_error(data, capsys):
    assert publish(data, "--date", "2021-10-01") == 0
    assert find(data, capsys) == set()
    path = data / "evaluations/period/07.yaml"
    path.write_text(path.read_text("utf-8").replace(SAID, "書き直したまとめ。"), "utf-8")
    assert find(data, capsys) == {("TK601", "evaluations/period/07.yaml")}


def test_what_is_said_after_the_publication_is_an_addition(data, capsys):
    kept = data.parent / "kept"
    shutil.move(data / "evaluations/period", kept)
    assert publish(data, "--date", "2021-10-01") == 0
    assert find(data, capsys) == set()
    shutil.move(kept, data / "evaluations/period")
    assert {code for code, _ in find(data, capsys)} == {"TK608"}
    shutil.rmtree(data.parent / "out")
    assert publish(data, "--date", "2021-12-01", "--why", "総合評価が決まった") == 0
    assert "kind: addition" in (data / "publications/2020.yaml").read_text("utf-8")
    assert find(data, capsys) == set()
    assert SAID in read_named(read_bundle(data), "final-2020.md")


def test_earlier_year_publishes_nothing_of_the_period(data, capsys):
    plan = data / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("last_year: 2020", "last_year: 2021"), "utf-8")
    assert publish(data, "--date", "2021-10-01") == 0, capsys.readouterr().err
    files = read_bundle(data)
    assert [name for name, text in files.items() if SAID in text or OF_PLAN in text] == []
    path = data / "evaluations/period/07.yaml"
    path.write_text(path.read_text("utf-8").replace(SAID, "書き直したまとめ。"), "utf-8")
    assert find(data, capsys) == set()
