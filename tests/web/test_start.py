"""The first page: where the year stands, who is late, and the one thing to be done next."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from tests.interruption.commands import _decide

from .conftest import DEMO, Visitor
from .test_work_of_a_year import git

Visit = Callable[..., Visitor]


def advice(visitor: Visitor) -> str:
    return visitor.get("/").words.partition("次にすること ")[2].partition("。")[0]


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr("taikou_cli.web.pages.start.today", lambda: day)


def record(visitor: Visitor) -> None:
    git(visitor, "add", ".")
    git(visitor, "commit", "-qm", "記録")


def test_who_is_late_is_told_for_each_stage_with_the_way_to_each_item(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One division may be late with items at different stages, whose deadlines differ."""
    on(monkeypatch, date(2026, 11, 28))
    visitor = visit(DEMO)
    got = visitor.get("/")
    assert advice(visitor) == "期限に遅れている項目が32件あります"
    told = re.findall("<li><strong>行政経営改革課</strong>（(.*?)）：(.*?)</li>", got.text)
    numbers = {what: re.findall(r'href="/evaluations/2025/(\d+)"', where) for what, where in told}
    assert numbers == {
        "「自己評価済」の期限 2026-05-29": ["16"],
        "「部局等実施委員会」の期限 2026-06-30": ["8", "24", "25"],
        "「実施委員会」の期限 2026-07-31": ["14"],
    }


def test_a_late_item_whose_form_has_come_back_says_so(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    on(monkeypatch, date(2026, 11, 28))
    visitor = visit(DEMO)
    options = ["--data", str(visitor.folder)]
    line = ["form", "export", "--year", "2025", "--item", "16", "-o", str(tmp_path / "out")]
    assert run([*line, *options]) == 0
    assert run(["form", "import", str(tmp_path / "out"), *options]) == 0
    words = visitor.get("/").words
    assert "16 （様式は返っています）" in words
    assert words.count("様式は返っています") == 1


def test_findings_are_told_in_the_words_of_the_office(visit: Visit) -> None:
    words = visit(DEMO).get("/").words
    assert "「根拠資料」に資料の名称とURLを書いてください" in words
    assert "evidence" not in words


def test_next_thing_leads_through_the_year(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2027, 4, 1))
    visitor = visit()
    assert advice(visitor) == "まだ評価していない項目が2件あります"
    _decide(visitor.folder.parent)
    git(visitor, "init", "-q")
    record(visitor)
    options = ["--year", "2026", "--data", str(visitor.folder)]
    back = ["--item", "2", "--back", "--why", "確かめ直す"]
    assert run(["advance", "self_evaluated", *back, *options]) == 0
    record(visitor)
    assert advice(visitor) == "「自己評価済」の項目が1件あります"
    assert run(["advance", "decided", "--item", "2", "--date", "2027-08-20", *options]) == 0
    record(visitor)
    assert advice(visitor) == "2026年度の評価はそろっています"
    assert "公表する一式を作ってください" in visitor.get("/").words
    path = visitor.folder / "evaluations/2026/02.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("高齢の利用者", "若い利用者"), "utf-8")
    assert advice(visitor) == "記録していない変更があります"
    path.write_text(before, "utf-8")
    out = visitor.folder.parent / "out"
    line = ["publish", "2026", "--no-pdf", "-o", str(out), "--data", str(visitor.folder)]
    assert run(line) == 0
    record(visitor)
    assert advice(visitor) == "2026年度の評価は公表されています"
