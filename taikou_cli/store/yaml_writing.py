"""Values as YAML text that reads back as the same value, as plainly as that allows."""

import json
from decimal import Decimal

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.store.yaml_reading import read_yaml


def write_scalar(text: str) -> str:
    """Write one line of text: plain where YAML takes it for the same text, else in quotes."""
    if "\n" not in text and read_yaml(f"- {text}\n") == ((text,), []):
        return text
    return json.dumps(text, ensure_ascii=False)


def write_amount(amount: int | Decimal | str) -> str:
    """Write a number as it is, and words as text."""
    return write_scalar(amount) if isinstance(amount, str) else str(amount)


def write_comment(text: str, indent: int = 0) -> str:
    """Write text as comment lines, each with its line end."""
    margin = " " * indent
    lines = reveal_controls(text).rstrip("\n").split("\n")
    return "".join(f"{margin}# {line}".rstrip() + "\n" for line in lines)
