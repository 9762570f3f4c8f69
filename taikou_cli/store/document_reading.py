"""Bytes of a file → its text and plain data."""

from typing import NamedTuple

from taikou_cli.store.fault import Fault, shorten
from taikou_cli.store.json_lines import hide_json, show_json
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import YamlValue, read_yaml


class Reading(NamedTuple):
    """What a file says.

    Attributes:
        text: Its text; None if it could not be decoded.
        data: Its plain data; None if there is none or it cannot be trusted.
        faults: What is wrong with it.
    """

    text: str | None
    data: YamlValue
    faults: tuple[Fault, ...]


def read_document(raw: bytes) -> Reading:
    """Read the bytes of one file."""
    text, faults = decode_text(raw)
    if text is None:
        return Reading(None, None, shorten(faults))
    if not faults:
        hidden, values = hide_json(text)
        data, more = read_yaml(hidden) if values else (None, [])
        if values and not more:
            return Reading(text, show_json(data, values), ())
    data, more = read_yaml(text, None if faults else raw)
    return Reading(text, data, shorten((*faults, *more)))
