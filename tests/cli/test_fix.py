"""`validate --fix`: what is safe is corrected and said; `--diff` only shows it."""

import shutil

I2 = "data/items/02.yaml"


def spoil(home):
    path = home / I2
    text = path.read_text("utf-8").replace("number: 2\n", "number: ２\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path.read_bytes()


def test_safe_mistakes_are_corrected_said_and_then_no_longer_found(home, taikou):
    original = (home / I2).read_bytes()
    spoil(home)
    assert taikou("validate").code == 1
    ended = taikou("validate", "--fix")
    assert ended.code == 0
    assert (home / I2).read_bytes() == original
    assert ended.err.count("直しました") >= 2
    assert "直しました" not in ended.out


def test_preview_shows_the_lines_and_writes_nothing(home, taikou):
    spoiled = spoil(home)
    ended = taikou("validate", "--fix", "--diff")
    assert ended.code == 1
    assert "+number: 2" in ended.err
    assert (home / I2).read_bytes() == spoiled


def test_what_is_not_safe_stays_as_it_is(home, taikou):
    shutil.copy(home / "data/items/03.yaml", home / I2)
    before = {path: path.read_bytes() for path in (home / "data").rglob("*.yaml")}
    assert taikou("validate", "--fix").code == 1
    assert {path: path.read_bytes() for path in (home / "data").rglob("*.yaml")} == before


def test_preview_of_a_file_that_cannot_be_read_shows_no_internal_note(home, taikou):
    path = home / "data/evaluations/2026/02.yaml"
    text = path.read_text("utf-8").replace("grade: A", "grade: 'A")
    path.write_bytes(f"{text}internal_note: 秘密\n".replace("\n", "\r\n").encode())
    ended = taikou("validate", "--diff")
    assert ended.code == 1
    assert "+item: 2" in ended.err
    assert "+（公表しない内容）" in ended.err
    assert "秘密" not in ended.err + ended.out
    assert "不具合" not in ended.err
