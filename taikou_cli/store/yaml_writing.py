"""Values as YAML text that reads back as the same value, as plainly as that allows."""

import json
import re
from decimal import Decimal

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

# Text for us, but older programs read truth, a number or a time out of it, or stop at it.
_OTHER_ELSEWHERE = re.compile(
    r"(?i:y|n|yes|no|on|off|=|<<|.*\t.*"
    r"|[-+]?0[box][0-9a-f_]+|[-+]?[0-9][0-9_]*[:_.][0-9_:.]*|[0-9]{4}-[0-9-]+[t ][0-9:.z+ -]+)"
)


def is_other_elsewhere(text: str) -> bool:
    """Tell whether programs that read YAML 1.1 take the plain text for something else."""
    return _OTHER_ELSEWHERE.fullmatch(text) is not None


def write_scalar(text: str) -> str:
    """Write one line of text: plain where everybody takes it for the same text, else in quotes."""
    plain = "\n" not in text and not is_other_elsewhere(text)
    if plain and read_yaml(f"- {text}\n") == ((text,), []):
        return text
    return json.dumps(text, ensure_ascii=False)


INDENT = 2
"""How many columns what belongs to a key is indented."""


def write_block(text: str) -> list[str] | None:
    """Write text as a literal block: its header, then its lines without their indentation.

    None where no block says the same.
    """
    body = text.rstrip("\n")
    line_ends = len(text) - len(body)
    # Without a number the first line's own spaces would count as indentation.
    header = f"|{INDENT if body.lstrip(chr(10)).startswith(' ') else ''}"
    header += "-" if not line_ends else "" if line_ends == 1 else "+"
    block = [header, *body.split("\n"), *[""] * (line_ends - 1)]
    indented = "\n".join(indent_line(line, INDENT) for line in block[1:])
    return block if read_yaml(f"- {header}\n{indented}\n") == ((text,), []) else None


def indent_line(line: str, columns: int) -> str:
    """Indent a line; an empty one stays empty."""
    return " " * columns + line if line else line


def write_amount(amount: int | Decimal | str) -> str:
    """Write a number as it is, and words as text."""
    return write_scalar(amount) if isinstance(amount, str) else str(amount)


def write_comment(text: str, indent: int = 0) -> str:
    """Write text as comment lines, each with its line end."""
    margin = " " * indent
    lines = reveal_controls(text).rstrip("\n").split("\n")
    return "".join(f"{margin}# {line}".rstrip() + "\n" for line in lines)


def write_value_lines(value: YamlValue) -> list[str]:
    """Write a value: what stands on the line of its key, then the lines below from its column."""
    if isinstance(value, str):
        block = write_block(value) if "\n" in value else None
        if block:
            return [block[0], *(indent_line(line, INDENT) for line in block[1:])]
        return [write_scalar(value)]
    if isinstance(value, (dict, tuple)):
        return _write_collection(value)
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, Decimal):
        return [f"{value:f}"]
    return ["" if value is None else str(value)]


def _write_collection(value: dict[str | int, YamlValue] | tuple[YamlValue, ...]) -> list[str]:
    if not value:
        return ["{}" if isinstance(value, dict) else "[]"]
    if isinstance(value, dict):
        lines = [line for key, part in value.items() for line in write_entry_lines(str(key), part)]
    else:
        lines = [line for part in value for line in write_item_lines(part)]
    return ["", *(indent_line(line, INDENT) for line in lines)]


def write_entry_lines(key: str, value: YamlValue) -> list[str]:
    """Write a key with its value."""
    first, *rest = write_value_lines(value)
    return [f"{key}: {first}".rstrip(" "), *rest]


def write_item_lines(value: YamlValue) -> list[str]:
    """Write an item of a list."""
    first, *rest = write_value_lines(value)
    if not first and rest:
        first, *rest = (line[INDENT:] for line in rest)
        return [f"- {first}", *(indent_line(line, INDENT) for line in rest)]
    return [f"- {first}".rstrip(" "), *rest]
