"""What `taikou diff` and `taikou history` say of edits, and of repositories in odd states."""

import json
import shutil
import subprocess

import pytest
from markdown_it import MarkdownIt

from taikou_cli.store.git_tree import ForeignRepositoryError
from taikou_cli.work.source import find_source

E1, E2, I2 = "evaluations/2026/01.yaml", "evaluations/2026/02.yaml", "items/02.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (E2, "grade: A", "grade: B", "2026年度の評価 › 自己評価 › 評価区分： A → B"),
        (E2, "actual: 11", "actual: 12", "KPIの実績「窓口の統合の件数」 › 実績値： 11 → 12"),
        (E2, "stage: self_evaluated", "stage: drafting", "段階： 自己評価済 → 作成中"),
        (E2, "status: 予定どおり", "status: 遅れ", "状況： 予定どおり → 遅れ"),
        (I2, "2028: 20", "2028: 18", "目標値（2028年度）： 20 → 18"),
        (
            I2,
            "2026: 準備",
            "2026-Q2..2027-Q4: 準備",
            "予定（工程表）（2026年度第2四半期～2027年度第4四半期）： （なし） → 準備",
        ),
        (I2, "title: 窓口の統合\n", "title: 窓口の廃止\n", "項目名： 窓口の統合 → 窓口の廃止"),
        (I2, "policy: 1", "policy: 2", "方針番号： 1 → 2"),
        (
            "goals.yaml",
            "title: 待たない窓口",
            "title: 待つ窓口",
            "› 名称： 待たない窓口 → 待つ窓口",
        ),
        (
            I2,
            "  - planning\n",
            "  - {id: planning, until: 2027}\n",
            "取組所属： 企画課 → 企画課（2027年度まで）",
        ),
        (
            "organization.yaml",
            "name: 企画課",
            "name: 政策課\n        names: [{until: 2026, name: 企画課}]",
            "名称： 企画課 → 政策課",
        ),
        ("plan.yaml", "last_year: 2028", "last_year: 2029", "最後の年度： 2028 → 2029"),
        (E1, "decided: 2027-08-20", "decided: 2027-08-21", "段階の日付（本部決定）： 2027-08-20"),
        (E1, "response: 人数は利用の状況を見て決める。", "response: 減らす。", "対応： "),
    ],
)
def test_edit_is_told_in_the_words_of_the_plan(repository, name, old, new, told):
    repository.edit(name, old, new)
    code, out, _ = repository.taikou("diff")
    assert code == 0
    assert told in out


def reindent(text):
    return text.replace("divisions:\n  - planning", "divisions: [planning]")


@pytest.mark.parametrize(
    "change",
    [
        lambda t: f"# 注\n{t}",
        lambda t: t.replace("\n", "\r\n"),
        lambda t: f"\ufeff{t}",
        lambda t: t.replace("policy: 1\ntitle: 窓口の統合\n", "title: 窓口の統合\npolicy: 1\n"),
        lambda t: t.replace("title: 窓口の統合\n", 'title: "窓口の統合"\n'),
        reindent,
        lambda t: t.replace("examples: []", "examples: [ ]"),
        lambda t: t.replace("value: 10", "value: 10   # 確かめた"),
        lambda t: t.replace("\nkpis:", "\n\nkpis:"),
        lambda t: f"{t}\n",
    ],
)
def test_change_of_form_alone_is_no_change(repository, change):
    path = repository.data / I2
    text = path.read_text("utf-8")
    assert change(text) != text
    path.write_bytes(change(text).encode())
    assert repository.taikou("diff") == (0, "内容に変わりはありません。\n", "")


def test_changes_stand_under_the_division_and_figures_show_both_fractions(repository):
    repository.edit(E2, "grade: A", "grade: B")
    _, out, _ = repository.taikou("diff")
    assert out.index("■ 企画課") < out.index("実施項目2 窓口の統合") < out.index("■ 集計")
    assert "成果率 40.0％＝2項目/5項目 → 20.0％＝1項目/5項目" in out


def test_new_and_deleted_files_are_told(repository):
    (repository.data / "evaluations/2026/05.yaml").unlink()
    shutil.copy(repository.data / E2, repository.data / "evaluations/2026/05.yaml.bak")
    (repository.data / "evaluations/2026/05.yaml.bak").rename(repository.top / "x")
    repository.taikou("new", "year", "2027")
    _, out, _ = repository.taikou("diff")
    assert "2026年度の評価： 削除" in out
    assert "2027年度の評価： 追加" in out


def test_revisions_are_compared_without_touching_the_working_tree(repository):
    repository.edit(E2, "grade: A", "grade: B")
    repository.commit("評価を改める")
    repository.edit(E2, "grade: B", "grade: A")
    before = repository.git("status", "--porcelain")
    _, out, _ = repository.taikou("diff", "HEAD~1", "HEAD")
    assert "評価区分： A → B" in out
    assert repository.git("status", "--porcelain") == before


def test_three_dots_compare_with_where_the_branch_began(repository):
    repository.git("checkout", "-q", "-b", "work")
    repository.edit(E2, "grade: A", "grade: B")
    repository.commit("枝の変更")
    repository.git("checkout", "-q", "main")
    repository.edit(I2, "2028: 20", "2028: 18")
    repository.commit("本流の変更")
    _, out, _ = repository.taikou("diff", "main...work")
    assert "評価区分" in out
    assert "目標値" not in out


def test_markdown_for_a_pull_request_keeps_text_as_text(repository):
    hostile = "<script>alert(1)</script> | **x** [y](javascript:1)"
    repository.edit(I2, "title: 窓口の統合\n", f'title: "{hostile}"\n')
    _, out, _ = repository.taikou("diff", "--format", "markdown")
    tokens = MarkdownIt("commonmark").enable("table").parse(out)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in inline} <= {"text", "softbreak"}
    assert hostile in "".join(t.content for t in inline if t.type == "text")


def test_json_tells_place_values_and_figures(repository):
    repository.edit(E2, "actual: 11", "actual: 12")
    _, out, _ = repository.taikou("diff", "--format", "json")
    told = json.loads(out)
    change = told["changes"][0]
    assert (change["path"], change["route"]) == (f"data/{E2}", ["kpis", 0, "actual"])
    assert (change["before"], change["after"]) == ("11", "12")
    assert told["figures"][0]["after"]["kpis"]["statuses"]["達成"] == 2


def test_file_that_cannot_be_read_is_named_and_the_others_are_compared(repository):
    (repository.data / E1).write_text("item: [", "utf-8")
    repository.edit(E2, "grade: A", "grade: B")
    _, out, _ = repository.taikou("diff")
    assert "評価区分： A → B" in out
    assert f"読み込めないため比べていません： data/{E1}" in out
    # What is counted without a file differs for no reason that anybody changed.
    assert "■ 集計" not in out
    assert "集計は比べていません" in out
    assert json.loads(repository.taikou("diff", "--format", "json")[1])["figures"] == []


def put_opinions(repository, *entries):
    fields = [dict(zip(("member", "opinion", "response"), entry, strict=True)) for entry in entries]
    lines = [
        "  - meeting: 第1回\n    date: 2027-08-20\n"
        + "".join(f"    {name}: {text}\n" for name, text in one.items() if text)
        for one in fields
    ]
    path = repository.data / E1
    head = path.read_text("utf-8").partition("opinions:")[0]
    path.write_text(f"{head}opinions:\n{''.join(lines)}", "utf-8")


def test_opinions_of_one_day_are_not_taken_for_one_another(repository):
    first, second = ("委員A", "遅い。", "急ぐ。"), (None, "高い。", "下げる。")
    third = (None, "狭い。", "広げる。")
    put_opinions(repository, first, second, third)
    repository.commit("意見を記す")
    put_opinions(
        repository, ("委員B", "長い。", "縮める。"), third, ("委員A", "遅い。", "急いだ。")
    )
    _, out, _ = repository.taikou("diff")
    told = [line.strip() for line in out.splitlines() if "委員会意見" in line]
    assert told == [
        f"2026年度の評価 › 委員会意見{one}"
        for one in (
            "「遅い。」 › 対応： 急ぐ。 → 急いだ。",
            "「高い。」： あり → （なし）",
            "「長い。」 › 委員： （なし） → 委員B",
            "「長い。」 › 会議： （なし） → 第1回",
            "「長い。」 › 日付： （なし） → 2027-08-20",
            "「長い。」 › 意見： （なし） → 長い。",
            "「長い。」 › 対応： （なし） → 縮める。",
        )
    ]


def test_internal_note_is_in_no_diff(repository):
    repository.edit(E1, "担当は来年度に交代する。", "担当は残る。")
    assert "担当" not in "".join(map(str, repository.taikou("diff")))


def test_history_tells_who_changed_what_and_when(repository):
    repository.edit(E2, "grade: A", "grade: B")
    commit = repository.commit("評価を改める")
    repository.edit(E2, "issues: 高齢の利用者への説明が足りない。", "issues: 人手が足りない。")
    repository.commit("文を直す")
    code, out, _ = repository.taikou("history", "2")
    assert code == 0
    assert commit[:10] in out
    assert "担当者" in out
    assert "評価を改める" in out
    assert "評価区分： A → B" in out
    assert "文を直す" not in out
    assert "文を直す" in repository.taikou("history", "2", "--all")[1]


def test_history_across_a_merge_tells_each_change_once_and_of_the_commit_that_made_it(repository):
    repository.git("checkout", "-q", "-b", "work")
    repository.edit(E2, "actual: 11", "actual: 12")
    repository.commit("枝で実績を直す")
    repository.git("checkout", "-q", "main")
    repository.edit(E2, "grade: A", "grade: B")
    repository.commit("本流で評価を改める")
    repository.git("merge", "-q", "work", "-m", "枝を合わせる")
    _, out, _ = repository.taikou("history", "2")
    told = [line.strip() for line in out.splitlines()]
    assert [line for line in told if "実績値" in line and "（なし）" not in line] == [
        "2026年度の評価 › KPIの実績「窓口の統合の件数」 › 実績値： 11 → 12"
    ]
    assert sum("評価区分： A → B" in line for line in told) == 1
    assert "枝を合わせる" not in out


def test_history_of_a_shallow_clone_says_that_it_is_not_all(repository, tmp_path, capsys):
    for grade in ("B", "C"):
        repository.edit(E2, f"grade: {chr(ord(grade) - 1)}", f"grade: {grade}")
        repository.commit(f"評価を{grade}に")
    clone = tmp_path / "clone"
    source = f"file://{repository.top}"
    subprocess.run(["git", "clone", "-q", "--depth", "2", source, str(clone)], check=True)
    code, out, err = type(repository)(clone, capsys).taikou("history", "2")
    assert (code, "評価をC" in out, "評価をB" in out, "追加" in out) == (0, True, False, False)
    assert "git fetch --unshallow" in err


def test_unrelated_histories_are_told_how_to_be_compared(repository):
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit("別の始まり")
    code, _, err = repository.taikou("diff", "main...other")
    assert code == 2
    assert "二つの版が分かれた所がありません" in err
    assert "unshallow" not in err


def test_nothing_committed_yet_is_said(repository):
    repository.git("checkout", "-q", "--orphan", "empty")
    for command in (["diff"], ["history", "1"]):
        code, _, err = repository.taikou(*command)
        assert code == 2
        assert "まだコミットがありません" in err


def test_detached_head_is_as_good_as_a_branch(repository):
    repository.git("checkout", "-q", "--detach")
    repository.edit(E2, "grade: A", "grade: B")
    assert "評価区分" in repository.taikou("diff")[1]


def test_unknown_revision_is_said(repository):
    code, _, err = repository.taikou("diff", "無い枝")
    assert code == 2
    assert "版「無い枝」が見つかりません" in err


def test_shallow_clone_is_told_how_to_get_the_rest(repository, tmp_path, capsys):
    first = repository.git("rev-parse", "HEAD").strip()
    repository.edit(E2, "grade: A", "grade: B")
    repository.commit("次の版")
    clone = tmp_path / "clone"
    source = f"file://{repository.top}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, str(clone)], check=True)
    code, _, err = type(repository)(clone, capsys).taikou("diff", first)
    assert code == 2
    assert "git fetch --unshallow" in err


def test_folder_outside_any_repository_is_said(repository, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    plain = tmp_path / "plain"
    shutil.copytree(repository.data, plain / "data")
    code, _, err = type(repository)(plain, capsys).taikou("diff")
    assert code == 2
    assert "リポジトリーの中にありません" in err


def test_repository_of_somebody_else_is_not_called_no_repository(repository, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own tests do so
    code, _, err = repository.taikou("diff")
    assert code == 2
    assert "別の利用者のもの" in err
    assert "safe.directory" in err
    with pytest.raises(ForeignRepositoryError):  # it would be published without its commit
        find_source(repository.data)


def test_missing_git_is_said(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    code, _, err = repository.taikou("diff")
    assert code == 2
    assert "git が見つかりません" in err


def test_record_of_a_publication_is_not_called_unreadable(repository):
    record = "fiscal_year: 2026\neditions:\n  - number: 1\n    kind: first\n    published_on: 2027-11-20\n"
    figures = "    tool: taikou 0.1.0\n    figures: {}\n    sources: []\n"
    (repository.data / "publications").mkdir()
    (repository.data / "publications/2026.yaml").write_text(record + figures, "utf-8")
    code, out, _ = repository.taikou("diff")
    assert (code, "読み込めない" in out) == (0, False)


@pytest.mark.parametrize("number", ["0", "99"])
def test_history_of_no_item_is_refused(repository, number):
    code, out, err = repository.taikou("history", number)
    assert (code, out) == (2, "")
    assert "1～5" in err


@pytest.mark.parametrize("output_format", ["text", "markdown", "json"])
def test_change_of_the_plans_own_templates_is_told(repository, output_format):
    folder = repository.top / "templates"
    for act in (
        lambda: (folder.mkdir(), (folder / "report.css").write_text("a {}", "utf-8")),
        lambda: (folder / "report.css").write_text("b {}", "utf-8"),
    ):
        before = repository.taikou("diff", "--format", output_format)[1]
        assert "変わりました" not in before
        assert '"templates_changed": true' not in before
        act()
        code, out, _ = repository.taikou("diff", "--format", output_format)
        assert code == 0
        told = '"templates_changed": true' if output_format == "json" else "ひな形（templates"
        assert told in out
        repository.commit("後の姿")
        assert told in repository.taikou("diff", "HEAD~1", "HEAD", "--format", output_format)[1]
