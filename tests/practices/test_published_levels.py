"""Plans of other levels, words and years are published, verified, compared and told in history."""

import re
import shutil
import subprocess

import pytest

from taikou_cli.cli.main import run
from taikou_cli.model.words import Words
from tests.practices.conftest import PLANS
from tests.publication.reading import find_bundle

PRACTICES = {"two_levels": 2025, "four_levels": 2026, "october_year": 2026, "own_words": 2026}
_USUAL = re.compile("|".join(Words.model_fields[name].default for name in Words.model_fields))


@pytest.fixture(params=PRACTICES)
def plan(request, tmp_path, monkeypatch):
    """Give the folder of a plan in git, with its year decided."""
    monkeypatch.setenv("NO_COLOR", "1")
    shutil.copytree(PLANS / request.param, tmp_path / "data")
    for path in (tmp_path / "data/evaluations").glob("*/[0-9]*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("stage: drafting", "stage: told"), "utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path, "first")
    return request.param, tmp_path


def git(folder, *arguments):
    names = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


def commit(folder, message):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def taikou(folder, *arguments):
    return run([*map(str, arguments), "--data", str(folder / "data")])


def test_bundle_is_verified(plan, capsys):
    name, folder = plan
    if name == "own_words":
        pytest.skip("its items are not all decided")
    year, out = PRACTICES[name], folder / "out"
    assert taikou(folder, "publish", year, "-o", out, "--no-pdf", "--date", "2027-09-01") == 0
    bundle = find_bundle(out, year)
    assert run(["verify", str(bundle)]) == 0, capsys.readouterr().out
    commit(folder, "published")
    assert taikou(folder, "validate") == 0
    path = folder / "data/goals.yaml"
    text = path.read_text("utf-8")
    title = re.findall("title: (.*)", text)[-1]  # of a part on the lowest level
    path.write_text(text.replace(f"title: {title}", "title: 別の名称"), "utf-8")
    capsys.readouterr()
    assert taikou(folder, "validate") == 1
    assert "TK605" in capsys.readouterr().out


def test_differences_and_history_are_told_in_the_words_of_the_plan(plan, capsys, monkeypatch):
    name, folder = plan
    if name != "own_words":
        pytest.skip("its words may be the usual ones")
    for path, old, new in (
        ("goals.yaml", "title: 書かない窓口", "title: 書く窓口"),
        ("goals.yaml", "title: 広告", "title: 広報"),
        ("items/01.yaml", "title: 申請のオンライン化の準備", "title: 準備"),
        ("items/01.yaml", "  - planning", "  - {id: planning, until: 2027}"),
        ("items/04.yaml", "group: 1", "group: 1\nalso_under: [1]"),
        ("plan.yaml", "vision: 小さくても", "vision: とても"),
        ("evaluations/2026/01.yaml", "    response: 人数", "    response: 人の数"),
    ):
        file = folder / "data" / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.chdir(folder)
    told = ""
    for form in ("text", "markdown"):
        assert taikou(folder, "diff", "HEAD", "--format", form) == 0
        told += capsys.readouterr().out
    commit(folder, "second")
    assert taikou(folder, "history", "1") == 0
    told += capsys.readouterr().out
    assert "道筋「書く窓口」" in told
    assert "束「広報」" in told
    assert "仕事1" in told
    assert "手だて「準備」" in told
    assert _USUAL.findall(told.replace("目標値", "")) == []
