"""The JSON Schemas that editors use: valid, closed, and Japanese at every field."""

import copy
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from taikou_cli.model.documents import DOCUMENT_KINDS
from taikou_cli.model.json_schema import build_schemas

SMALL_PLAN = Path(__file__).parents[1] / "plans" / "small"
SCHEMAS = {name: json.loads(raw) for name, raw in build_schemas().items()}
FILES = [
    pytest.param(kind.name, path, id=str(path.relative_to(SMALL_PLAN)))
    for kind in DOCUMENT_KINDS
    for path in sorted(SMALL_PLAN.glob(kind.glob))
]
JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff★]|^(URL|KPI|KGI)$")


def read_as_json(path):
    data = YAML(typ="safe", pure=True).load(path)
    return json.loads(json.dumps(data, default=str))


def errors_of(name, data):
    return [error.json_path for error in Draft202012Validator(SCHEMAS[name]).iter_errors(data)]


def iter_objects(schema, place="$"):
    if isinstance(schema, dict):
        if "properties" in schema:
            yield place, schema
        for key, inner in schema.items():
            yield from iter_objects(inner, f"{place}.{key}")


def iter_mappings(data):
    if isinstance(data, dict):
        yield data
    for inner in (
        data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    ):
        yield from iter_mappings(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_draft_2020_12_and_readable(name):
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])
    raw = build_schemas()[name]
    assert raw.endswith(b"}\n")
    assert b"\\u" not in raw


def test_patterns_are_of_the_dialect_that_editors_read():
    """ECMA-262 in Unicode mode: nothing is escaped that would mean itself."""
    raw = b"".join(build_schemas().values()).decode()
    patterns = [json.loads(one) for one in re.findall(r'"pattern": (".*")', raw)]
    escapes = re.compile(r"\\(.)", re.DOTALL)
    assert any(escapes.search(pattern) for pattern in patterns)
    assert {sign for pattern in patterns for sign in escapes.findall(pattern)} <= set(
        "^$\\.*+?()[]{}|/dDsSwWbBnrt"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_explained_in_japanese(name):
    assert JAPANESE.search(SCHEMAS[name]["title"])
    silent = [
        f"{place}.{field}: {what}"
        for place, schema in iter_objects(SCHEMAS[name])
        for field, description in schema["properties"].items()
        for what in ("title", "description")
        if not JAPANESE.search(description.get(what, ""))
    ]
    assert silent == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_mapping_takes_unknown_keys(name):
    objects = list(iter_objects(SCHEMAS[name]))
    assert objects
    assert [place for place, o in objects if o.get("additionalProperties") is not False] == []


def test_small_plan_shows_every_kind_of_file_that_a_plan_needs():
    shown = {parameters.values[0] for parameters in FILES}
    assert shown >= {kind.name for kind in DOCUMENT_KINDS if kind.required} | {"item"}


@pytest.mark.parametrize(("name", "path"), FILES)
def test_valid_file_meets_its_schema(name, path):
    assert errors_of(name, read_as_json(path)) == []


@pytest.mark.parametrize(("name", "path"), FILES)
def test_misspelt_key_is_an_error_wherever_it_stands(name, path):
    data = read_as_json(path)
    for index in range(len(list(iter_mappings(data)))):
        changed = copy.deepcopy(data)
        list(iter_mappings(changed))[index]["titel"] = None
        assert errors_of(name, changed)


@pytest.mark.parametrize(("name", "path"), FILES)
def test_missing_file_content_is_an_error(name, path):
    assert errors_of(name, {})
    assert errors_of(name, [read_as_json(path)])
