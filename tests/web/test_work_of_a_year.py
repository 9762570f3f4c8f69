"""The work of a year in a browser: forms out and in, records, reports."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from taikou_cli.base.japan_day import today
from taikou_cli.cli.main import run

from .conftest import SMALL, Got, Visitor, fill, read_form

Visit = Callable[..., Visitor]
FILE = "evaluations/2026/02.yaml"
PAGE = "/evaluations/2026/2"


def fill_in(content: bytes, **values: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, value in values.items():
        sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def download(visitor: Visitor) -> dict[str, bytes]:
    got = visitor.get("/year/forms?year=2026&for=division")
    assert got.status == 200
    with zipfile.ZipFile(io.BytesIO(got.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def send(visitor: Visitor, **files: bytes) -> Got:
    return visitor.post(
        "/year/returns", {"year": "2026"}, files={f"{k}.xlsx": v for k, v in files.items()}
    )


def address_of(got: Got) -> str:
    return got.text.partition('action="/year/returns/')[2].partition('"')[0]


def test_forms_are_those_of_the_command(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    run(
        [
            "form",
            "export",
            "--year",
            "2026",
            "-o",
            str(tmp_path / "out"),
            "--data",
            str(visitor.folder),
        ]
    )
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert download(visitor) == written


def test_returned_form_is_shown_first_and_then_taken_in_as_the_command_does(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    (form,) = download(visitor).values()
    filled = fill_in(form, tk_02_kpis_kpi_2_actual=12, tk_03_self_evaluation_issues="直した。")
    before = (visitor.folder / FILE).read_bytes()
    got = send(visitor, 返送=filled)
    assert got.status == 200
    assert "実績値： 11 → 12" in got.words
    assert (visitor.folder / FILE).read_bytes() == before
    taken = visitor.post(
        f"/year/returns/{address_of(got)}", read_form(got.text, f"/year/returns/{address_of(got)}")
    )
    assert taken.status == 303, taken.words
    (tmp_path / "other").mkdir()
    subprocess.run(["cp", "-r", SMALL, tmp_path / "other/data"], check=True)
    (tmp_path / "返送.xlsx").write_bytes(filled)
    assert (
        run(["form", "import", str(tmp_path / "返送.xlsx"), "--data", str(tmp_path / "other/data")])
        == 0
    )
    for path in sorted((tmp_path / "other/data").rglob("*.yaml")):
        name = path.relative_to(tmp_path / "other/data")
        assert (visitor.folder / name).read_bytes() == path.read_bytes(), name
    assert "返っていない" in visitor.get("/year?year=2026").words


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_file_that_is_no_form_is_refused_in_words(visit: Visit, content: bytes) -> None:
    got = send(visit(), **{"<b>x</b>": content})
    assert got.status == 200
    assert "取り込めません" in got.words
    assert "<b>x" not in got.text


def test_a_bomb_among_the_uploads_is_refused_by_the_guarded_reader(visit: Visit) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x" * 60_000_000)
    got = send(visit(), bomb=stream.getvalue())
    assert got.status == 200
    assert "取り込めません" in got.words


def test_what_was_uploaded_waits_while_others_save(visit: Visit) -> None:
    visitor = visit()
    (form,) = download(visitor).values()
    got = send(visitor, a=fill_in(form, tk_02_kpis_kpi_2_actual=12))
    for _ in range(20):
        visitor.post(PAGE, visitor.open_form(PAGE))
    address = f"/year/returns/{address_of(got)}"
    assert visitor.post(address, read_form(got.text, address)).status == 303
    assert "actual: 12" in (visitor.folder / FILE).read_text("utf-8")


def test_upload_without_a_file_says_what_to_do(visit: Visit) -> None:
    got = visit().post("/year/returns", {"year": "2026"}, files={})
    assert got.status == 409
    assert "選んでください" in got.words


def test_files_of_the_next_year_are_made_once(visit: Visit) -> None:
    visitor = visit()
    assert visitor.post("/year/begin", {"year": "2027"}).status == 303
    made = sorted((visitor.folder / "evaluations/2027").iterdir())
    assert len(made) > 3
    assert visitor.get("/evaluations/2027/2").status == 200
    assert visitor.post("/year/begin", {"year": "1999"}).status == 404


def git(visitor: Visitor, *arguments: str) -> str:
    command = [
        "git",
        "-C",
        str(visitor.folder),
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.jp",
    ]
    done = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def recorded(visit: Visit) -> Visitor:
    visitor = visit()
    git(visitor, "init", "-q")
    git(visitor, "add", ".")
    git(visitor, "commit", "-qm", "最初")
    return visitor


def test_a_change_is_recorded_with_who_and_why_and_taken_back(recorded: Visitor) -> None:
    before = (recorded.folder / FILE).read_bytes()
    recorded.post(PAGE, fill(recorded.open_form(PAGE), kpis__kpi_2__actual="12"))
    assert "実績値： 11 → 12" in recorded.get("/changes").words
    lines = recorded.get("/changes").words.partition("ファイルの行で見る ")[2]
    assert lines.startswith(f"■ {FILE} … status")
    assert "- actual: 11 + actual: 12" in lines
    assert "変更を見て、記録する" in recorded.get("/").words
    (recorded.folder.parent / "ほか.txt").write_text("記録しない")
    got = recorded.post(
        "/changes/record", {"who": "行革 <b>花子</b>\n", "why": "速報値に直した\n-x"}
    )
    assert got.status == 303, got.words
    assert git(recorded, "log", "-1", "--format=%an|%s") == "行革 b花子/b|速報値に直した -x\n"
    assert "ほか" not in git(recorded, "show", "--name-only", "--format=")
    assert "変わったところはありません" in recorded.get("/changes").words
    assert "速報値に直した" in recorded.get("/items/2/history").words
    name = git(recorded, "rev-parse", "HEAD").strip()
    undone = recorded.post("/changes/undo", {"commit": name, "who": "花子"})
    assert undone.status == 303, undone.words
    assert (recorded.folder / FILE).read_bytes() == before
    assert git(recorded, "log", "-1", "--format=%s") == "取り消し：速報値に直した -x\n"


def test_what_was_changed_again_is_not_taken_back(recorded: Visitor) -> None:
    for actual, why in (("12", "一"), ("13", "二")):
        recorded.post(PAGE, fill(recorded.open_form(PAGE), kpis__kpi_2__actual=actual))
        assert recorded.post("/changes/record", {"who": "花子", "why": why}).status == 303
    name = git(recorded, "rev-parse", "HEAD~1").strip()
    got = recorded.post("/changes/undo", {"commit": name, "who": "花子"})
    assert got.status == 409
    assert "何も変えていません" in got.words
    assert "actual: 13" in (recorded.folder / FILE).read_text("utf-8")
    assert git(recorded, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"who": "", "why": "x"}, 409),
        ({"who": "x", "why": " "}, 409),
        ({"who": "x", "why": "変わっていない"}, 409),
    ],
)
def test_a_record_needs_who_why_and_a_change(recorded: Visitor, fields: dict, status: int) -> None:
    assert recorded.post("/changes/record", fields).status == status
    assert git(recorded, "log", "--format=%s") == "最初\n"


@pytest.mark.parametrize("name", ["HEAD", "--all", "-h", "0" * 40, ""])
def test_only_what_the_page_shows_can_be_taken_back(recorded: Visitor, name: str) -> None:
    assert recorded.post("/changes/undo", {"commit": name, "who": "x"}).status == 404


def test_a_plan_without_git_works_but_for_its_records(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    visitor = visit()
    for path in (
        "/",
        "/plan",
        "/items/2",
        "/items/2/history",
        PAGE,
        "/year",
        "/preview",
        "/changes",
    ):
        assert visitor.get(path).status == 200
    assert visitor.post(PAGE, fill(visitor.open_form(PAGE), kpis__kpi_2__actual="12")).status == 303
    assert "記録するようになっていません" in visitor.get("/changes").words


def test_report_is_shown_where_it_can_do_no_harm(visit: Visit) -> None:
    visitor = visit()
    sent = visitor.get("/preview-make?kind=annual&year=2026&format=html")
    assert sent.status == 303
    got = visitor.get(sent.headers["location"], [("host", visitor.headers[0][1])])
    assert got.status == 200
    policy = got.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy
    assert "実施項目" in got.text
    other = sent.headers["location"].replace("annual", "../../data/plan")
    assert visitor.get(other).status == 404
    guessed = visitor.get("/preview/guess/annual-2026.html", [("host", visitor.headers[0][1])])
    assert guessed.status == 403


def test_website_and_its_style_are_shown_without_the_cookie(visit: Visit) -> None:
    visitor = visit()
    top = visitor.get("/preview-make?kind=site&year=2026").headers["location"].rpartition("/")[0]
    host = [("host", visitor.headers[0][1])]
    for name in ("index.html", "2026/items.html", "2026/assets/style.css", "2026/assets/site.js"):
        assert visitor.get(f"{top}/{name}", host).status == 200
    assert not (visitor.folder.parent / "site").exists()


def test_pdf_is_given_to_be_saved(visit: Visit) -> None:
    pytest.importorskip("typst")
    got = visit().get("/preview-make?kind=annual&year=2026&format=pdf")
    assert got.status == 200
    assert got.body.startswith(b"%PDF")
    assert "attachment" in got.headers["content-disposition"]


def test_papers_of_a_body_are_made_as_the_command_makes_them(visit: Visit) -> None:
    pytest.importorskip("docx")
    visitor = visit()
    (body, *_) = visitor.session.view().project.organization.content.bodies
    assert f"{body.name}の資料" in visitor.get("/preview").words
    made = visitor.get(f"/preview-make?kind=body~{body.id}&year=2026&format=html")
    assert made.status == 303
    shown = visitor.get(made.headers["location"], [("host", visitor.headers[0][1])]).text
    assert "この会議で決めること" in shown
    word = visitor.get(f"/preview-make?kind=body~{body.id}&year=2026&format=docx")
    assert (word.status, word.body[:2]) == (200, b"PK")
    assert f"body-{body.id}-2026.docx" in word.headers["content-disposition"]
    assert visitor.get("/preview-make?kind=body~nobody&year=2026").status == 404


STAGE = {"year": "2026", "stage": "decided", "items": "2", "day": "令和9年8月20日"}


def test_stage_is_shown_first_and_then_moved_as_the_command_does(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    before = (visitor.folder / FILE).read_bytes()
    got = visitor.post("/year/stages", STAGE)
    assert got.status == 200, got.words
    assert "実施項目2：" in got.words
    assert (visitor.folder / FILE).read_bytes() == before
    form = read_form(got.text, "/year/stages/move")
    moved = visitor.post("/year/stages/move", form)
    assert moved.status == 303, moved.words
    other = tmp_path / "other"
    subprocess.run(["cp", "-r", SMALL, other], check=True)
    line = "advance decided --year 2026 --item 2 --date 2027-08-20"
    assert run([*line.split(), "--data", str(other)]) == 0
    assert (visitor.folder / FILE).read_bytes() == (other / FILE).read_bytes()
    assert (visitor.folder / FILE).read_bytes() != before


def test_numbers_and_days_may_be_written_in_full_width(visit: Visit) -> None:
    visitor = visit()
    wide = visitor.post("/year/stages", STAGE | {"items": "２", "day": "令和９年８月２０日"})
    assert wide.status == 200, wide.words
    assert "実施項目2：" in wide.words
    form = read_form(wide.text, "/year/stages/move")
    assert visitor.post("/year/stages/move", form).status == 303
    assert "decided: 2027-08-20" in (visitor.folder / FILE).read_text("utf-8")


def test_stage_moves_back_with_a_reason_only(visit: Visit) -> None:
    visitor = visit()
    back = {"year": "2026", "stage": "self_evaluated", "items": "1", "direction": "back"}
    assert visitor.post("/year/stages", back).status == 409
    got = visitor.post("/year/stages", back | {"why": "数字の誤り"})
    assert "戻す項目" in got.words
    form = read_form(got.text, "/year/stages/move")
    assert visitor.post("/year/stages/move", form).status == 303
    text = (visitor.folder / "evaluations/2026/01.yaml").read_text("utf-8")
    assert "stage: self_evaluated" in text
    assert "数字の誤り" in text


def test_what_an_item_lacks_holds_it_up_and_is_named(visit: Visit) -> None:
    visitor = visit()
    path = visitor.folder / FILE
    path.write_text(
        path.read_text("utf-8").replace("  factors: 早くから関係課と話し合った。\n", ""), "utf-8"
    )
    text = path.read_text("utf-8").replace("stage: self_evaluated", "stage: drafting", 1)
    path.write_text(text.replace("dates:\n  self_evaluated: 2027-05-20\n", ""), "utf-8")
    got = visitor.post("/year/stages", STAGE | {"stage": "self_evaluated"})
    assert got.status == 200, got.words
    assert "進められない項目" in got.words
    assert visitor.post("/year/stages", STAGE | {"day": "いつか"}).status == 409


def test_reminders_are_those_of_the_command(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    path = visitor.folder / FILE
    path.write_text(
        path.read_text("utf-8").replace("  factors: 早くから関係課と話し合った。\n", ""), "utf-8"
    )
    with zipfile.ZipFile(io.BytesIO(visitor.get("/year/reminders?year=2026").body)) as archive:
        given = {name: archive.read(name) for name in archive.namelist()}
    line = ["remind", "--year", "2026", "-o", str(tmp_path / "out"), "--data", str(visitor.folder)]
    assert run([*line, "--date", today().isoformat()]) == 0
    assert given == {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    assert any(name.endswith(".txt") for name in given)
