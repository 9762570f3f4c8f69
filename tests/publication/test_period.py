"""What is said of the whole period is published with the plan's last year, and held fast by it."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.publication.verification.verify_bundle import Opened, verify_bundle
from tests.publication.forging import MANIFEST, mend
from tests.publication.reading import read_bundle

SAID, OF_PLAN = "四年間の取組7のまとめ。", "次の大綱では、市民の実感を測ってほしい。"


@pytest.fixture
def data(decided, tmp_path):
    return Path(shutil.copytree(decided, tmp_path / "data"))


def publish(data, *more):
    out = str(data.parent / "out")
    return run(["publish", "2020", "-o", out, "--no-pdf", "--data", str(data), *more])


def read_texts(data):
    (path,) = (data.parent / "out").glob("*.zip")
    return {name: text.decode("utf-8", "replace") for name, text in read_bundle(path).items()}


def find(data, capsys):
    capsys.readouterr()
    run(["validate", "--format", "json", "--select", "TK6", "--data", str(data)])
    found = json.loads(capsys.readouterr().out)["findings"]
    return {(one["code"], one["path"].removeprefix("data/")) for one in found}


def test_last_year_publishes_what_is_said_of_the_period_in_every_medium(data, capsys):
    assert publish(data, "--date", "2021-10-01") == 0, capsys.readouterr().err
    files = read_texts(data)
    for name in ("final-2020.md", "final-2020.html", "period.csv", "/data.json", "period.html"):
        told = read_named(files, name)
        assert [text for text in (SAID, OF_PLAN) if text not in told] == [], name
    item = read_named(files, "2020/item-07.html")
    assert item.index("期間全体の総合評価") < item.index(SAID) < item.index(">実施計画<")
    rows = [row for row in read_named(files, "period.csv").splitlines() if "item,7," in row]
    assert rows[:2] == [
        "item,7,self_evaluation.grade,総合評価の評価区分,B",
        f"item,7,self_evaluation.achievements,総合評価の取組実績,{SAID}",
    ]
    (bundle,) = (data.parent / "out").glob("*.zip")
    assert run(["verify", str(bundle)]) == 0


def judge_by_others(data):
    """Let the committee judge the items by a scale of its own, twice, and the divisions by another."""
    plan = data / "plan.yaml"
    scales = "".join(
        f"  - id: {id_}\n    title: {id_}\n    applies_to: items\n{judge}    grades:\n"
        "      - code: 良\n        label: よい\n      - code: 可\n        label: まずまず\n"
        "    rates:\n      - id: good_of_{id_}\n        name: よい割合\n        grades:\n"
        "          - 良\n        denominator: rated\n    origin: 見本市の要綱\n".replace(
            "{id_}", id_
        )
        for id_, judge in (("iinkai_no", "    judged_by: iinkai\n"), ("koken", ""))
    )
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("workflow:", f"{scales}workflow:"), "utf-8")
    for number, earlier, last in ((4, "可", "良"), (5, "良", "可"), (6, "良", "良")):
        path = data / f"evaluations/period/{number:02}.yaml"
        text = path.read_text("utf-8").replace(
            "self_evaluation:\n", "self_evaluation:\n  other_grades:\n    koken: 可\n"
        )
        told = "".join(
            f"  - by: iinkai\n    date: 2021-{day}\n    grades:\n      iinkai_no: {grade}\n"
            for day, grade in (("08-20", last), ("06-01", earlier))
        )
        path.write_text(f"{text}assessments:\n{told}", "utf-8")


def find_alteration(data, path, pattern, new):
    """Alter a file of the bundle, with its list made to fit, and give what is found."""
    (bundle,) = (data.parent / "out").glob("*.zip")
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(pattern, rf"\g<1>{new}", files[path].decode(), count=1, flags=re.DOTALL)
    assert count == 1, (path, pattern)
    forged = mend(files | {path: text.encode()})
    return list(verify_bundle(Opened(forged, json.loads(forged[MANIFEST]))))


_TAG = "(?:<[^>]*>)*"
FINAL, SITE = "reports/final-2020.html", "site/2020/period.html"
ALTERED = {
    "rate": (FINAL, r'("period\.rates\.great\.percent">)30\.0', "31.0"),
    "fraction": (SITE, rf"(＝{_TAG})6(?={_TAG}項目{_TAG}/{_TAG}20{_TAG}項目)", "7"),
    "count": (FINAL, r'("period\.grades\.sougou\.grades\.B">)11', "12"),
    "share": (SITE, r'("period\.grades\.torikumi\.shares\.達成\.percent">)80\.0', "90.0"),
    "rate of a committee": (FINAL, r'("period\.rates\.good_of_iinkai_no\.percent">)66\.7', "99.9"),
    "count of a second scale": (SITE, r'("period\.grades\.koken\.grades\.可">)3', "4"),
    "item's grade": (FINAL, r'("period\.items\.7\.grades\.sougou">)B', "A"),
    "item's grade beside its texts": (
        SITE,
        r'(id="period-7".*?"period\.items\.7\.grades\.sougou">)B',
        "A",
    ),
    "item's grade of a committee": (FINAL, r'("period\.items\.5\.grades\.iinkai_no">)可', "良"),
}


def test_figures_of_the_period_follow_from_the_open_data_and_altered_ones_are_found(data, capsys):
    judge_by_others(data)
    assert publish(data, "--date", "2021-10-01") == 0, capsys.readouterr().err
    (bundle,) = (data.parent / "out").glob("*.zip")
    assert run(["verify", str(bundle)]) == 0, capsys.readouterr().out
    for name, (path, pattern, new) in ALTERED.items():
        assert path in "".join(find_alteration(data, path, pattern, new)), name


def test_grade_of_the_period_altered_in_the_data_belies_the_pages(data, capsys):
    assert publish(data, "--date", "2021-10-01") == 0, capsys.readouterr().err
    found = find_alteration(data, "data/data.json", r'("総合評価の評価区分", "value": ")B', "A")
    assert [path for path in (FINAL, SITE) if path not in "".join(found)] == []


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
    assert SAID in read_named(read_texts(data), "final-2020.md")


def test_earlier_year_publishes_nothing_of_the_period(data, capsys):
    plan = data / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("last_year: 2020", "last_year: 2021"), "utf-8")
    assert publish(data, "--date", "2021-10-01") == 0, capsys.readouterr().err
    files = read_texts(data)
    assert [name for name, text in files.items() if SAID in text or OF_PLAN in text] == []
    path = data / "evaluations/period/07.yaml"
    path.write_text(path.read_text("utf-8").replace(SAID, "書き直したまとめ。"), "utf-8")
    assert find(data, capsys) == set()


def test_extended_plan_keeps_the_page_of_the_period_at_its_address(data, capsys):
    evaluations = {
        path.name: path.read_text("utf-8")
        for path in (data / "evaluations/2020").glob("[0-9]*.yaml")
    }
    assert publish(data, "--date", "2021-10-01") == 0
    first = read_texts(data)
    extend(data, evaluations)
    out = str(data.parent / "later")
    options = ["--date", "2022-10-01", "-o", out, "--no-pdf", "--data", str(data)]
    assert run(["publish", "2021", *options]) == 0, capsys.readouterr().err
    (bundle,) = (data.parent / "later").glob("*.zip")
    later = {name: text.decode("utf-8", "replace") for name, text in read_bundle(bundle).items()}
    sites = [{name for name in one if name.startswith("site/2020/")} for one in (first, later)]
    assert sites[0] - sites[1] == set()
    page = later["site/2020/period.html"]
    assert SAID in page
    assert "計画の期間を2022年度まで延ばしました" in re.sub("<[^>]*>", "", page)
    assert "site/2021/period.html" not in later
    assert run(["verify", str(bundle)]) == 0, capsys.readouterr().out


def extend(data, evaluations):
    """Go on for two years more: decided after the last year was published, and evaluated once."""
    plan = data / "plan.yaml"
    revision = (
        "revisions:\n  - {date: 2021-12-01, what: 期間を延ばす, why: 時間が要る, last_year: 2022}\n"
    )
    plan.write_text(plan.read_text("utf-8") + revision, "utf-8")
    for number, text in evaluations.items():
        path = data / f"evaluations/2021/{number}"
        path.parent.mkdir(exist_ok=True)
        later = text.replace("fiscal_year: 2020", "fiscal_year: 2021")
        path.write_text(later.replace("told: 2021-", "told: 2022-"), "utf-8")
