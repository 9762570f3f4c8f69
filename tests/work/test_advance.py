"""The stages of a year without YAML: on, back, and what each of them closes."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.store.yaml_reading import read_yaml

DEMO = Path(__file__).parents[2] / "examples/demo/data"
EVALUATIONS = "evaluations/2025"


class Office:
    """A copy of the demo, and the hands that work on it."""

    def __init__(self, top, capsys):
        self.top, self.data = top, top / "data"
        self._capsys = capsys

    def taikou(self, *arguments):
        self._capsys.readouterr()
        code = run([*map(str, arguments), "--data", str(self.data)])
        ended = self._capsys.readouterr()
        return code, ended.out + ended.err

    def advance(self, stage, *arguments, year=2025):
        return self.taikou("advance", stage, "--year", year, *arguments)

    def path(self, item, year=2025):
        return self.data / f"evaluations/{year}/{item:02}.yaml"

    def read(self, item, year=2025):
        return read_yaml(self.path(item, year).read_text("utf-8"))[0]

    def edit(self, name, old, new):
        path = self.data / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def contents(self):
        return {path: path.read_bytes() for path in self.data.rglob("*.yaml")}

    def open_form(self, *arguments, year=2025):
        out = self.top / "forms"
        shutil.rmtree(out, ignore_errors=True)
        code, text = self.taikou("form", "export", "--year", year, "-o", out, *arguments)
        assert code == 0, text
        path = min(out.glob("*.xlsx"), key=lambda one: ("委員用" not in one.name, one.name))
        return openpyxl.load_workbook(path)

    def give_back(self, book, *arguments, year=2025):
        path = self.top / "returned.xlsx"
        book.save(path)
        return self.taikou("form", "import", path, "--year", year, *arguments)


def cell(book, name):
    sheet, place = book.defined_names[f"tk_{name}"].attr_text.rsplit("!", 1)
    return book[sheet.strip("'")][place.replace("$", "")]


@pytest.fixture
def office(tmp_path, capsys):
    shutil.copytree(DEMO, tmp_path / "data")
    return Office(tmp_path, capsys)


READY = (1, 2, 4)


def test_items_reach_a_stage_with_its_day_and_nothing_else_changes(office):
    office.edit(f"{EVALUATIONS}/01.yaml", "item: 1\n", "item: 1  # 覚え\n")
    before = office.path(1).read_text("utf-8")
    code, text = office.advance("department_committee", "--date", "2026-06-29", "--item", 1, 2, 4)
    assert (code, "実施項目1～2、4（3項目）" in text) == (0, True)
    for item in READY:
        assert office.read(item)["stage"] == "department_committee"
        assert office.read(item)["dates"]["department_committee"] == "2026-06-29"
    after = office.path(1).read_text("utf-8")
    assert after == before.replace("stage: self_evaluated", "stage: department_committee").replace(
        "  self_evaluated: 2026-05-13\n",
        "  self_evaluated: 2026-05-13\n  department_committee: 2026-06-29\n",
    )
    assert office.advance("department_committee", "--item", 1)[0] == 0
    assert office.path(1).read_text("utf-8") == after


def test_one_item_that_lacks_something_keeps_all_and_is_told_what(office):
    before = office.contents()
    code, text = office.advance("self_evaluated", "--date", "2026-05-29")
    assert code == 1
    assert office.contents() == before
    assert "実施項目16： 評価区分、要因分析、見直し" in text
    assert "KPI「庁内の照会の件数」の実績値か未確定の理由" in text


def test_partial_moves_the_rest(office):
    args = ("--date", "2026-06-29", "--item", 1, "--item", 3)
    code, text = office.advance("department_committee", *args, "--partial")
    assert (code, office.read(1)["stage"]) == (1, "department_committee")
    assert "stage" in office.read(3)
    assert office.read(3)["stage"] == "drafting"
    assert "実施項目3： 前の段階（「自己評価済」）" in text


def test_stage_is_not_skipped(office):
    code, text = office.advance("implementation_committee", "--item", 1)
    assert (code, office.read(1)["stage"]) == (1, "self_evaluated")
    assert "前の段階（「部局等実施委員会」）" in text


def test_day_before_an_earlier_stage_is_refused(office):
    code, text = office.advance("department_committee", "--item", 1, "--date", "2026-05-01")
    assert code == 1
    assert "「自己評価済」の日付（2026-05-13）以後の日付" in text


def test_dry_run_and_japanese_name_of_the_stage(office):
    before = office.contents()
    code, text = office.advance("部局等実施委員会", "--item", 1, "--dry-run")
    assert (code, office.contents()) == (0, before)
    assert "「自己評価済」→「部局等実施委員会」" in text


@pytest.mark.parametrize("named", ["id", "name"])
def test_division_means_the_lead_and_department_its_divisions(office, named):
    project = load_project(office.data)
    items = {n: one.content for n, one in project.items_by_number().items()}
    department = next(
        one
        for one in project.organization.content.departments
        if any(d.id == items[1].division_ids[0] for d in one.divisions)
    )
    division = next(one for one in department.divisions if one.id == items[1].division_ids[0])
    evaluated = {n for n in items if office.path(n).exists()}
    led = {n for n in evaluated if items[n].division_ids[:1] == (division.id,)}
    ids = {one.id for one in department.divisions}
    within = {n for n in evaluated if items[n].division_ids[0] in ids}
    before = {n: office.read(n)["stage"] for n in evaluated}
    args = ("drafting", "--back", "--why", "見直し", "--date", "2026-07-01")
    for option, one, meant in (
        ("--division", division, led),
        ("--department", department, within),
    ):
        assert office.advance(*args, option, getattr(one, named))[0] == 0
        moved = {n for n in evaluated if "moved_back" in office.read(n)}
        assert moved == {n for n in meant if before[n] != "drafting"} != set()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none"], "という段階はありません"),
        (["decided", "--item", "99"], "実施していません"),
        (["decided", "--division", "ない課"], "--division ない課"),
        (["decided", "--division", "x", "--item", "1"], "同時に使えません"),
        (["decided", "--back"], "理由がありません"),
        (["decided", "--why", "x"], "--back"),
        (["decided", "3"], "--item 3 5 8"),
    ],
)
def test_wrong_use_is_told_and_nothing_written(office, arguments, told):
    before = office.contents()
    code, text = office.advance(*arguments)
    assert (code, told in text, office.contents() == before) == (2, True, True)


def test_moving_back_clears_the_days_and_says_why(office):
    code, _ = office.advance(
        "self_evaluated", "--item", 13, "--back", "--why", "数字の誤り", "--date", "2026-07-01"
    )
    evaluation = office.read(13)
    assert code == 0
    assert evaluation["stage"] == "self_evaluated"
    assert list(evaluation["dates"]) == ["self_evaluated"]
    assert evaluation["moved_back"] == (
        {
            "date": "2026-07-01",
            "from": "department_committee",
            "to": "self_evaluated",
            "why": "数字の誤り",
        },
    )
    assert office.taikou("validate")[0] == 0
    code, text = office.advance("decided", "--item", 13, "--back", "--why", "x")
    assert (code, "段階に達していない" in text) == (1, True)


def test_what_a_stage_closed_is_not_taken_in_until_the_item_is_moved_back(office):
    office.edit(
        "plan.yaml",
        "    body: department_committee\n",
        "    body: department_committee\n    closes: [self_evaluation]\n",
    )
    office.advance("department_committee", "--item", 1, "--date", "2026-06-29")
    book = office.open_form("--item", 1)
    cell(book, "01_self_evaluation_issues").value = "新しい課題。"
    before = office.contents()
    code, text = office.give_back(book)
    assert (code, office.contents()) == (1, before)
    assert "「部局等実施委員会」の段階で締め切られている" in text
    assert "taikou advance self_evaluated --year 2025 --item 1 --back --why" in text
    book = office.open_form("--item", 1)
    cell(book, "01_kpis_online_rate_note").value = "注記。"
    assert office.give_back(book)[0] == 0  # the figures are not closed
    office.advance("self_evaluated", "--item", 1, "--back", "--why", "課題の追記")
    book = office.open_form("--item", 1)
    cell(book, "01_self_evaluation_issues").value = "新しい課題。"
    assert office.give_back(book)[0] == 0
    assert office.read(1)["self_evaluation"]["issues"] == "新しい課題。"


def test_first_publishable_stage_closes_everything_unless_it_says_otherwise(office):
    book = office.open_form("--item", 1, year=2024)
    cell(book, "01_kpis_online_rate_note").value = "注記。"
    code, text = office.give_back(book, year=2024)
    assert (code, "「推進会議（決定）」の段階で締め切られている" in text) == (1, True)
    office.edit("plan.yaml", "    publishable: true\n", "    publishable: true\n    closes: []\n")
    assert office.give_back(book, year=2024)[0] == 0
    assert office.read(1, 2024)["kpis"][0]["note"] == "注記。"


def test_opinions_and_responses_are_closed_apart(office):
    stage = "    body: evaluation_committee\n"
    office.edit("plan.yaml", stage, f"{stage}    closes: [opinions]\n")
    for name in ("self_evaluated", "department_committee", "implementation_committee"):
        office.advance(name, "--item", 13, "--date", "2026-08-01")
    committee = office.open_form("--for", "committee", "--item", 13, "--meeting", "第9回")
    cell(committee, "13_opinion").value = "期限を示してほしい。"
    code, text = office.give_back(committee)
    assert code == 0, text
    office.advance("opinions_heard", "--item", 13, "--date", "2026-08-02")
    late = office.open_form("--for", "committee", "--item", 13, "--meeting", "第10回")
    cell(late, "13_opinion").value = "別の意見。"
    code, text = office.give_back(late)
    assert (code, "「評価・推進委員会（意見聴取）」の段階で締め切られ" in text) == (1, True)
    number = len(office.read(13)["opinions"])
    book = office.open_form("--item", 13)
    cell(book, f"13_opinions_{number}_response").value = "年度内に示す。"
    assert office.give_back(book)[0] == 0
    assert office.read(13)["opinions"][-1]["response"] == "年度内に示す。"


def test_correction_after_publication_goes_through_without_yaml(office):
    """Back, form, on, publish: the corrections are written from the reason for moving back."""
    publish = ("publish", 2024, "-o", office.top / "out", "--no-pdf")
    assert office.taikou(*publish, "--date", "2025-11-20")[0] == 0
    code, text = office.advance(
        "self_evaluated",
        *("--item", 1, "--back", "--why", "集計の誤り", "--date", "2025-12-10"),
        year=2024,
    )
    assert code == 0, text
    book = office.open_form("--item", 1, year=2024)
    cell(book, "01_kpis_online_rate_actual").value = 62.9
    cell(book, "01_self_evaluation_issues").value = "課題を書き直した。"
    old = office.read(1, 2024)
    code, text = office.give_back(book, year=2024)
    assert code == 0, text
    corrections = office.read(1, 2024)["corrections"]
    assert [one["field"] for one in corrections] == [
        "self_evaluation.issues",
        "kpis.online_rate.actual",
    ]
    assert {one["why"] for one in corrections} == {"集計の誤り"}
    assert (str(corrections[1]["before"]), str(corrections[1]["after"])) == ("63.4", "62.9")
    assert corrections[0]["before"].startswith(old["self_evaluation"]["issues"][:10])
    for stage in ("department_committee", "implementation_committee", "opinions_heard", "decided"):
        day = office.read(1, 2024)["corrections"][0]["date"]
        code, text = office.advance(stage, "--item", 1, "--date", day, year=2024)
        assert code == 0, text
    assert office.taikou("validate")[0] == 1  # it is not published yet
    code, text = office.taikou(*publish, "--why", "集計の誤りの訂正", "--date", day)
    assert code == 0, text
    assert "第2版" in text or "訂正" in text
    assert office.taikou("validate")[0] == 0
    assert office.read(1, 2024)["stage"] == "published"
    first, second = read_yaml((office.data / "publications/2024.yaml").read_text("utf-8"))[0][
        "editions"
    ]
    assert (first["kind"], second["kind"]) == ("first", "correction")


def test_what_was_pending_is_added_without_a_correction(office):
    publish = ("publish", 2024, "-o", office.top / "out", "--no-pdf")
    assert office.taikou(*publish, "--date", "2025-11-20")[0] == 0
    back = ("--item", 8, "--back", "--why", "採否の決定", "--date", "2025-12-20")
    assert office.advance("opinions_heard", *back, year=2024)[0] == 0
    book = office.open_form("--item", 8, year=2024)
    for name in ("pending_reason", "pending_expected", "pending_note"):
        cell(book, f"08_{name}").value = None
    cell(book, "08_state").value = None
    cell(book, "08_self_evaluation_grade").value = "B"
    cell(book, "08_self_evaluation_grade_reason").value = "提案の質を評価した。"
    for name in ("reason", "expected", "note"):
        cell(book, f"08_kpis_accepted_pending_{name}").value = None
    cell(book, "08_kpis_accepted_actual").value = 3
    code, text = office.give_back(book, year=2024)
    assert code == 0, text
    assert "corrections" not in office.read(8, 2024)
    code, text = office.advance("decided", "--item", 8, "--date", "2026-01-20", year=2024)
    assert code == 0, text
    code, text = office.taikou(*publish, "--why", "採否の決定", "--date", "2026-01-20")
    assert code == 0, text
    record = read_yaml((office.data / "publications/2024.yaml").read_text("utf-8"))[0]
    assert [one["kind"] for one in record["editions"]] == ["first", "addition"]
