"""What happens seldom: interruption, a reader that goes away, names and plans nobody expects."""

import os
import shutil
import subprocess
import sys
from types import ModuleType

import pytest

from taikou_cli import __main__
from taikou_cli.checks import check_folder
from taikou_cli.cli.main import app


@pytest.mark.usefixtures("home")
def test_interruption_says_so_and_ends_with_2(taikou, monkeypatch):
    def interrupt(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(check_folder, "check_folder", interrupt)
    ended = taikou("validate")
    assert ended.code == 2
    assert "中断しました。" in ended.err


def test_interruption_while_the_program_loads_is_no_traceback_either(monkeypatch, capsys):
    class Loading(ModuleType):
        def __getattr__(self, name):
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "taikou_cli.cli.main", Loading("taikou_cli.cli.main"))
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert (ended.value.code, capsys.readouterr().err) == (2, "中断しました。\n")


@pytest.mark.parametrize(
    "line", [["--help"], *([info.name, "--help"] for info in app.registered_commands)], ids=" ".join
)
def test_help_is_never_cut_off(process, line):
    assert "…" not in process(*line).stdout.decode()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("line", ["status", "validate", "show 1", "rule --all", "--help"])
def test_reader_that_goes_away_does_not_change_the_exit_code(process, line):
    reader, writer = os.pipe()
    os.close(reader)
    ended = process(*line.split(), stdout=writer)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, b"")


STREAMS = ("<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-")


@pytest.mark.skipif(os.name == "nt", reason="Windows のシェルは、流れを閉じられません。")
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("closed", STREAMS)
@pytest.mark.parametrize(
    ("line", "code"),
    [("status", 0), ("validate --format json", 0), ("--help", 0), ("show 99", 2), ("nosuch", 2)],
)
def test_closed_stream_changes_neither_the_exit_code_nor_the_others(process, line, code, closed):
    usual = process(*line.split())
    ended = run_with(closed, *line.split())
    assert ended.returncode == code == usual.returncode
    assert ended.stdout == (b"" if ">&-" in closed.replace("2>&-", "") else usual.stdout)
    assert ended.stderr == (b"" if "2>&-" in closed else usual.stderr)


def run_with(closed, *arguments):
    command = f'exec "$@" {closed}'
    called = ["sh", "-c", command, "sh", sys.executable, "-m", "taikou_cli", *arguments]
    return subprocess.run(called, capture_output=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="Windows のシェルは、流れを閉じられません。")
def test_nothing_is_printed_into_a_file_that_took_the_place_of_a_closed_stream(home, tmp_path):
    kept = shutil.copytree(home, tmp_path / "kept")
    for folder, closed in ((home, STREAMS[-1]), (kept, "")):
        for line in ("new year 2027", "fmt"):
            assert run_with(closed, *line.split(), "--data", f"{folder}/data").returncode == 0
    for path in home.rglob("*.yaml"):
        assert path.read_bytes() == (kept / path.relative_to(home)).read_bytes()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("columns", ["0", "", "1", "-5", "²", "99999999999"])
@pytest.mark.parametrize("line", ["status", "show 1", "--help"])
def test_number_of_columns_that_no_console_has_is_passed_over(process, line, columns):
    """`COLUMNS=0`, which some terminals set, left nothing of the tables."""
    assert process(*line.split(), COLUMNS=columns).stdout == process(*line.split()).stdout


def test_line_break_in_a_file_name_begins_no_line_of_its_own(home, taikou):
    (home / "data/a\nエラー[TK999] 偽物.txt").write_text("x", encoding="utf-8")
    lines = taikou("validate").out.splitlines()
    assert [line for line in lines if line.startswith("エラー[TK999]")] == []


def test_report_writes_neither_format_where_one_cannot_be_written(home, taikou):
    (home / "out/plan.html").mkdir(parents=True)
    ended = taikou("report", "-o", "out")
    assert ended.code == 2
    assert not (home / "out/plan.md").exists()
    assert "フォルダー" in ended.err


def test_plan_without_items_is_not_called_complete(home, taikou):
    shutil.rmtree(home / "data/items")
    shutil.rmtree(home / "data/evaluations")
    assert "すべての実施項目に" not in taikou("status").out


def test_plan_without_a_data_plan_has_no_column_for_it(home, taikou):
    text = (home / "data/plan.yaml").read_text("utf-8")
    begin, end = text.index("data_plan:"), text.index("attitudes:")
    (home / "data/plan.yaml").write_text(text[:begin] + text[end:], "utf-8")
    for item in (home / "data/items").iterdir():
        item.write_text(
            item.read_text("utf-8").replace("data_plan: true", "data_plan: false"), "utf-8"
        )
    assert "★" not in taikou("status").out
    assert taikou("report", "-o", "out").code == 0
    assert "★" not in (home / "out/plan.md").read_text("utf-8")


@pytest.mark.usefixtures("home")
def test_plan_file_given_for_its_folder_is_answered_with_the_folder(taikou):
    assert "「--data data」" in taikou("status", "--data", "data/plan.yaml").err


@pytest.mark.usefixtures("home")
def test_console_that_knows_only_ascii_is_given_utf8(process):
    ended = process("status", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "小さな市の行革プラン" in ended.stdout.decode("utf-8")
