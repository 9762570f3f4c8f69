"""The small plan with every field filled that can hold a text, and a hand to change the texts.

The fields come from the models: one that is added to a model is filled and tried as well.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from taikou_cli.model.catalogue import entries_of, shape_of
from taikou_cli.model.correction import FieldKey
from taikou_cli.model.declared import FieldValue
from taikou_cli.model.declared import Place as Holder
from taikou_cli.model.documents import match_document_kind
from taikou_cli.model.fields import (
    Amount,
    Date,
    FiscalYear,
    Identifier,
    MailAddress,
    Telephone,
    Text,
    WebAddress,
    YearMonth,
)
from taikou_cli.model.organization import Owner
from taikou_cli.model.publication import Digest
from taikou_cli.model.record import Record, keys_of
from taikou_cli.model.wording import Kana

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"
MARKER = "Qz{:04}"
MARKED = re.compile("Qz[0-9]{4}")

# What stands in a field that holds no free text.
_SAMPLES: dict[Any, Any] = {
    Text: "言葉",
    Amount: "5位以内",
    FieldValue: "言葉",
    Date: "2026-04-01",
    YearMonth: "2026-10",
    Identifier: "planning",
    FieldKey: "self_evaluation.issues",
    FiscalYear: 2026,
    Owner: "@example/dx",
    Digest: "0" * 64,
    WebAddress: "https://example.jp/",
    Telephone: "000-0000-0000",
    MailAddress: "a@example.jp",
    Kana: "よみ",
    bool: False,
}
_FREE = (Text, Amount, FieldValue)
_WANTED = (*_FREE, Owner, WebAddress)

_ASKED: dict[str, Any] = {"name": "言葉", "asked_of": "division"}
# Where a sample would contradict the small plan.
_GIVEN: dict[tuple[str, str], Any] = {
    ("ScaleGrade", "code"): "対象外",
    ("SelfEvaluation", "other_grades"): {"items": "A"},
    ("Edition", "figures"): {"overall": {"items": 5}},
    ("Plan", "fields"): [
        *(
            _ASKED
            | {"id": "planning", "on": on, "type": "text", "description": "言葉"}
            | ({"value": "言葉"} if on == "plan" else {})
            for on in get_args(Holder)
        ),
        _ASKED | {"id": "chosen", "on": "evaluation", "type": "choice", "choices": ["言葉"]},
        _ASKED | {"id": "counted", "on": "evaluation", "type": "number", "unit": "言葉"},
    ],
    ("Evaluation", "fields"): {"planning": "言葉", "counted": 7},
    ("FormerName", "until"): 2025,
    ("FormerTitle", "until"): 2025,
}

Place = tuple[str, str]
"""A field: the name of its model and its own."""

Files = dict[str, Any]


class Leaf(NamedTuple):
    """A text of the plan: the field that holds it, and its running number."""

    place: Place
    number: int


class _PlainConstructor(SafeConstructor):
    """Read days as texts."""


_PlainConstructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)


@cache
def load_filled_plan() -> Files:
    """Give the small plan's files by their paths, every field filled that leads to a text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _PlainConstructor
    files = {
        path.relative_to(SMALL_PLAN).as_posix(): yaml.load(path.read_text("utf-8"))
        for path in sorted(SMALL_PLAN.rglob("*.yaml"))
    }
    files |= {path: {} for path in ("evaluations/2026/goals.yaml", "publications/2026.yaml")}
    files["items/05.yaml"]["kpis"][0]["targets"][2028] = "5位以内"
    for number in (2, 3, 4, 5):
        evaluation = files[f"evaluations/2026/0{number}.yaml"]
        evaluation["stage"] = "decided"
        evaluation.setdefault("actions", [{"id": "prepare"}])
        evaluation.setdefault("kpis", [{"id": f"kpi_{number}"}])
    filled = {path: _fill(_model_of(path), content) for path, content in files.items()}
    for number, scale in enumerate(filled["plan.yaml"]["scales"]):
        for rate in scale.get("rates", ()):
            rate["id"] += f"_{number}"  # the key of a table
    policies = [one for goal in filled["goals.yaml"]["goals"] for one in goal["policies"]]
    groups = [group for policy in policies for group in policy.get("groups", ())]
    for number, group in enumerate(groups, start=1):
        group["number"] = number  # they run through the plan
    # What contradicts is left alone: that texts stay texts does not depend on it.
    filled["plan.yaml"]["checks"] = {"ignore": ["TK013", "TK2", "TK3", "TK4", "TK5", "TK6"]}
    return filled


def list_places(wanted: Sequence[Any] = _FREE) -> set[Place]:
    """Give every field of every model that holds a value of certain kinds: of a free text."""
    found: set[Place] = set()
    seen: set[type[Record]] = set()
    waiting = [_model_of(path) for path in load_filled_plan()]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, kind in _kinds_of(model).items():
            waiting += [part for part in _parts(kind) if _is_record(part)]
            if any(_leaf_of(part) in wanted for part in _parts(kind)):
                found.add((model.__name__, name))
    return found


def change_texts(files: Files, change: Callable[[Leaf, str], str]) -> Files:
    """Give the files with every free text changed; equal codes of a scale stay equal."""
    numbers = _Numbers(
        [grade["code"] for s in files["plan.yaml"]["scales"] for grade in s["grades"]]
    )

    def number(place: Place, text: str) -> str:
        return change(Leaf(place, numbers.number(text)), text)

    for kind in _FREE:
        files = change_leaves(files, kind, number)
    return files


def change_leaves(files: Files, wanted: Any, change: Callable[[Place, str], str]) -> Files:
    """Give the files with every text of one kind changed."""

    def walk(kind: Any, value: Any, place: Place) -> Any:
        if _is_record(kind):
            if not isinstance(value, dict):
                return value  # an entry that its id stands for
            kinds = _kinds_of(kind)
            return {
                name: walk(kinds[name], part, (kind.__name__, name)) for name, part in value.items()
            }
        if (leaf := _leaf_of(kind)) is not None:
            return change(place, value) if leaf == wanted and isinstance(value, str) else value
        inner = [part for part in get_args(kind) if part not in (NoneType, Ellipsis)]
        if isinstance(value, list) and get_origin(kind) is tuple:
            return [walk(inner[0], part, place) for part in value]
        if isinstance(value, dict) and get_origin(kind) is dict:
            return {
                walk(inner[0], key, place): walk(inner[1], part, place)
                for key, part in value.items()
            }
        return walk(inner[0], value, place) if inner and value is not None else value

    return {path: walk(_model_of(path), content, ("", "")) for path, content in files.items()}


def write_files(folder: Path, files: Files) -> None:
    """Write the files as YAML."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{_write(key)}: {_write(part)}\n" for key, part in content.items()]
        target.write_text("".join(lines), "utf-8", newline="")


def _model_of(path: str) -> type[Record]:
    match = match_document_kind(path)
    assert match, path
    return match.kind.model


def _kinds_of(model: type[Record]) -> dict[str, Any]:
    return {entry.key: shape_of(model, entry.name) for entry in entries_of(model)}


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def _leaf_of(kind: Any) -> Any:
    return next((known for known in _SAMPLES if known == kind), None)


def _parts(kind: Any) -> Iterator[Any]:
    """Yield the kinds that a value of a kind is made of."""
    if _leaf_of(kind) is not None or get_origin(kind) not in (tuple, dict, Union, UnionType):
        yield kind
        return
    for part in get_args(kind):
        if part not in (NoneType, Ellipsis):
            yield from _parts(part)


def _is_wanted(kind: Any) -> bool:
    return any(
        _leaf_of(part) in _WANTED
        or (_is_record(part) and any(map(_is_wanted, _kinds_of(part).values())))
        for part in _parts(kind)
    )


def _fill(kind: Any, value: Any) -> Any:
    """Add to a value what it lacks."""
    if not _is_record(kind):
        parts = [part for part in _parts(kind) if _is_record(part)]
        if isinstance(value, list) and parts:
            return [_fill(parts[0], one) for one in value] or [_make(parts[0])]
        if isinstance(value, dict) and parts:
            return _fill(parts[0], value)
        return value if value not in ([], {}) else _make(kind)
    if not isinstance(value, dict):
        return value  # an entry that its id stands for
    filled: dict[str, Any] = {}
    for name, part in _kinds_of(kind).items():
        if name == "pending" and "actual" in value:
            continue
        if name in value:
            filled[name] = _fill(part, value[name])
        elif kind.model_fields[keys_of(kind)[name]].is_required() or _is_wanted(part):
            filled[name] = _GIVEN.get((kind.__name__, name)) or _make(part)
    return {**value, **filled}


def _make(kind: Any) -> Any:
    """Make a value of a kind, with all that leads to a text."""
    if _is_record(kind):
        fields = {key: kind.model_fields[name] for key, name in keys_of(kind).items()}
        return {
            name: _GIVEN.get((kind.__name__, name)) or _make(part)
            for name, part in _kinds_of(kind).items()
            if fields[name].is_required() or _is_wanted(part)
        }
    if (leaf := _leaf_of(kind)) is not None:
        return _SAMPLES[leaf]
    inner = [part for part in get_args(kind) if part not in (NoneType, Ellipsis)]
    if get_origin(kind) is tuple:
        return [_make(inner[0])]
    if get_origin(kind) is dict:
        return {_make(inner[0]): _make(inner[1])}
    if get_origin(kind) is Literal:
        return inner[0]
    return _make(inner[0]) if inner and inner[0] is not int else 1


class _Numbers:
    """Numbers the texts: the codes of the scales first, always alike."""

    def __init__(self, codes: list[str]) -> None:
        self._codes = codes
        self._count = len(codes)

    def number(self, text: str) -> int:
        if text in self._codes:
            return self._codes.index(text)
        self._count += 1
        return self._count


def _write(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{_write(key)}: {_write(part)}" for key, part in value.items())
        return f"{{{pairs}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_write, value))}]"
    if isinstance(value, bool | NoneType):
        return json.dumps(value)
    if isinstance(value, int | float | Decimal | date):
        return str(value)
    return f'"{"".join(map(_escape, value))}"'


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or character == "\u3000":
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
