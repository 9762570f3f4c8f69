"""Drafts that say what is missing by when; whatever a plan is called, no header comes of it."""

import email
import email.policy
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.cli.main import run

DEMO = Path(__file__).parents[2] / "examples/demo/data"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(DEMO, tmp_path / "data"))


def remind(data, name="out", *more):
    out = data.parent / name
    assert run(["remind", "--year", "2025", "-o", str(out), "--data", str(data), *more]) == 0
    return {path.name: path.read_bytes() for path in out.iterdir()}


def read_mail(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def unfold(calendar):
    text = calendar.decode("utf-8")
    assert text.replace("\r\n", "").count("\n") == text.replace("\r\n", "").count("\r") == 0
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert max(len(line.encode("utf-8")) for line in lines) <= 75
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_division_is_told_what_is_missing_by_when_with_its_form(data):
    files = remind(data)
    text = files["2025年度評価_財政課.txt"].decode("utf-8")
    assert "架空のデータ" in text
    assert "■「自己評価済」まで（期限　2026年5月29日）" in text
    assert "実施項目26　" in text
    assert "　・KPI「年度の終わりから連結財務書類の公表までの日数」の実績値か未確定の理由" in text
    assert "実施項目27" not in text  # it is pending
    assert "2025年度評価_税務課.txt" not in files  # nothing is missing of it
    mail = read_mail(files["2025年度評価_財政課.eml"])
    body, form = mail.iter_parts()
    assert body.get_content().split() == text.split()
    assert form.get_filename() == "2025年度評価_財政課.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(form.get_payload(decode=True)))
    assert [name for name in book.sheetnames if name.startswith("項目")] == ["項目26", "項目28"]
    assert (mail["To"], mail["X-Unsent"]) == (None, "1")


def test_passed_deadline_is_told_as_of_a_day_only(data):
    text = remind(data, "late", "--date", "2026-05-30")["2025年度評価_財政課.txt"].decode()
    assert "2026年5月29日。期限を過ぎています" in text
    in_time = remind(data, "in_time", "--date", "2026-05-29")
    assert "過ぎています" not in in_time["2025年度評価_財政課.txt"].decode()


def test_calendar_holds_every_deadline_as_a_whole_day(data):
    lines = unfold(remind(data)["2025年度評価_期限.ics"])
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    days = [line.partition(":")[2] for line in lines if line.startswith("DTSTART")]
    assert days == ["20260529", "20260630", "20260731", "20260911", "20261030", "20261130"]
    assert len({line for line in lines if line.startswith("UID:")}) == 6


def test_same_plan_makes_the_same_bytes(data):
    assert remind(data, "one") == remind(data, "two")


def test_response_to_an_opinion_is_asked_for(data):
    path = data / "evaluations/2025/27.yaml"
    other = data / "evaluations/2025/29.yaml"
    assert path.exists()
    text = other.read_text("utf-8")
    assert "opinions: []\n" in text or "opinions" not in text
    given = "opinions:\n  - meeting: 第1回\n    opinion: 期限を示してほしい。\n"
    other.write_text(text.replace("opinions: []\n", "") + given, "utf-8")
    text = remind(data)["2025年度評価_税務課.txt"].decode("utf-8")
    assert "■「推進会議（決定）」まで（期限　2026年10月30日）" in text
    assert "　・意見への対応" in text


def test_plan_without_deadlines_has_no_calendar(data, capsys):
    plan = data / "plan.yaml"
    text = plan.read_text("utf-8")
    start, end = text.index("  - fiscal_year: 2025\n    deadlines:"), text.index("publication:\n")
    plan.write_text(text[:start] + text[end:], "utf-8")
    files = remind(data)
    assert not any(name.endswith(".ics") for name in files)
    assert "（期限" not in files["2025年度評価_財政課.txt"].decode("utf-8")
    assert "calendar" in capsys.readouterr().out


def test_hostile_names_become_no_header_and_no_event(data):
    hostile = "財政課\r\nBcc: a@example.jp\nEND:VEVENT\nATTENDEE:x;y,z\\"
    for name in ("organization.yaml", "plan.yaml"):
        path = data / name
        text = path.read_text("utf-8")
        text = text.replace("name: 財政課\n", f"name: {json.dumps(hostile)}\n")
        text = text.replace("title: 青嶺県行財政改革プラン2022", f"title: {json.dumps(hostile)}")
        text = text.replace("name: 自己評価済\n", f"name: {json.dumps(hostile)}\n")
        path.write_text(text, "utf-8")
    files = remind(data)
    (mail,) = (read_mail(raw) for name, raw in files.items() if "財政課" in name and ".eml" in name)
    assert sorted(mail.keys()) == ["Content-Type", "MIME-Version", "Subject", "X-Unsent"]
    assert len(list(mail.iter_parts())) == 2
    (name,) = (name for name in files if name.endswith(".ics"))
    lines = unfold(files[name])
    assert sum(line == "END:VEVENT" for line in lines) == 6
    assert not [line for line in lines if line.startswith(("ATTENDEE", "Bcc"))]
    assert any("ATTENDEE:x\\;y\\,z\\\\" in line for line in lines if line.startswith("SUMMARY"))


def test_year_that_is_not_begun_is_told_with_the_way_out(data, capsys):
    (data / "evaluations/2025/26.yaml").unlink()
    out = data.parent / "out"
    assert run(["remind", "--year", "2025", "-o", str(out), "--data", str(data)]) == 2
    assert "taikou new year 2025" in capsys.readouterr().err
    assert not out.exists()
