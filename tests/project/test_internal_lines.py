"""The lines of an internal note, in files as they are, also in those that cannot be read."""

import pytest

from taikou_cli.project.internal_lines import find_internal_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("item: 1\ninternal_note: 秘\nstage: a\n", {2}),
        ("internal_note: |\n  秘\n\n  密\nitem: 1\n", {1, 2, 3, 4}),
        ('"internal_note": "秘\n密"\nitem: 1\n', {1, 2}),
        ("{item: 1, internal_note: 秘}\n", {1, 2}),
        ("internal_note: '秘\n# 注\n", {1, 2, 3}),
        ("? internal_note\n: 秘\n", {1, 2, 3}),
        ("item: 1\n", set()),
    ],
)
def test_note_reaches_from_its_key_to_the_next(text, lines):
    assert find_internal_lines(text) == lines
