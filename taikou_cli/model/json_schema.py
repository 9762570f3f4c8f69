"""JSON Schemas of the plan's files, made from the models."""

import json
from typing import Any

from taikou_cli.model.catalogue import Entry, entries_of, models_below
from taikou_cli.model.documents import DOCUMENT_KINDS
from taikou_cli.model.record import Record
from taikou_cli.model.words import Words


def build_schemas() -> dict[str, bytes]:
    """Give the schema of each kind of file by the kind's name: UTF-8, indented, stable."""
    return {
        kind.name: _encode(_build(kind.name, kind.title, _describe(kind.model)))
        for kind in DOCUMENT_KINDS
    }


def _describe(model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema()
    for one in models_below(model):
        part = schema if one is model else schema["$defs"][one.__name__]
        properties = _properties_of(part)
        for entry in entries_of(one):
            properties[entry.key] |= _say_whose(entry)
    return schema


def _properties_of(part: dict[str, Any]) -> dict[str, Any]:
    """Find the keys of a record, which may also be written as something else than a mapping."""
    ways = (part, *part.get("anyOf", ()))
    return next(way["properties"] for way in ways if "properties" in way)


def _say_whose(entry: Entry) -> dict[str, Any]:
    """Give the keywords of our own, which editors pass over: what is not the office's to write."""
    asked = {} if entry.asked_of == "office" else {"x-asked-of": entry.asked_of or "nobody"}
    return asked if entry.is_public else asked | {"x-public": False}


def _build(name: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{title}（{name}）",
    }
    return head | {key: value for key, value in schema.items() if key != "title"}


def _encode(schema: dict[str, Any]) -> bytes:
    text = json.dumps(schema, ensure_ascii=False, indent=2)
    return (Words().say(text) + "\n").encode("utf-8")
