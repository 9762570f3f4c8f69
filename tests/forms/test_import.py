"""Whole or not at all, both sides told, and a record of what came back."""

import pytest

from taikou_cli.store.yaml_reading import read_yaml

from .conftest import Workbook

NAME = "evaluations/2026/02.yaml"
ISSUES = "tk_02_self_evaluation_issues"


def evaluation(office, number=2):
    return read_yaml(office.read(f"evaluations/2026/{number:02}.yaml"))[0]


@pytest.fixture
def all_items(office):
    """The form of the division with all its items, two of them filled in, one of these wrongly."""
    office.close_nothing()
    office.export()
    book = Workbook(office.out / "2026年度評価_企画課.xlsx")
    book.fill(tk_02_self_evaluation_issues="直した課題。", tk_01_self_evaluation_grade="優")
    book.save()
    return book


def test_one_bad_item_keeps_the_whole_file_out(office, all_items):
    before = office.snapshot()
    ended = office.take(all_items.path)
    assert (ended.code, office.snapshot()) == (1, before)
    assert "TK410" in ended.err
    assert "誤りのない項目だけを取り込むには、「--partial」" in ended.out
    assert "「--partial」を付けて" not in office.take(all_items.path, "--partial", "--dry-run").out
    assert not (office.top / "forms").exists()


def test_every_problem_of_every_item_is_told_at_once(office, all_items):
    all_items.fill(tk_02_self_evaluation_grade="秀", tk_02_kpis_kpi_2_actual="約70")
    all_items.fill(tk_05_self_evaluation_grade="良")
    err = office.take(all_items.save()).err
    assert all(word in err for word in ("「優」", "「秀」", "「約70」", "「良」"))
    assert all(f"項目{number} › B" in err for number in (1, 2, 5))


def test_partial_takes_the_good_items_and_lists_the_rest(office, all_items):
    ended = office.take(all_items.path, "--partial")
    assert ended.code == 1
    assert "取り込まない項目： 1\n" in ended.out
    assert "取り込む項目： 2～5" in ended.out
    assert evaluation(office)["self_evaluation"]["issues"] == "直した課題。"
    assert evaluation(office, 1)["self_evaluation"]["grade"] == "A"
    status = office.taikou("form", "status", "--year", "2026").out
    assert "4/5" in status


def test_dry_run_shows_the_changes_and_writes_nothing(office, opened):
    opened.fill(**{ISSUES: "直した課題。"})
    before = office.snapshot()
    ended = office.take(opened.save(), "--dry-run")
    assert ended.code == 0
    assert "直した課題。" in ended.out
    assert "書き込んでいません" in ended.out
    assert office.snapshot() == before
    assert not (office.top / "forms").exists()


def test_changes_are_told_as_diff_tells_them(office, opened):
    opened.fill(tk_02_kpis_kpi_2_actual=12)
    out = office.take(opened.save()).out
    assert "■ 企画課" in out
    assert "実施項目2 窓口の統合" in out
    assert "2026年度の評価 › KPIの実績「窓口の統合の件数」 › 実績値： 11 → 12" in out


@pytest.mark.parametrize(
    ("filled", "field", "message", "hint"),
    [
        (
            {"kpis_kpi_2_actual": None, "kpis_kpi_2_pending_reason": "統計が未公表"},
            "kpis_kpi_2_pending_reason",
            "「見込みの年月」がありません。",
            "「見込みの年月」に記入してください。",
        ),
        (
            {"state": "中止"},
            "state",
            "中止の理由がありません。",
            "「中止・先送りの理由」に理由を書いてください。",
        ),
        (
            {"state": "未確定", "pending_reason": "その他", "pending_expected": "2027-10"},
            "pending_reason",
            "理由が「その他」なのに説明がありません。",
            "「未確定の説明」に理由を書いてください。",
        ),
        (
            {"evidence_1_label": "資料", "evidence_1_url": "ftp://x"},
            "evidence_1_url",
            "「資料のURL」の「ftp://x」は、ウェブのアドレスとして使えません。",
            "「https://」か",
        ),
    ],
)
def test_rules_speak_in_the_words_of_the_form(office, opened, filled, field, message, hint):
    opened.fill(**{f"tk_02_{name}": value for name, value in filled.items()})
    ended = office.take(opened.save())
    assert ended.code == 1
    assert f"項目2 › {opened.cell(f'tk_02_{field}').coordinate}: {message}" in ended.err
    assert f"直し方: {hint}" in ended.err


@pytest.fixture
def conflict(office, opened):
    opened.fill(**{ISSUES: "様式で直した。", "tk_02_self_evaluation_review": "見直した。"})
    office.edit(NAME, "issues: 高齢の利用者への説明が足りない。", "issues: 事務局で直した。")
    return opened.save()


def test_both_sides_are_shown_and_nothing_is_written(office, conflict):
    before = office.snapshot()
    ended = office.take(conflict)
    assert (ended.code, office.snapshot()) == (1, before)
    for words in ("事務局で直した。", "様式で直した。", "--theirs", "--ours", "--item"):
        assert words in ended.out


def test_what_differs_late_in_long_texts_is_shown(office, opened):
    start = "同じ書き出しが続く。" * 60
    office.edit(NAME, "issues: 高齢", f"issues: {start}事務局の終わり。高齢")
    opened.fill(**{ISSUES: f"{start}様式の終わり。"})
    out = office.take(opened.save()).out
    assert "今のデータ： …" in out
    assert "事務局の終わり。" in out
    assert "様式の終わり。" in out


@pytest.mark.parametrize(
    ("option", "text"), [("--theirs", "様式で直した。"), ("--ours", "事務局で直した。")]
)
def test_one_side_is_chosen_for_what_both_changed(office, conflict, option, text):
    assert office.take(conflict, option, "--item", "2").code == 0
    own = evaluation(office)["self_evaluation"]
    assert (own["issues"], own["review"]) == (text, "見直した。")


@pytest.mark.parametrize(("answer", "code"), [("t", 0), ("o", 0), ("", 1)])
def test_side_is_asked_for_at_the_screen(office, conflict, monkeypatch, answer, code):
    monkeypatch.setattr("taikou_cli.cli.form_import._can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: answer)
    ended = office.take(conflict)
    assert (ended.code, "様式で直した。" in ended.out) == (code, True)
    texts = {"t": "様式で直した。", "o": "事務局で直した。", "": "事務局で直した。"}
    assert evaluation(office)["self_evaluation"]["issues"] == texts[answer]


def test_each_value_is_asked_for_by_itself(office, conflict, monkeypatch):
    office.edit(NAME, "review: 説明の機会を増やす。", "review: 事務局で見直した。")
    answers = {"課題": "t", "見直し": "o"}
    asked = []

    def answer(question, **_):
        asked.append(question)
        return next(side for word, side in answers.items() if word in question)

    monkeypatch.setattr("taikou_cli.cli.form_import._can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", answer)
    assert office.take(conflict).code == 0
    assert len(asked) == 2
    own = evaluation(office)["self_evaluation"]
    assert (own["issues"], own["review"]) == ("様式で直した。", "事務局で見直した。")


def test_both_options_at_once_are_wrong_use(office, conflict):
    assert office.take(conflict, "--theirs", "--ours").code == 2


def test_same_change_on_both_sides_is_no_conflict(office, opened):
    opened.fill(**{ISSUES: "同じに直した。"})
    office.edit(NAME, "issues: 高齢の利用者への説明が足りない。", "issues: 同じに直した。")
    assert office.take(opened.save()).code == 0


def test_change_elsewhere_in_the_file_is_no_conflict(office, opened):
    opened.fill(**{ISSUES: "様式で直した。"})
    office.edit(NAME, "review: 説明の機会を増やす。", "review: 事務局で直した。")
    assert office.take(opened.save()).code == 0
    assert evaluation(office)["self_evaluation"]["review"] == "事務局で直した。"


def test_folder_and_pattern_stand_for_their_workbooks(office, opened):
    opened.fill(**{ISSUES: "直した課題。"}).save()
    (office.out / "~$2026年度評価_企画課.xlsx").write_bytes(b"lock")
    assert office.take(office.out, "--dry-run").code == 0
    assert office.take(office.out / "*.xlsx").code == 0
    assert evaluation(office)["self_evaluation"]["issues"] == "直した課題。"
    (office.out / "昔の様式.XLS").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (office.out / "送付状.txt").write_text("様式を送ります。")
    ended = office.take(office.out)
    assert (ended.code, "昔の様式.XLS: 古い形式" in ended.err) == (2, True)
    assert "読み飛ばしました： 送付状.txt\n" in ended.out
    empty = office.top / "空"
    empty.mkdir()
    ended = office.take(empty)
    assert (ended.code, "様式（.xlsx）がありません" in ended.err) == (2, True)


def test_item_that_is_stopped_by_a_form_can_come_back(office):
    office.export("--item", "4")
    book = Workbook(office.out / "2026年度評価_企画課.xlsx")
    book.fill(tk_04_state="中止", tk_04_state_reason="国の制度がなくなった。")
    ended = office.take(book.save())
    assert ended.code == 0, ended.all
    assert evaluation(office, 4)["state"] == "discontinued"
    assert "データに変わりはありません" in office.take(book.path).out


def test_emptied_choice_means_its_default(office, opened):
    opened.fill(tk_02_kpis_kpi_2_finality=None)
    before = office.snapshot()
    assert "変わる値 0件" in office.take(opened.save()).out
    assert office.snapshot() == before


def test_response_to_an_opinion_that_was_rewritten_is_refused(office):
    office.export("--item", "1")
    book = Workbook(office.out / "2026年度評価_企画課.xlsx")
    book.fill(tk_01_opinions_1_response="対応を改めた。")
    office.edit("evaluations/2026/01.yaml", "窓口の人を減らしすぎないで", "窓口の人を増やして")
    ended = office.take(book.save())
    assert (ended.code, "様式を作った後に変わっています" in ended.err) == (1, True)


def test_unit_that_changed_since_is_refused(office, opened):
    opened.fill(tk_02_kpis_kpi_2_actual=12)
    office.edit("items/02.yaml", "unit: 件", "unit: ％")
    ended = office.take(opened.save())
    assert (ended.code, "様式を作った後に変わっています" in ended.err) == (1, True)


def test_status_tells_what_is_missing_and_what_came_when(office, form):
    before = office.taikou("form", "status", "--year", "2026").out
    assert "1所属のうち0所属" in before
    assert "0/5" in before
    office.take(form)
    after = office.taikou("form", "status", "--year", "2026").out
    assert "1/5" in after
    assert "1、3～5" in after
    (path,) = (office.top / "forms/2026").iterdir()
    record = path.read_text("utf-8")
    assert "file: 2026年度評価_企画課.xlsx" in record
    assert read_yaml(record)[1] == []


def test_unfinished_merge_of_the_record_is_told_at_its_mark(office, form):
    office.take(form)
    (path,) = (office.top / "forms/2026").iterdir()
    text = path.read_text("utf-8")
    both = text.replace(
        "receipts:\n", "<<<<<<< HEAD\nreceipts:\n=======\nreceipts:\n>>>>>>> topic\n"
    )
    path.write_text(both, "utf-8")
    ended = office.taikou("form", "status", "--year", "2026")
    assert ended.code == 2
    assert "マージが途中" in ended.err
    assert "3行目" in ended.err


def test_form_from_a_mac_is_taken_as_what_was_meant(office, opened):
    from unicodedata import normalize

    meant = "ガイドが古い。"
    opened.fill(**{ISSUES: normalize("NFD", meant) + "\u200b"})
    ended = office.take(opened.save())
    assert ended.code == 0
    assert "ふつうの文字に直しました" in ended.out + ended.err
    assert evaluation(office)["self_evaluation"]["issues"] == meant


@pytest.fixture
def members(office):
    office.export("--for", "committee")
    return office.out / "2026年度評価_委員用.xlsx"


def fill_opinions(path, target, member, **opinions):
    book = Workbook(path)
    book.fill(tk_00_member=member, tk_00_meeting="第2回", tk_00_date="2027-07-01")
    book.fill(**{f"tk_{number}_opinion": text for number, text in opinions.items()})
    return book.save(target)


def test_opinions_of_members_are_added_once(office, members, tmp_path):
    one = fill_opinions(
        members, tmp_path / "一.xlsx", "委員 一", **{"04": "よい。", "02": "一行\n二行"}
    )
    two = fill_opinions(members, tmp_path / "二.xlsx", None, **{"02": "匿名の意見。"})
    assert office.take(one, two).code == 0
    assert evaluation(office)["opinions"] == (
        {"member": "委員 一", "meeting": "第2回", "date": "2027-07-01", "opinion": "一行\n二行\n"},
        {"meeting": "第2回", "date": "2027-07-01", "opinion": "匿名の意見。"},
    )
    assert len(evaluation(office, 4)["opinions"]) == 1
    before = office.snapshot()
    assert "データに変わりはありません" in office.take(one, two).out
    assert office.snapshot() == before
    assert "委員 一" in office.taikou("form", "status", "--year", "2026").out


def test_opinion_that_differs_from_the_recorded_one_is_a_conflict(office, members, tmp_path):
    one = fill_opinions(members, tmp_path / "一.xlsx", "委員一", **{"02": "よい。"})
    office.take(one)
    other = fill_opinions(members, tmp_path / "一の二.xlsx", "委員一", **{"02": "よくない。"})
    ended = office.take(other)
    assert (ended.code, "様式　　　： よくない。" in ended.out) == (1, True)
    assert office.take(other, "--theirs").code == 0
    (opinion,) = evaluation(office)["opinions"]
    assert opinion["opinion"] == "よくない。"


def test_opinion_without_a_meeting_is_refused_at_the_cover(office, members):
    book = Workbook(members)
    book.fill(tk_02_opinion="よい。")
    ended = office.take(book.save())
    assert (ended.code, "表紙 › B" in ended.err, "会議が書かれていません" in ended.err) == (
        1,
        True,
        True,
    )


def test_committee_form_shows_results_and_no_cell_of_theirs_is_open(members):
    book = Workbook(members)
    sheet = book.book["目標1"]
    values = [str(cell.value) for row in sheet for cell in row]
    assert any("申請のオンライン化の件数（件）：15／12" in value for value in values)
    open_cells = [c for row in sheet for c in row if not c.protection.locked]
    assert {c.column_letter for c in open_cells} == {"E"}


def test_members_without_a_name_are_told_apart_and_blank_forms_are_none(office, members, tmp_path):
    one = fill_opinions(members, tmp_path / "一.xlsx", None, **{"02": "匿名の意見。"})
    two = fill_opinions(members, tmp_path / "二.xlsx", None, **{"02": "別の匿名の意見。"})
    assert office.take(one, two, members).code == 0
    status = office.taikou("form", "status", "--year", "2026").out
    assert status.count("（名前なし）") == 2


def test_member_and_meeting_are_known_however_they_are_written(office, members, tmp_path):
    one = fill_opinions(members, tmp_path / "一.xlsx", "佐藤　花子", **{"02": "よい。"})
    assert office.take(one).code == 0
    book = Workbook(one)
    book.fill(tk_00_member="佐藤花子 ", tk_00_meeting="第２回", tk_00_date="令和9年7月1日")
    ended = office.take(book.save())
    assert "データに変わりはありません" in ended.out
    assert len(evaluation(office)["opinions"]) == 1
    ended = office.take(book.fill(tk_02_opinion="よいが、遅い。").save())
    assert (ended.code, "両方で変更" in ended.out) == (1, True)
    assert "「--partial」" not in ended.out


def test_what_was_understood_on_the_cover_is_said_once(office, members, tmp_path):
    book = Workbook(fill_opinions(members, tmp_path / "一.xlsx", "委員 一", **{"02": "よい。"}))
    book.fill(tk_00_date="令和9年7月1日", tk_04_opinion="これもよい。")
    out = office.take(book.save()).out
    assert out.count("「令和9年7月1日」を2027-07-01と読みました") == 1


AMOUNTS = """amounts:
  - id: effect
    name: 財政効果額
    unit: 千円
    parts:
      - id: saving
        name: 歳出削減
      - id: revenue
        name: 歳入確保
  - id: cost
    name: 事業費
    unit: 千円
    planned_name: 予算額
    actual_name: 決算額
workflow:
"""


def test_amounts_are_asked_for_by_part_beside_what_is_planned_and_taken_in(office):
    office.edit("plan.yaml", "workflow:\n", AMOUNTS)
    planned = "amounts:\n  effect:\n    2026:\n      saving: 1500\n  cost:\n    2026: 300\n"
    office.edit("items/02.yaml", "revisions: []\n", f"{planned}revisions: []\n")
    form = next(path for path in office.export("--item", "2"))
    book = Workbook(form)
    shown = [cell.value for row in book.book["項目2"].iter_rows() for cell in row]
    assert {"歳出削減の計画", "1,500千円", "予算額", "300千円"} <= set(shown)
    before = office.read("evaluations/2026/02.yaml")
    book.fill(tk_02_amounts_effect_saving="１，２００千円", tk_02_amounts_cost=290).save()
    ended = office.take(form)
    assert ended.code == 0, ended.all
    after = office.read("evaluations/2026/02.yaml")
    added = "amounts:\n  effect:\n    saving: 1200\n  cost: 290\n"
    assert after.replace(added, "") == before
    # もう一度書き出して消せば、元に戻る。
    form.unlink()
    form = next(path for path in office.export("--item", "2"))
    Workbook(form).fill(tk_02_amounts_effect_saving=None, tk_02_amounts_cost=None).save()
    assert office.take(form).code == 0
    assert office.read("evaluations/2026/02.yaml") == before


def test_amount_in_another_unit_than_the_plans_is_refused_at_its_cell(office):
    office.edit("plan.yaml", "workflow:\n", AMOUNTS)
    form = next(path for path in office.export("--item", "2"))
    Workbook(form).fill(tk_02_amounts_cost="290人").save()
    ended = office.take(form)
    assert ended.code == 1
    assert "「人」を「千円」に直せません" in ended.all


def test_number_where_parts_are_declared_gives_no_traceback(office):
    office.edit("plan.yaml", "workflow:\n", AMOUNTS)
    text = office.read("evaluations/2026/02.yaml")
    (office.data / "evaluations/2026/02.yaml").write_text(f"{text}amounts:\n  effect: 5\n", "utf-8")
    form = next(path for path in office.export("--item", "2"))
    Workbook(form).fill(tk_02_amounts_effect_saving=7).save()
    assert "不具合" not in office.take(form).all


def test_committee_form_tells_what_grades_mean_and_how_the_year_stands(office):
    office.export("--for", "committee", "--meeting", "第1回")
    book = Workbook(office.out / "2026年度評価_委員用.xlsx")
    guide = [[cell.value for cell in row] for row in book.book["評価の見方"].iter_rows(max_col=2)]
    assert ["A", "大きな成果"] in guide
    assert any(str(text).startswith("50.0％＝") or "％＝" in str(text) for _, text in guide)
    assert book.cell("tk_00_meeting").value == "第1回"
    told = [str(cell.value) for row in book.book["目標1"] for cell in row]
    assert any("15／12（達成率 125.0％）" in text for text in told)


def test_opinion_on_the_whole_evaluation_is_taken_once_and_reported(office, members, tmp_path):
    one = fill_opinions(members, tmp_path / "一.xlsx", "委員 一", **{"00": "全体によく進んだ。"})
    assert office.take(one).code == 0
    results = read_yaml(office.read("evaluations/2026/goals.yaml"))[0]
    assert results["opinions"] == (
        {
            "member": "委員 一",
            "meeting": "第2回",
            "date": "2027-07-01",
            "opinion": "全体によく進んだ。",
        },
    )
    before = office.snapshot()
    assert "データに変わりはありません" in office.take(one).out
    assert office.snapshot() == before
    assert office.taikou("report", "--year", "2026", "--format", "md", "-o", office.out).code == 0
    (report,) = office.out.glob("*.md")
    assert "| 評価の全体 | 委員 一（第2回、2027-07-01） | 全体によく進んだ。 | 検討中 |" in (
        report.read_text("utf-8").replace("\\", "")
    )


def test_an_acceptance_that_was_worth_nothing_before_is_not_held_against_a_form(office, opened):
    line = "  review: 説明の機会を増やす。\n"
    office.edit(NAME, line, line.replace("\n", "  # taikou: ignore TK421 公表済みのため\n"))
    assert "TK421 の指摘がありません" in office.taikou("validate").all
    opened.fill(**{ISSUES: "様式で直した。"})
    ended = office.take(opened.save())
    assert ended.code == 0, ended.all
    assert "承認" not in ended.all
