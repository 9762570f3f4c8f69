"""Files as offices save them: what is read, and what the user is told about the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taikou_cli.store.document_reading import read_document
from taikou_cli.store.text_decoding import decode_text

PLAIN = "title: 行財政改革\nnumber: 1\n"
UTF8 = PLAIN.encode()
HIRAGANA = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3093), min_size=2)


def told(faults):
    return [(fault.kind, fault.at.line, fault.at.column) for fault in faults]


def only_message(raw):
    text, [fault] = decode_text(raw)
    assert text is None
    assert fault.kind == "not-utf8"
    assert fault.hint
    return fault.message


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_plain_utf8_is_read_as_it_is_without_a_word(text):
    assert decode_text(f"{text}\n".encode()) == (f"{text}\n", [])


@given(st.binary())
def test_any_bytes_give_clean_text_or_one_reason(raw):
    text, faults = decode_text(raw)
    if text is None:
        assert len(faults) == 1
    else:
        assert "\r" not in text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xef\xbb\xbf" + UTF8, [("byte-order-mark", 1, 1)]),
        (b"\xef\xbb\xbf" * 2 + UTF8, [("byte-order-mark", 1, 1)]),
        (UTF8.replace(b"\n", b"\r\n"), [("carriage-return", 1, 13)]),
        (UTF8.replace(b"\n", b"\r"), [("carriage-return", 1, 13)]),
        (UTF8.replace(b"1\n", b"1\r\n"), [("carriage-return", 2, 10)]),
        (
            b"\xef\xbb\xbf" + UTF8.replace(b"\n", b"\r\n"),
            [("byte-order-mark", 1, 1), ("carriage-return", 1, 13)],
        ),
    ],
)
def test_marks_and_line_ends_of_windows_are_told_once_and_tolerated(raw, expected):
    text, faults = decode_text(raw)
    assert text == PLAIN
    assert told(faults) == expected


def test_missing_last_line_end_is_told_where_the_text_stops():
    text, faults = decode_text(UTF8.removesuffix(b"\n"))
    assert text == PLAIN.removesuffix("\n")
    assert told(faults) == [("final-newline-missing", 2, 10)]


def test_empty_file_is_no_matter_of_encoding():
    assert decode_text(b"") == ("", [])


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("utf-16", "UTF-16"),
    ],
)
@given(words=HIRAGANA)
def test_likely_encoding_is_named(codec, name, words):
    assert name in only_message(f"title: {words}\n".encode(codec))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_named_too(codec):
    assert "UTF-16" in only_message("title: plan\n".encode(codec))


@pytest.mark.parametrize(
    ("codec", "line", "column"), [("cp932", 2, 8), ("euc_jp", 2, 8), ("utf-16", 1, 1)]
)
def test_first_unreadable_place_is_shown(codec, line, column):
    _, [fault] = decode_text("number: 1\ntitle: 小さな市\n".encode(codec))
    assert (fault.at.line, fault.at.column) == (line, column)


@pytest.mark.parametrize("lost", [1, 2])
def test_cut_character_is_told_as_a_cut_file(lost):
    assert "切れています" in only_message("title: 小さな市".encode()[:-lost])


def test_foreign_bytes_amid_utf8_are_told_as_a_mixture():
    raw = UTF8 + "policy: 方針\n".encode("cp932")
    _, [fault] = decode_text(raw)
    assert "混ざっています" in fault.message
    assert (fault.at.line, fault.at.column) == (3, 9)


def test_nul_is_told_as_data_that_is_no_text():
    assert "NUL" in only_message(UTF8 + b"policy: \x00\n")


@pytest.mark.parametrize("control", ["\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff"])
def test_each_invisible_character_is_named_at_its_place(control):
    text, faults = decode_text(f"a: 行\r\nb: {control}行{control}\r\n".encode())
    assert text == f"a: 行\nb: {control}行{control}\n"
    assert told(faults)[1:] == [("control-character", 2, 4), ("control-character", 2, 6)]
    assert all(ascii(control)[1:-1] in fault.message for fault in faults[1:])
    assert all(fault.message.isprintable() for fault in faults)


def test_file_full_of_controls_is_told_often_enough_and_no_more():
    faults = read_document(b"\x01" * 200_000 + b"\n").faults
    assert [fault.kind for fault in faults].count("control-character") == 20


def test_euc_jp_is_named_even_where_its_first_kanji_could_be_utf8():
    _, faults = decode_text("title: 続く財政\n".encode("euc_jp"))
    assert "EUC-JP" in faults[0].message
