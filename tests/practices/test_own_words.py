"""A plan that calls everything by words of its own: `tests/plans/own_words`."""

import re
import shutil

import pytest

from taikou_cli.cli.main import run
from taikou_cli.model.words import Words
from tests.practices.outputs import collect

# What an indicator aims at is no use of the goal's word.
_OF_INDICATORS = re.compile("目標(値|年度)")
_RAW = re.compile("‹[a-z.]+›")
_IN_SHORT = "項目[0-9]|取組[0-9「]|取り込まない項目|取り込む項目"


def find_usual(text):
    """Find the words by which plans that say nothing call their parts, whole and in short."""
    usual = "|".join((*(one.default for one in Words.model_fields.values()), _IN_SHORT))
    bare = _OF_INDICATORS.sub("", text)
    return [bare[max(0, m.start() - 30) : m.end() + 20] for m in re.finditer(usual, bare)]


@pytest.fixture
def plan(practice):
    return practice("own_words")


def test_none_of_the_usual_words_is_in_any_output(plan, tmp_path, capsys):
    told = collect(plan.data, tmp_path, capsys, 2026)
    found = {name: words for name, text in told.items() if (words := find_usual(text))}
    assert found == {}
    assert [name for name, text in told.items() if _RAW.search(text)] == []


def test_the_words_of_the_plan_are_in_the_outputs(plan, tmp_path, capsys):
    told = collect(plan.data, tmp_path, capsys, 2026)
    words = plan.project.words
    for name in ("annual.md", "annual.html", "site.goals.html", "status"):
        assert words.goal in told[name], name
        assert words.item in told[name], name
    for word in (words.action, words.opinion, words.response, words.division, words.item):
        assert word in told["form.2026年度評価_企画課.xlsx"]
    assert words.office in told["form.2026年度評価_委員用.xlsx"]
    assert words.group in told["plan.md"]
    assert words.attitude in told["export.csv.columns.csv"]


BROKEN = (
    ("items/01.yaml", "policy: 1", "policy: 9"),
    ("items/01.yaml", "policy: 1", "goal: 1"),
    ("items/01.yaml", "policy: 1\n", ""),
    ("items/01.yaml", "policy: 1", "policy: 1\ngroup: 1"),
    ("items/01.yaml", "policy: 1", "policy: 1\nalso_under: [1]"),
    ("items/01.yaml", "policy: 1", "policie: 1"),
    ("items/01.yaml", "divisions:\n  - planning", "divisions: []"),
    ("items/01.yaml", "divisions:\n  - planning", "divisions: [nobody]"),
    ("items/01.yaml", "number: 1\npolicy", "number: 7\npolicy"),
    ("items/01.yaml", "data_plan: true", "data_plan: false"),
    ("items/01.yaml", "revisions: []", "attitudes: [4]"),
    ("goals.yaml", "number: 2\n    title", "number: 3\n    title"),
    ("goals.yaml", "sum_of: gain", "sum_of: {kpi: nothing}"),
    ("plan.yaml", "  policies: 3", "  policies: 4"),
    ("plan.yaml", "  groups: 1\n", ""),
    ("plan.yaml", "  items: 5", "  items: 6"),
    ("plan.yaml", "  goal: 旗印", "  gaol: 旗印"),
    ("evaluations/2026/goals.yaml", "number: 1", "number: 8"),
    ("evaluations/2026/01.yaml", "stage: decided", "stage: nowhere"),
    ("evaluations/2026/01.yaml", "    response: 人数は利用の状況を見て決める。\n", ""),
)


@pytest.mark.parametrize(("name", "old", "new"), BROKEN)
def test_none_of_the_usual_words_is_in_a_message(plan, tmp_path, capsys, name, old, new):
    shutil.copytree(plan.data, tmp_path / "data")
    path = tmp_path / "data" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert run(["validate", "--verbose", "--data", str(tmp_path / "data")]) in {0, 1}
    printed = capsys.readouterr().out
    # A misspelt `words` is not read: then nobody knows the plan's words.
    told = [] if name == "plan.yaml" and "gaol" in new else find_usual(printed)
    assert told == []
    assert "TK" in printed
