"""A pull request as CI sees it: annotations at the lines, the comment, the exit code."""

import re

import pytest

E1, E2, E5 = (f"evaluations/2026/0{n}.yaml" for n in (1, 2, 5))
BAD = [
    (E2, "grade: A", "grade: S", 7, "TK410"),
    (E2, "item: 2", "item: 3", 1, "TK403"),
    (E2, "actual: 11", "actual: １１", 18, "TK420"),
    (E2, "    fiscal_year: 2026\n", "", 18, "TK415"),
    (E2, "status: 予定どおり", "status: 順調", 15, "TK411"),
    (E2, "  grade_reason: 統合の効果がKPIより先に表れたため。\n", "", 7, "TK412"),
    (E2, "  achievements: 担当者と利用者の声を聴いて準備を進めた。\n", "", 3, "TK406"),
    (E1, "    response: 人数は利用の状況を見て決める。\n", "", 27, "TK406"),
    (E5, "stage: drafting", "stage: draft", 3, "TK405"),
    (E5, "fiscal_year: 2026", "fiscal_year: 2025", 2, "TK403"),
]
HARMLESS = [
    (E2, "grade: A", "grade: A # 部内で確認済み"),
    (E2, "issues: 高齢の利用者への説明が足りない。", "issues: 説明の機会が足りない。"),
    (E2, "actual: 11", "actual: 11.4"),
    (E2, "review: 説明の機会を増やす。", "review: 説明の機会を月1回に増やす。"),
    (E2, "status: 予定どおり", "status: 遅れ"),
    (E1, "担当は来年度に交代する。", "担当は残る。"),
    (E1, "label: 申請の件数", "label: 申請の件数の一覧"),
    (E1, "    response: 人数", "    follow_up: 減らしていない。\n    response: 人数"),
    (
        E5,
        "stage: drafting\n",
        "stage: drafting\nkpis:\n  - id: kpi_5\n    actual: 13\n    fiscal_year: 2026\n",
    ),
    ("items/02.yaml", "title: 窓口の統合\n", 'title: "窓口の統合"\n'),
]


@pytest.fixture
def branch(repository, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.top))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    repository.git("checkout", "-q", "-b", "work")
    return repository


def annotate(branch):
    code, out, _ = branch.taikou("validate", "--format", "github")
    found = re.findall(
        r"^::(error|warning)[^\n]*?file=([^,]+),line=(\d+)[^\n]*(TK\d{3})", out, re.MULTILINE
    )
    return code, [(kind, path, int(line), rule) for kind, path, line, rule in found]


@pytest.mark.parametrize(("name", "old", "new", "line", "rule"), BAD)
def test_bad_edit_is_annotated_at_its_line(branch, name, old, new, line, rule):
    branch.edit(name, old, new)
    branch.commit("評価を直す")
    code, found = annotate(branch)
    assert (f"data/{name}", line, rule) in [one[1:] for one in found]
    assert code == (1 if any(kind == "error" for kind, *_ in found) else 0)


@pytest.mark.parametrize(("name", "old", "new"), HARMLESS)
def test_harmless_edit_passes_without_an_annotation(branch, name, old, new):
    branch.edit(name, old, new)
    branch.commit("評価を直す")
    assert annotate(branch) == (0, [])


def test_comment_tells_the_change_since_the_branch_began(branch):
    branch.edit(E2, "grade: A\n  grade_reason: 統合の効果がKPIより先に表れたため。\n", "grade: B\n")
    branch.commit("評価を直す")
    branch.git("checkout", "-q", "main")
    branch.edit("items/05.yaml", "2028: 20", "2028: 22")
    branch.commit("本流の変更")
    _, out, _ = branch.taikou("diff", "main...work", "--format", "markdown")
    assert "| 実施項目2 窓口の統合 | 2026年度の評価 › 自己評価 › 評価区分 | A | B |" in out
    assert "実施項目5" not in out
