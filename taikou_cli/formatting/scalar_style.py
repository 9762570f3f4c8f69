"""How a single value is written: plain where possible, lines of text as a block, else in quotes."""

import json
import re

from taikou_cli.formatting.source_tree import Scalar
from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.store.yaml_writing import is_other_elsewhere, write_block, write_scalar

# A date for most other programs: who put quotes there keeps them.
_DATE = re.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_SIMPLE_KEY = re.compile("[a-z][a-z0-9_]*|[1-9][0-9]*")


def render_key(key: Scalar) -> str:
    """Write a key without its colon."""
    if key.plain and _SIMPLE_KEY.fullmatch(key.source):
        return key.source
    plain = key.source if key.plain else key.value
    quoted = not key.plain and (is_other_elsewhere(plain) or _DATE.fullmatch(plain))
    if "\n" not in plain and not quoted and read_yaml(f"{plain}: 0\n") == ({key.meaning: 0}, []):
        return plain
    return json.dumps(key.value, ensure_ascii=False)


def render_value(scalar: Scalar) -> list[str]:
    """Write a value: its first line, and the lines of a block without their indentation."""
    if scalar.plain:
        return [scalar.source]
    if "\n" in scalar.value and (block := write_block(scalar.value)):
        return block
    if _DATE.fullmatch(scalar.value):
        return [json.dumps(scalar.value, ensure_ascii=False)]
    return [write_scalar(scalar.value)]
