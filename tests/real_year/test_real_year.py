"""A whole year of the real plan through commands and workbooks: nobody opens a YAML file."""

import openpyxl
import pytest

from taikou_cli.store.yaml_reading import read_yaml
from tests.publication.reading import find_bundle

from .office import DIVISIONS, ENDED, ITEMS, MOVED, Office, action_of, evaluate, kpi_of, lead_of

MOST_COMMANDS = 40


@pytest.fixture
def office(tmp_path, capsys):
    office = Office(tmp_path, capsys)
    office.lay_the_plan()
    return office


@pytest.fixture
def saved_by_libreoffice(soffice, tmp_path):
    """Save a filled form as a division does that has no Excel."""

    def save(form):
        (saved,) = soffice([form], tmp_path / "LibreOffice")
        return saved

    return save


def form_of(folder, division):
    return folder / f"2025年度評価_{DIVISIONS[division]}.xlsx"


def led_by(division):
    return [item for item in ITEMS if lead_of(item) == division]


def test_year_of_the_real_plan_needs_no_yaml_and_few_commands(office, saved_by_libreoffice):
    collect_forms(office, saved_by_libreoffice)
    meet(office)
    publish_and_correct(office)
    begin_next_year(office)
    assert office.commands <= MOST_COMMANDS


def collect_forms(office, saved_by_libreoffice):
    """Forms go out; one division answers by halves and again, another one late."""
    assert "加わった取組とKPIを足したもの35件" in office.taikou("new", "year", 2025)
    sent, returned, late = (office.top / name for name in ("様式", "返送", "遅れ"))
    office.taikou("form", "export", "--year", 2025, "-o", sent)
    whole = {k: v for item in led_by("gyokaku") for k, v in evaluate(item).items()}
    half = {k: v for item in led_by("zaisei") for k, v in evaluate(item, is_half=True).items()}
    for division, values in (("gyokaku", whole), ("zaisei", half)):
        office.fill(form_of(sent, division), form_of(returned, division), values)
    office.taikou("form", "import", returned, "--year", 2025)
    told = office.taikou("status", "--year", 2025, "--date", "2026-06-01")
    assert "推進会議（決定）」の期限" not in told
    reminders = office.top / "督促"
    office.taikou("remind", "--year", 2025, "-o", reminders)
    assert {path.stem.split("_")[1] for path in reminders.iterdir()} == {"財政課", "人事課", "期限"}
    text = (reminders / "2025年度評価_財政課.txt").read_text("utf-8")
    assert "様式は返送済み" in text
    assert "　・見直し" in text
    assert "対象の拡大" not in text  # an action of later years
    told = office.taikou("advance", "self_evaluated", "--date", "2026-05-29", code=1)
    assert "何も書き込んでいません" in told
    for division in ("zaisei", "jinji"):
        values = {k: v for item in led_by(division) for k, v in evaluate(item).items()}
        filled = office.fill(form_of(sent, division), form_of(late, division), values)
        saved_by_libreoffice(filled).replace(filled)
    office.taikou("form", "import", late, "--year", 2025)
    assert "3所属のうち3所属がすべて返送" in office.taikou("form", "status", "--year", 2025)


def meet(office):
    """The bodies meet over their papers; a member of the committee says something, and is answered."""
    for body in read_yaml((office.data / "organization.yaml").read_text("utf-8"))[0]["bodies"]:
        made = office.taikou(
            "report", "--body", body["id"], "--year", 2025, "-o", office.top / "会議資料"
        )
        assert body["id"] in made
    office.taikou("advance", "自己評価済", "--date", "2026-06-05")
    office.taikou("advance", "department_committee", "--date", "2026-06-29")
    office.taikou("advance", "implementation_committee", "--date", "2026-07-30")
    papers = office.top / "委員"
    committee = ("--for", "committee", "--meeting", "第1回")
    office.taikou("form", "export", "--year", 2025, *committee, "-o", papers)
    (form,) = papers.glob("*.xlsx")
    said = {"00_member": "佐藤委員", "03_opinion": "期限を示してほしい。"}
    office.taikou("form", "import", office.fill(form, papers / "佐藤.xlsx", said), "--year", 2025)
    office.taikou("advance", "opinions_heard", "--date", "2026-09-10")
    told = office.taikou("advance", "decided", "--date", "2026-10-29", code=1)
    assert "実施項目3： 意見への対応" in told
    answers = office.top / "対応"
    office.taikou("form", "export", "--year", 2025, "--item", 3, "-o", answers)
    (form,) = answers.glob("*.xlsx")
    said = {"03_opinions_1_response": "年度内に期限を示す。"}
    office.taikou("form", "import", office.fill(form, answers / "対応.xlsx", said), "--year", 2025)
    office.taikou("advance", "decided", "--date", "2026-10-29")
    assert {office.read(item)["stage"] for item in ITEMS} == {"decided"}


def publish_and_correct(office):
    """The year is published; a wrong figure comes out, and a second edition says so."""
    out = office.top / "公表"
    publish = ("publish", 2025, "-o", out, "--no-pdf")
    office.taikou(*publish, "--date", "2026-11-20")
    sent = office.top / "訂正"
    office.taikou("form", "export", "--year", 2025, "--item", 5, "-o", sent)
    (form,) = sent.glob("*.xlsx")
    wrong = office.fill(form, sent / "訂正.xlsx", {f"05_kpis_{kpi_of(5)}_actual": 48})
    refused = office.taikou("form", "import", wrong, "--year", 2025, code=1)
    assert "「推進会議（決定）」の段階で締め切られている" in refused
    back = ("opinions_heard", "--item", 5, "--back", "--why", "集計の誤り")
    office.taikou("advance", *back, "--date", "2026-12-01")
    office.taikou("form", "import", wrong, "--year", 2025)
    (correction,) = office.read(5)["corrections"]
    assert correction["field"] == f"kpis.{kpi_of(5)}.actual"
    assert (correction["before"], correction["after"]) == (55, 48)
    assert correction["why"] == "集計の誤り"
    day = max(correction["date"], "2026-12-10")
    office.taikou("advance", "decided", "--item", 5, "--date", day)
    told = office.taikou(*publish, "--why", "集計の誤りの訂正", "--date", day)
    assert "訂正" in told
    office.taikou("verify", find_bundle(out, 2025))
    office.taikou("validate")
    record = read_yaml((office.data / "publications/2025.yaml").read_text("utf-8"))[0]
    assert [one["kind"] for one in record["editions"]] == ["first", "correction"]


def begin_next_year(office):
    """The next year begins with another plan, and leaves the published one as it is."""
    before = report_of(office, 2025)
    told = office.taikou("form", "import", office.change_the_plan())
    assert "実施項目の数： 35 → 36" in told
    assert "2026年度の評価： 35件" in office.taikou("new", "year", 2026)
    assert office.read(36, 2026)["stage"] == "drafting"
    assert not (office.data / f"evaluations/2026/{ENDED}.yaml").exists()
    assert [one["id"] for one in office.read(1, 2026)["actions"]] == [action_of(1)]
    sent = office.top / "様式2026"
    office.taikou("form", "export", "--year", 2026, "-o", sent)
    forms = {form.stem.split("_")[1]: sheets_of(form) for form in sent.glob("*.xlsx")}
    assert set(forms) == {"行政改革課", "財政経営課", "人事課"}
    assert {f"項目{MOVED}", "項目36"} <= forms["人事課"]
    assert f"項目{MOVED}" not in forms[DIVISIONS[lead_of(MOVED)]]
    assert "エラー 0件" in office.taikou("validate")
    assert report_of(office, 2025) == before
    assert "財政課" in before
    assert "財政経営課" not in before


def report_of(office, year):
    office.taikou("report", "--year", year, "--format", "md", "-o", office.top / "報告")
    (report,) = (office.top / "報告").glob("*.md")
    return report.read_text("utf-8")


def sheets_of(form):
    return set(openpyxl.load_workbook(form).sheetnames)
