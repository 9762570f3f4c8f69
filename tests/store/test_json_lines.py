"""Lines in JSON are read as libyaml would read them, or left to it."""

import json

import pytest

from taikou_cli.store.document_reading import read_document
from taikou_cli.store.json_lines import hide_json
from taikou_cli.store.yaml_reading import read_yaml

LONG = json.dumps(
    {f"名{n}": {"a": n, "b": [str(n), None, True]} for n in range(100)}, ensure_ascii=False
)


@pytest.mark.parametrize(
    "text",
    [
        f"a:\n  b: {LONG}\n  c:\n    - {LONG}\n    - 文\n",
        f"a:\n  b: [{LONG}, {LONG}]\n",
        f'a:\n  b: {LONG}\n  c: {{"x": 1, "x": 2}}\n',
        f'a:\n  b: {LONG}\n  c: {{"x": 1.50}}\n',
        f'a:\n  b: {LONG}\n  c: {{"x": "\\u3042"}}\n',
        f'a:\n  b: {LONG}\n  c: {{"x": NaN}}\n',
        f'a:\n  b: {LONG}\n  c: {{"x": *y}}\n',
        f"a:\n  b: {LONG}\n  b: 1\n",
    ],
)
def test_reading_finds_the_same_values_and_faults(text):
    reading = read_document(text.encode())
    assert (reading.data, list(reading.faults)) == read_yaml(text)


def test_only_plain_json_is_taken_out_of_the_text():
    text = f'a:\n  b: {LONG}\n  c: {{"x": 1.50}}\n'
    hidden, values = hide_json(text)
    assert len(values) == 1
    assert '{"x": 1.50}' in hidden
    assert hide_json("a: 1\n") == ("a: 1\n", {})
