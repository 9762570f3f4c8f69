"""Whatever stands in a text of the plan stays a text, in everything that is made of the plan."""

import re

import pytest

from taikou_cli.base.japanese_text import CONTROL_CHARACTER, join_lines, reveal_controls

from .corpus import CLASSES, CONTROLS
from .hostile_plan import MARKED, MARKER, list_places
from .readers import READERS, squeeze

# Texts are cut, or broken by characters of no width: only their markers are looked for.
_CUT = ("pdf",)
_SCRIPTS = (
    *("site", "charts", "search", "compare", "furigana"),
    *("languages", "translate", "language-en", "language-easy"),
)
_NOT_OURS = ("style.css", *(f"assets/{one}.js" for one in _SCRIPTS))
# The record of a publication, which is only compared.
_RECORD = ("Publication", "Edition", "SourceFile")
# At the beginning of a line an order to GitHub, in any place one to its older versions or Azure.
_ORDER = re.compile(r"^\s*::|##\[|##vso\[", re.MULTILINE)


def _of_records(places):
    return (place for place in places if place[0] in _RECORD)


def _kind_of(name):
    return name.rpartition(".")[2]


def _read(files):
    return {
        name: READERS[_kind_of(name)](content)
        for name, content in files.items()
        if _kind_of(name) in READERS and not name.endswith(_NOT_OURS)
    }


@pytest.fixture(scope="session")
def plainly_seen(plain):
    return _read(plain.files)


@pytest.fixture(scope="session")
def seen(hostile):
    return _read(hostile.files)


def test_every_field_of_the_models_holds_a_text(plain):
    assert set(plain.places) == list_places()
    assert len(list_places()) >= 95
    assert sum(map(len, CLASSES)) + len(CONTROLS) >= 140


def test_nearly_every_text_is_shown_somewhere(plain, plainly_seen):
    shown = set(MARKED.findall("".join(one.text for one in plainly_seen.values())))
    hidden = {
        place
        for place, numbers in plain.places.items()
        if not shown & {MARKER.format(number) for number in numbers}
    }
    assert hidden == {
        ("Evaluation", "internal_note"),
        ("FixedTerm", "term"),
        ("FixedTerm", "wrong"),
        ("IndicatorResult", "target"),
        ("MovedBack", "why"),
        *(set(_of_records(plain.places)) - {("Edition", "why")}),
    }


def test_hostile_texts_change_no_structure(seen, plainly_seen):
    for name, one in seen.items():
        assert one.structure == _same(name, plainly_seen), name


def _same(name, plainly_seen):
    """Give the structure of the plain output; the forms' names hold the name of a division."""
    if name in plainly_seen:
        return plainly_seen[name].structure
    return next(one.structure for other, one in plainly_seen.items() if "言葉" in other)


def test_hostile_texts_are_shown_as_they_are(hostile, seen, plainly_seen):
    for name, one in seen.items():
        markers = set(MARKED.findall(one.text))
        if name in plainly_seen:
            assert markers == set(MARKED.findall(plainly_seen[name].text)), name
        if _kind_of(name) not in _CUT:
            for marker in markers:
                assert _is_whole(hostile.texts[int(marker[2:])], one.text), (name, marker)


def _is_whole(text, shown):
    """Tell whether a text is shown: with its control characters spelt out or, in Excel, gone.

    JSON keeps them, in its own spelling.
    """
    forms = (reveal_controls(join_lines(text)), text, CONTROL_CHARACTER.sub("", text))
    return any(squeeze(form) in shown for form in forms)


def test_files_for_people_hold_no_control_characters(hostile):
    for name, content in hostile.files.items():
        if _kind_of(name) in ("html", "md", "csv", "xml", "js", "CODEOWNERS"):
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            assert not CONTROL_CHARACTER.search(text), name


def test_internal_notes_are_nowhere(hostile):
    outputs = [*hostile.files.values(), *(text.encode() for text in hostile.printed.values())]
    for number in hostile.places["Evaluation", "internal_note"]:
        assert not [one for one in outputs if MARKER.format(number).encode() in one]


def test_nothing_printed_moves_the_cursor_or_gives_orders(hostile):
    for name, text in hostile.printed.items():
        assert not CONTROL_CHARACTER.search(text), name
        assert not _ORDER.search(text), name


def test_printed_markdown_stays_a_table(hostile, plain):
    hostile_rows, rows = (
        READERS["md"](one.printed["diff.markdown"].encode()).structure for one in (hostile, plain)
    )
    # Words that GitHub would make links of are written as code, which is what keeps them harmless.
    del hostile_rows["code_inline"], rows["code_inline"]
    assert hostile_rows == rows


def test_printed_json_keeps_its_shape(hostile, plain):
    for name in ("status.json", "diff.json"):
        shape = READERS["json"](hostile.printed[name]).structure
        assert shape == READERS["json"](plain.printed[name]).structure, name


def test_nothing_is_written_outside_of_the_output_folder(hostile):
    assert hostile.others == []


def test_names_of_files_hold_nothing_that_leads_elsewhere(hostile):
    for name in hostile.files:
        for part in name.split("/"):
            assert not re.search(r'[<>:"\\|?*\x00-\x1f]|^\.|[ .]$', part), name
            assert not CONTROL_CHARACTER.search(part), name
            assert len(part) <= 120
