"""A pull request as CI sees it: annotations at the lines, the comment, the exit code."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]

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
# A result in words is allowed; it may have been meant.
ONLY_WARNED = {"TK420"}
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
    assert code == (0 if rule in ONLY_WARNED else 1)


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


class Server:
    """A CI server of our own: it runs the shell steps of the workflow, as GitHub does."""

    def __init__(self, branch, folder):
        self.top = branch.top
        self.summary = folder / "summary.md"
        self.temporary = folder / "runner"
        self.temporary.mkdir()
        programs = folder / "bin"
        programs.mkdir()
        taikou = programs / "taikou"
        taikou.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m taikou_cli "$@"\n', "utf-8")
        taikou.chmod(0o755)
        self.environment = os.environ | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.top),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temporary),
        }

    def run(self):
        """Give the exit code of the job and what it printed."""
        path = ROOT / ".github/workflows/check.yml"
        workflow = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
        printed = ""
        for step in workflow["jobs"]["check"]["steps"]:
            if "run" not in step or "pip install" in step["run"]:
                continue
            ended = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=self.top,
                env=self.environment | step.get("env", {}),
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            printed += ended.stdout
            if ended.returncode:
                return ended.returncode, printed
        return 0, printed

    def result(self, name):
        return (self.temporary / "result" / name).read_text("utf-8")


@pytest.fixture
def server(branch, tmp_path):
    if os.name == "nt" or not shutil.which("bash"):
        pytest.skip("GitHub のワークフローは bash で動くため、bash のない所では試せない")
    return Server(branch, tmp_path)


def merge(branch):
    """Make the commit that GitHub checks: the branch merged into what it shall go into."""
    branch.commit("評価を直す")
    branch.git("checkout", "-q", "main")
    branch.edit("items/05.yaml", "2028: 20", "2028: 22")
    branch.commit("その間の本流の変更")
    branch.git("checkout", "-q", "--detach")
    branch.git("merge", "-q", "--no-ff", "work", "-m", "Merge work into main")


def test_workflow_stops_a_pull_request_with_bad_edits_and_tells_each(branch, server):
    together = [one for one in BAD if one[4] in {"TK410", "TK411", "TK405", "TK420"}]
    for name, old, new, *_ in together:
        branch.edit(name, old, new)
    merge(branch)
    code, printed = server.run()
    assert code == 1
    for name, _, _, line, rule in together:
        assert re.search(
            rf"^::\w+ file=data/{name},line={line},.*title={rule}", printed, re.MULTILINE
        )
    comment = server.result("diff.md")
    assert "| 実施項目2 窓口の統合 | 2026年度の評価 › 自己評価 › 評価区分 | A | S |" in comment
    assert "目標値" not in comment  # that is what happened on the main branch
    assert server.summary.read_text("utf-8").count("## データの検査") == 1
    found = json.loads(server.result("taikou.sarif"))["runs"][0]["results"]
    assert {one[4] for one in together} <= {result["ruleId"] for result in found}


def test_workflow_lets_ten_harmless_edits_pass_at_once(branch, server):
    for name, old, new in HARMLESS:
        branch.edit(name, old, new)
    merge(branch)
    code, printed = server.run()
    assert (code, re.findall("^::(?:error|warning)", printed, re.MULTILINE)) == (0, [])
    assert (
        "| 実施項目2 窓口の統合 | 2026年度の評価 › KPIの実績「窓口の統合の件数」 › 実績値 |"
        in server.result("diff.md")
    )


def test_comment_says_that_the_program_changes_and_begins_with_the_figures(branch, server):
    (branch.top / "templates").mkdir()
    (branch.top / "templates/page.html").write_text("x", "utf-8")
    branch.edit(E2, "grade: A", "grade: B")
    branch.edit(E2, "issues: 高齢", 'issues: "@octo と #12"  # 高齢')
    merge(branch)
    server.run()
    comment = server.result("diff.md")
    assert comment.startswith("> **プログラムかひな形")
    assert comment.index("### 集計") < comment.index("### 企画課")
    assert "`@octo` と `#12`" in comment


@pytest.mark.parametrize("name", [E2, "plan.yaml", "items/02.yaml"])
def test_workflow_tells_the_line_of_a_file_that_nobody_can_read(branch, server, name):
    path = branch.data / name
    path.write_text(f"{path.read_text('utf-8')}broken: [\n", "utf-8")
    merge(branch)
    code, printed = server.run()
    assert code == 1
    assert re.search(rf"^::error file=data/{name},line=\d+,.*TK02", printed, re.MULTILINE)


def test_workflow_checks_even_what_cannot_be_compared(branch, server):
    branch.edit(E2, "grade: A", "grade: S")
    shutil.rmtree(branch.top / ".git")
    branch.git("init", "-q")
    branch.commit("親のない版")
    code, printed = server.run()
    assert code == 1
    assert "title=TK410" in printed
    assert "比べられませんでした" in server.result("diff.md")
