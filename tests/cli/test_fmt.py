"""`taikou fmt`: what it writes, what it leaves, what it says."""

import os
from contextlib import suppress

import pytest

UNTIDY = """\
policy: 1
number: 2
title: 'オンライン'   # 名
data_plan: false
examples: []
"""
TIDY = """\
number: 2
policy: 1
title: オンライン # 名
data_plan: false
examples: []
"""


@pytest.fixture
def item(home):
    """An untidy item of a plan that is tidy but for it."""
    path = home / "data/items/02.yaml"
    path.write_bytes(UNTIDY.encode())
    return path


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def count_of(home):
    return len(list((home / "data").rglob("*.yaml")))


@pytest.mark.parametrize("line", ["fmt", "fmt --check", "fmt --dry-run"])
def test_plan_in_order_is_left_alone(home, taikou, line):
    before = files_in(home)
    ended = taikou(*line.split())
    assert ended == (0, f"{count_of(home)}件のファイルはすべて整っています。\n", "")
    assert files_in(home) == before


@pytest.mark.usefixtures("home")
def test_diff_of_a_plan_in_order_is_empty(taikou):
    assert taikou("fmt", "--diff") == (0, "", "")


def test_untidy_file_is_written_and_named(home, item, taikou):
    before = files_in(home)
    code, out, err = taikou("fmt")
    assert (code, err) == (0, "")
    assert out.startswith("整えました： data/items/02.yaml\n")
    assert files_in(home) == before | {item: TIDY.encode()}
    assert "すべて整っています" in taikou("fmt", "--check").out


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [("fmt --check", 1, "整っていません"), ("fmt --dry-run", 0, "整える予定です")],
)
def test_looking_names_the_file_and_writes_nothing(item, home, taikou, line, code, word):
    before = files_in(home)
    ended = taikou(*line.split(), item)
    assert (ended.code, ended.err) == (code, "")
    assert ended.out.startswith(f"{word}： data/items/02.yaml\n")
    assert files_in(home) == before


@pytest.mark.parametrize(("line", "code"), [("fmt --diff", 0), ("fmt --diff --check", 1)])
def test_diff_shows_the_lines_and_writes_nothing(home, item, taikou, line, code):
    before = files_in(home)
    ended = taikou(*line.split(), item.parent)
    assert ended == (
        code,
        "--- data/items/02.yaml\n"
        "+++ data/items/02.yaml\n"
        "@@ -1,5 +1,5 @@\n"
        "+number: 2\n"
        " policy: 1\n"
        "-number: 2\n"
        "-title: 'オンライン'   # 名\n"
        "+title: オンライン # 名\n"
        " data_plan: false\n"
        " examples: []\n",
        "",
    )
    assert files_in(home) == before


def test_diff_is_coloured_when_a_terminal_wants_it(item, taikou, monkeypatch):
    assert item.exists()
    assert "\x1b[" not in taikou("fmt", "--diff").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = taikou("fmt", "--diff").out
    assert "\x1b[32m\x1b[1m+number: 2\x1b[0m\n" in out
    assert "\n policy: 1\n" in out


def test_diff_is_coloured_on_a_terminal(item, process):
    assert item.exists()
    pty = pytest.importorskip("pty", reason="Windows に擬似端末はありません。")
    reader, writer = pty.openpty()
    process("fmt", "--diff", stdout=writer)
    os.close(writer)
    shown = b""
    with suppress(OSError):  # how Linux tells the end of a terminal
        while part := os.read(reader, 10_000):
            shown += part
    os.close(reader)
    assert b"\x1b[32m\x1b[1m+number: 2" in shown


def test_diff_shows_what_cannot_be_seen(item, taikou):
    item.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()[:-2])
    ended = taikou("fmt", "--diff")
    assert "-\\ufeffnumber: 2\\r\n" in ended.out
    assert "-examples: []\n\\ ファイルの末尾に改行がありません\n" in ended.out
    assert "途中で切れているおそれ" in ended.err
    taikou("fmt")
    assert item.read_text("utf-8") == TIDY


@pytest.mark.parametrize(
    "note",
    [
        "internal_note: '秘密の一行'\n",
        "internal_note: >\n  秘密の段落\n\n  秘密の続き\n",
        '"internal_note": "秘密の\n  折り返し"\n',
    ],
)
def test_diff_does_not_show_an_internal_note(home, taikou, note):
    path = home / "data/evaluations/2026/02.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{note}item: 2\nfiscal_year: 2026\nstage: drafting\n", encoding="utf-8")
    out = taikou("fmt", "--diff", path).out
    assert "（公表しない内容）" in out
    assert "秘密" not in out
    assert "+item: 2" in out or " item: 2" in out


@pytest.mark.parametrize(
    ("raw", "place", "what"),
    [
        (b"title: [\n", ":1:8", "括弧"),
        ("title: 文字".encode("cp932") * 9, ":1:8", "UTF-8"),
        (b"a: 1\na: 2\n", ":2:1", "重ねて"),
        (b"a: &x 1\n", ":1:4", "目印"),
        (b"", ":1:1", "内容がありません"),
        (b"- a\n", ":1:1", "並び"),
        (b"%TAG ! tag:x\n---\na: 1\n", ":1:1", "%"),
        (b"a: 1 # \x07\n", ":1:8", "制御文字"),
    ],
)
@pytest.mark.parametrize("line", ["fmt", "fmt --check", "fmt --diff", "fmt --dry-run"])
def test_file_with_a_fault_is_named_and_left_and_the_others_are_done(
    home, item, taikou, line, raw, place, what
):
    broken = home / "data/items/03.yaml"
    broken.write_bytes(raw)
    code, out, err = taikou(*line.split())
    assert code == 1
    assert err.startswith(f"エラー: data/items/03.yaml{place} ")
    assert what in err
    assert "\n直し方: " in err
    assert "data/items/02.yaml" in out
    assert broken.read_bytes() == raw
    assert item.read_bytes() == (TIDY if line == "fmt" else UNTIDY).encode()


def test_only_the_files_that_are_named_are_done(home, item, taikou):
    other = home / "data/items/01.yaml"
    other.write_bytes(other.read_bytes() + b"\n\n")
    before = files_in(home)
    assert taikou("fmt", "data/items/02.yaml", "data/items/02.yaml").code == 0
    assert files_in(home) == before | {item: TIDY.encode()}


def test_a_folder_means_the_files_of_the_plan_in_it(home, item, taikou):
    (home / "data/items/メモ.txt").write_text("x", encoding="utf-8")
    code, out, err = taikou("fmt", "data/items")
    assert (code, err) == (0, "")
    assert item.read_bytes() == TIDY.encode()
    assert "メモ" not in out


def test_files_are_done_from_any_folder_and_without_a_plan(tmp_path, monkeypatch, taikou):
    (tmp_path / "items").mkdir()
    path = tmp_path / "items/02.yaml"
    path.write_bytes(UNTIDY.encode())
    monkeypatch.chdir(tmp_path / "items")
    assert taikou("fmt", "02.yaml").code == 0
    assert path.read_bytes() == TIDY.encode()


def test_file_that_is_not_of_a_plan_is_left(home, taikou):
    path = home / "data/memo.yaml"
    path.write_bytes(b"b:   1\n")
    code, _, err = taikou("fmt", path)
    assert code == 1
    assert "計画のデータのファイルではありません" in err
    assert path.read_bytes() == b"b:   1\n"


def test_link_is_left(home, item, taikou):
    link = home / "data/items/99.yaml"
    link.symlink_to(item)
    code, _, err = taikou("fmt", link)
    assert code == 1
    assert "リンク" in err
    assert item.read_bytes() == UNTIDY.encode()


def test_missing_file_is_wrong_use_and_nothing_is_written(item, taikou):
    code, out, err = taikou("fmt", item, "data/items/99.yaml")
    assert (code, out) == (2, "")
    assert "data/items/99.yaml" in err
    assert item.read_bytes() == UNTIDY.encode()


def test_help_is_japanese_with_an_example(taikou):
    code, out, _ = taikou("fmt", "--help")
    assert code == 0
    assert "例： taikou fmt --diff" in out
    assert "ファイル" in out


def test_rights_and_marks_of_a_file_are_kept(item, taikou):
    """A file that takes another's place would lose the list of who may read it, and its marks."""
    item.chmod(0o640)
    try:
        os.setxattr(item, "user.mark", "確認済".encode())
    except (AttributeError, OSError):
        pytest.skip("この場所のファイルには、拡張属性を付けられません。")
    assert taikou("fmt").code == 0
    assert item.read_text("utf-8") == TIDY
    assert os.getxattr(item, "user.mark").decode() == "確認済"
    assert item.stat().st_mode & 0o777 == 0o640


def test_other_name_of_a_file_keeps_the_old_content_and_is_told(home, item, taikou):
    other = home / "控え.yaml"
    other.hardlink_to(item)
    assert "ハードリンク" not in taikou("fmt", "--check").err
    ended = taikou("fmt")
    assert (ended.code, item.read_text("utf-8")) == (0, TIDY)
    assert "data/items/02.yaml には別の名前（ハードリンク）もあります" in ended.err
    assert other.read_text("utf-8") == UNTIDY
    assert "ハードリンク" not in taikou("fmt").err
