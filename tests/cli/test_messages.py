"""What people read: Japanese with a way out, on any console, in colour on a terminal only."""

import contextlib
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from taikou_cli.checks import check_folder

COMMANDS = [
    *("validate", "status", "show", "report", "publish", "verify", "diff", "history"),
    *("new", "form", "export", "fmt", "schema", "rule", "init", "demo"),
]
ENGLISH = re.compile(
    r"(?<!taikou )(?<!taikou)\b(?!taikou)[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}|Usage|Error|Options|Arguments|default|required"
)
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def break_plan(home):
    (home / "data/items/02.yaml").write_text("number: ～２\nnumbr: 3\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "what", "way_out"),
    [
        ("validate --fromat json", "「--fromat」", "--format"),
        ("--verison", "「--verison」", "--version"),
        ("report --format docx", "「--format」", "md、html"),
        ("validate --format", "「--format」", "--help"),
        ("validate --strict=1", "「--strict」", "--help"),
        ("status --date 昨日", "「--date」", "status --help"),
        ("status --year 昔", "「昔」", "令和7"),
        ("valdate", "「valdate」", "「validate」"),
        ("rule A B", "余分", "rule --help"),
        ("show", "「番号」", "show --help"),
        ("show 何か", "「何か」", "方針2"),
        ("show 99", "実施項目99", "1～5"),
        ("show 目標9", "目標9", "1～2"),
        ("rule TK999", "「TK999」", "taikou rule"),
        ("report -o data/items", "data/items", "-o"),
        ("report -o data/plan.yaml", "plan.yaml", "-o"),
        ("schema -o data/plan.yaml", "plan.json", "権限"),
        ("publish", "「年度」", "publish --help"),
        ("publish 昔", "「昔」", "令和7"),
        ("verify nothing.zip", "nothing.zip", "publish"),
        ("diff nosuch", "git", "git"),
        ("history 99", "git", "git"),
        ("export --format pdf -o out", "「--format」", "csv"),
        ("export -o out", "「--format」", "export --help"),
        ("fmt nosuch", "nosuch", "ファイル名"),
    ],
)
@pytest.mark.usefixtures("home")
def test_wrong_use_is_told_in_japanese_with_the_way_out(taikou, line, what, way_out):
    code, out, err = taikou(*line.split())
    message, hint = err.rstrip("\n").split("\n")
    assert (code, out) == (2, "")
    assert what in message.removeprefix("エラー: ")
    assert way_out in hint.removeprefix("直し方: ")
    assert JAPANESE.search(message)
    assert not ENGLISH.search(err)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_is_japanese_with_an_example(taikou, command):
    code, out, err = taikou(command, "--help")
    assert (code, err) == (0, "")
    assert f"例： taikou {command}" in out
    assert f"使い方: taikou {command}" in out
    assert not ENGLISH.search(out)
    for line in re.findall("│ --.*", out):
        assert JAPANESE.search(line)


def test_program_alone_shows_its_help_with_every_command(taikou):
    code, out, err = taikou()
    assert (code, taikou("--help").out.strip()) == (2, out.strip())
    assert "コマンドが指定されていません" in err
    assert "例： taikou" in out
    assert not ENGLISH.search(out)
    for command in COMMANDS:
        assert re.search(rf"│ {command} +{JAPANESE.pattern}", out)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("validate", "「numbr」は使えません"),
        ("status", "推進期間 2026年度（令和8年度）～2028年度"),
        ("show 1", "小さな市データ計画の取組項目"),
        ("show 99", "実施項目99はありません"),
        ("report --help", "例： taikou report"),
    ],
)
def test_windows_console_gets_its_own_encoding(home, process, line, words):
    break_plan(home)
    ended = process(*line.split(), PYTHONIOENCODING="cp932")
    text = (ended.stdout + ended.stderr).decode("cp932")
    assert words in text
    assert "?" not in text


@pytest.mark.parametrize("line", ["validate", "status --date 2027-06-01"])
@pytest.mark.usefixtures("home")
def test_locale_and_time_zone_change_no_byte(process, line):
    words = line.split()
    usual = process(*words, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    other = process(*words, PYTHONHASHSEED="7", TZ="America/Adak", LC_ALL="C")
    assert other.stdout == usual.stdout


@pytest.mark.parametrize(
    ("line", "code"), [("validate --format json", 1), ("status", 0), ("show 99", 2)]
)
def test_console_that_knows_no_japanese_breaks_nothing(home, process, line, code):
    break_plan(home)
    poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = process(*line.split(), **poor)
    assert ended.returncode == code
    assert b"Traceback" not in ended.stderr
    if "json" in line:
        assert json.loads(ended.stdout.decode("ascii"))["summary"]["errors"] > 0


def read_to_end(screen):
    chunks = []
    with contextlib.suppress(OSError):
        while chunk := os.read(screen, 65536):
            chunks.append(chunk)
    return b"".join(chunks).decode("utf-8")


@pytest.fixture
def terminal(process):
    """Run a command line on a terminal and give what it wrote there."""

    def call(*arguments, **environment):
        pty = pytest.importorskip("pty", reason="Windows に擬似端末はありません。")
        screen, keyboard = pty.openpty()
        with ThreadPoolExecutor() as pool:
            shown = pool.submit(read_to_end, screen)
            process(*arguments, stdout=keyboard, **environment)
            os.close(keyboard)
        os.close(screen)
        return shown.result()

    return call


@pytest.mark.parametrize("command", ["validate", "status"])
@pytest.mark.usefixtures("home")
def test_colour_is_for_terminals_whose_user_wants_it(terminal, process, command):
    coloured = re.compile(r"\x1b\[[0-9;]*3[0-9]m")
    assert coloured.search(terminal(command))
    assert not coloured.search(terminal(command, NO_COLOR="1"))
    assert "\x1b" not in terminal(command, TERM="dumb")
    assert b"\x1b" not in process(command).stdout


@pytest.mark.usefixtures("home")
def test_defect_of_the_program_is_told_without_a_traceback(taikou, monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError("boom")

    monkeypatch.setattr(check_folder, "check_folder", fail)
    code, out, err = taikou("validate")
    assert (code, out) == (2, "")
    assert re.search("不具合.*boom", err)
    assert "Traceback" not in err
    monkeypatch.setenv("TAIKOU_DEBUG", "1")
    with pytest.raises(RuntimeError, match="boom"):
        taikou("validate")


@pytest.mark.usefixtures("home")
def test_refusal_by_the_system_is_told_in_japanese(taikou, monkeypatch):
    def fail(*_args, **_options):
        raise PermissionError(13, "Permission denied", "data")

    monkeypatch.setattr(check_folder, "check_folder", fail)
    code, out, err = taikou("validate")
    assert (code, out) == (2, "")
    assert "権限がありません：data" in err
    assert not ENGLISH.search(err)


def complete(process, words, position):
    ended = process(_TAIKOU_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=position)
    return ended.stdout.decode("utf-8").split()


def test_shell_completes_commands_options_and_choices(process):
    assert set(complete(process, "taikou ", "1")) >= set(COMMANDS)
    assert complete(process, "taikou va", "1") == ["validate"]
    assert "--dry-run" in complete(process, "taikou report --d", "2")
    assert {"text", "json"} <= set(complete(process, "taikou validate --format ", "3"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("status --format json", 0),
        ("show 1", 0),
        ("show 2", 2),
        ("form status", 0),
        ("new year 2027", 0),
    ],
)
def test_output_that_lacks_a_file_names_it(home, taikou, line, code):
    break_plan(home)
    ended = taikou(*line.split())
    assert ended.code == code
    assert "data/items/02.yaml" in ended.err
    assert "taikou validate" in ended.err
    if "json" in line:
        assert json.loads(ended.out)["overall"]["items"] == 4


def test_form_is_not_sent_without_the_item_that_cannot_be_read(home, taikou):
    break_plan(home)
    ended = taikou("form", "export", "--year", "2026", "-o", "様式")
    assert (ended.code, ended.out) == (2, "")
    assert "data/items/02.yaml" in ended.err
    assert not (home / "様式").exists()
