"""A double click: the plan at hand is opened; where there is none, one can be made."""

import io
import shutil
from pathlib import Path

import pytest

from taikou_cli.cli import plain_start
from taikou_cli.cli.main import run

SMALL = Path(__file__).parents[1] / "plans/small"


@pytest.fixture
def served(monkeypatch):
    """Note what would be served, without serving it."""
    folders = []

    def note(arguments):
        if arguments[0] != "serve":
            return run(arguments)
        folders.append(Path(arguments[-1]))
        return 0

    monkeypatch.setattr(plain_start, "run", note)
    return folders


@pytest.fixture
def desk(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def answer(monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize("place", ["data", "計画/data"])
def test_plan_beside_the_program_is_opened(desk, served, place):
    shutil.copytree(SMALL, desk / place)
    assert plain_start.start(desk) == 0
    assert served == [desk / place]


def test_plan_of_the_folder_one_stands_in_comes_first(desk, served):
    shutil.copytree(SMALL, desk / "data")
    shutil.copytree(SMALL, Path.cwd() / "data")
    plain_start.start(desk)
    assert served == [Path.cwd() / "data"]


def test_among_several_plans_one_is_chosen(desk, served, monkeypatch, capsys):
    for name in ("第一次", "第二次"):
        shutil.copytree(SMALL, desk / name / "data")
    answer(monkeypatch, "２\n")
    plain_start.start(desk)
    assert served == [desk / "第二次/data"]
    assert "1  第一次" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "\n", "9\n", "x\n"])
def test_no_answer_makes_and_opens_nothing(desk, served, monkeypatch, text):
    answer(monkeypatch, text)
    assert plain_start.start(desk) == 0
    assert served == []
    assert list(desk.iterdir()) == []


def test_example_is_written_and_found_at_the_next_start(desk, served, monkeypatch):
    answer(monkeypatch, "1\n")
    assert plain_start.start(desk) == 0
    assert plain_start.start(desk) == 0
    assert served == [desk / "架空の例/data"] * 2


def test_new_plan_is_asked_for_and_opened(desk, served, monkeypatch):
    answer(monkeypatch, "2\n改革プラン\n海辺市\n令和8\n令和12\n")
    assert plain_start.start(desk) == 0
    assert served == [desk / "計画/data"]
    assert "海辺市" in (desk / "計画/data/plan.yaml").read_text("utf-8")


def test_window_stays_open_to_be_read_when_something_failed(desk, served, monkeypatch, capsys):
    (desk / "計画/data").mkdir(parents=True)
    (desk / "計画/data/plan.txt").write_text("", "utf-8")
    answer(monkeypatch, "2\n改革プラン\n海辺市\n令和12\n令和8\n\n")
    assert plain_start.start(desk) == 2
    assert served == []
    assert "Enter を押すと閉じます" in capsys.readouterr().out
