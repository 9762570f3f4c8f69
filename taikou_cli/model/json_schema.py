"""JSON Schemas of the plan's files, made from the models."""

import json
from typing import Any

from taikou_cli.model.documents import DOCUMENT_KINDS


def build_schemas() -> dict[str, bytes]:
    """Give the schema of each kind of file by the kind's name: UTF-8, indented, stable."""
    return {
        kind.name: _encode(_build(kind.name, kind.title, kind.model.model_json_schema()))
        for kind in DOCUMENT_KINDS
    }


def _build(name: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{title}（{name}）",
    }
    return head | {key: value for key, value in schema.items() if key != "title"}


def _encode(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
