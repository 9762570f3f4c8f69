"""The small plan with a text of its own in every field that can hold one.

The fields come from the catalogue: one that a model gains is filled and looked for as well.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from taikou_cli.model.catalogue import Entry, Kind, entries_of, shape_of
from taikou_cli.model.documents import match_document_kind
from taikou_cli.model.fields import Text
from taikou_cli.model.record import Record

SMALL_PLAN = Path(__file__).parents[1] / "plans/small"
SECOND_SCALE = {
    "id": "second",
    "title": "二つ目の尺度",
    "applies_to": "items",
    "grades": [{"code": "甲", "label": "とてもよい"}],
    "origin": "市の要綱",
}
AMOUNTS = [
    {"id": "effect", "name": "効果額", "unit": "円", "parts": [{"id": "saving", "name": "削減"}]},
]
CLASSIFICATION = {
    "id": "sdgs",
    "name": "持続可能な開発目標",
    "mark": "◎",
    "roll_up": True,
    "values": [{"code": "11", "label": "住み続けられるまちづくりを"}],
}

# What is no free text: it has to be one of the plan's codes, or it changes how the plan is read.
_CODES = {
    ("ScaleGrade", "code"),
    ("ClassValue", "code"),
    ("Plan", "fields"),  # they have a test of their own
    ("SelfEvaluation", "grade"),
    ("SelfEvaluation", "other_grades"),
    ("Assessment", "grades"),
    ("ActionResult", "status"),
    ("IndicatorResult", "status"),
    ("IndicatorReport", "status"),
    ("Action", "divisions"),
    ("Kgi", "sum_of"),
    ("Plan", "checks"),
    ("Plan", "wording"),
    ("Plan", "words"),
    ("PublicationTerms", "area_code"),
}
# Not every scale may have rates, and not every policy groups.
_WHERE_PRESENT = {("RatingScale", "rates"), ("Rate", "grades"), ("Policy", "groups")}
# A name that was given up before the year that is told of is in none of its outputs.
_OF_OTHER_YEARS = {"names"}
# A correction has to point to something in its file.
_FIXED = {
    ("Correction", "field"): "self_evaluation.issues",
    ("MovedBack", "from"): "self_evaluated",
    ("MovedBack", "to"): "drafting",
}
# An item has one state, and a value is known or not: three items share what excludes the rest.
_FILLED: dict[str, tuple[set[str], set[str]]] = {
    # What is corrected in these is told by the edition that makes it known.
    "plan.yaml": (set(), {"corrections"}),
    "goals.yaml": (set(), {"corrections"}),
    "items/02.yaml": (set(), {"corrections"}),
    "evaluations/2026/01.yaml": ({"assessments"}, set()),
    "evaluations/2026/02.yaml": (set(), {"pending", "state_reason", "assessments"}),
    "evaluations/2026/goals.yaml": (set(), {"kgis", "corrections"}),
    "evaluations/period/02.yaml": (set(), set()),
    "evaluations/period/goals.yaml": (set(), {"kgis", "corrections"}),
    "evaluations/2026/03.yaml": ({"pending", "kpis"}, {"actual"}),
    "evaluations/2026/04.yaml": ({"state_reason"}, set()),
}
_SAMPLES: dict[Kind, Any] = {
    Kind.NUMBER: 7,
    Kind.AMOUNT: 11,
    Kind.DATE: "2027-05-20",
    Kind.MONTH: "2027-10",
    Kind.YEAR: 2026,
    Kind.FLAG: False,
}


class Sentinel(NamedTuple):
    """A text that stands in one place of the plan alone.

    Attributes:
        text: The text.
        path: The file.
        model: The name of the record's model.
        entry: The field.
    """

    text: str
    path: str
    model: str
    entry: Entry

    @property
    def field(self) -> str:
        """The field, as lists of what an output leaves out name it."""
        return f"{self.model}.{self.entry.key}"


class FilledPlan(NamedTuple):
    """The files of a plan by their paths, and the texts that were put into them."""

    files: dict[str, Any]
    sentinels: tuple[Sentinel, ...]

    def write(self, folder: Path) -> None:
        """Write the files; JSON is YAML."""
        for path, content in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            pairs = (f"{key}: {_write(part)}\n" for key, part in content.items())
            target.write_text("".join(pairs), "utf-8")


def _write(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_write(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class _PlainConstructor(SafeConstructor):
    """Read days as texts."""


_PlainConstructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)


def load_small_plan() -> dict[str, Any]:
    """Give the small plan, with a second scale, its evaluations told to the end."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _PlainConstructor
    files = {
        path.relative_to(SMALL_PLAN).as_posix(): yaml.load(path.read_text("utf-8"))
        for path in sorted(SMALL_PLAN.rglob("*.yaml"))
    }
    files["plan.yaml"]["scales"].insert(1, SECOND_SCALE)
    files["plan.yaml"]["amounts"] = AMOUNTS
    files["items/02.yaml"]["amounts"] = {"effect": {2026: {"saving": 7654}}}
    files["evaluations/2026/02.yaml"]["amounts"] = {"effect": {"saving": 6543}}
    files["plan.yaml"]["classifications"] = [CLASSIFICATION]
    files["items/02.yaml"]["classes"] = {"sdgs": ["11"]}
    files["evaluations/2026/02.yaml"]["self_evaluation"]["other_grades"] = {"second": "甲"}
    assessed = {"by": "council", "kpis": [{"id": "kpi_1"}], "actions": [{"id": "prepare"}]}
    files["evaluations/2026/01.yaml"]["assessments"] = [assessed]
    groups = [{"number": 1, "title": "予約の仕組み"}]
    files["goals.yaml"]["goals"][0]["policies"][1]["groups"] = groups
    files["plan.yaml"]["counts"]["groups"] = 1
    files["items/03.yaml"] = {
        "group" if key == "policy" else key: 1 if key == "policy" else value
        for key, value in files["items/03.yaml"].items()
    }
    parts = {key: [{"number": 1}] for key in ("goals", "policies", "groups")}
    alone = {"assessments": [{"by": "council", "kpis": [{"id": "visits"}]}]}
    said = {key: [one | alone for one in told] for key, told in parts.items()} | alone
    visits = {"id": "visits", "name": "窓口に来た人の数", "unit": "人", "direction": "lower"}
    files["goals.yaml"]["goals"][0]["kgis"] = [visits]
    files["evaluations/2026/goals.yaml"] = {"fiscal_year": 2026, **said}
    files["evaluations/period/goals.yaml"] = said
    results = {"kpis": [{"id": "kpi_2"}], "actions": [{"id": "prepare"}]}
    files["evaluations/period/02.yaml"] = {
        "item": 2,
        **results,
        "assessments": [assessed | results],
    }
    files["evaluations/2026/03.yaml"]["kpis"] = [{"id": "kpi_3"}]
    files["evaluations/2026/04.yaml"]["state"] = "discontinued"
    return files


def fill_plan() -> FilledPlan:
    """Fill the small plan."""
    files = load_small_plan()
    files["goals.yaml"]["goals"][0]["kgis"] = [{"id": "visits"}]
    filler = _Filler()
    for path, (only, without) in _FILLED.items():
        match = match_document_kind(path)
        assert match
        filler.path, filler.without = path, without
        files[path] = filler.fill(match.kind.model, files[path], only)
    return FilledPlan(files, tuple(filler.sentinels))


class _Filler:
    def __init__(self) -> None:
        self.sentinels: list[Sentinel] = []
        self.path = ""
        self.without: set[str] = set()

    def fill(self, model: type[Record], value: Any, only: set[str] | None = None) -> Any:
        if not isinstance(value, dict):
            return value  # an entry that its id stands for
        return value | dict(self._iter_filled(model, value, only))

    def _iter_filled(
        self, model: type[Record], value: dict[str, Any], only: set[str] | None
    ) -> Iterator[tuple[str, Any]]:
        for entry in entries_of(model):
            key = entry.key
            is_wanted = key not in self.without | _OF_OTHER_YEARS and (not only or key in only)
            if is_wanted and (model.__name__, key) not in _CODES:
                fixed = _FIXED.get((model.__name__, key))
                made = fixed or self._make(model, entry, value.get(key))
                if made is not None:
                    yield key, made

    def _make(self, model: type[Record], entry: Entry, value: Any) -> Any:
        if value is None and (model.__name__, entry.key) in _WHERE_PRESENT:
            return None
        if entry.record:
            return self._make_records(entry, entry.record, value)
        if entry.kind is Kind.TEXT:
            return self._mark(model, entry)
        if entry.kind is Kind.LINK:
            return f"https://example.jp/{self._mark(model, entry)}"
        is_codes = (model.__name__, entry.key) in _WHERE_PRESENT
        if (
            not entry.kind.is_plain
            and not is_codes
            and Text in get_args(shape_of(model, entry.name))
        ):
            mark = self._mark(model, entry)
            return {2026: mark} if entry.kind is Kind.MAPPING else [mark]
        return value if value is not None or not entry.is_required else self._sample(entry)

    def _sample(self, entry: Entry) -> Any:
        if entry.kind is Kind.IDENTIFIER:
            return f"sample_{len(self.sentinels)}"
        return entry.choices[0] if entry.choices else _SAMPLES[entry.kind]

    def _make_records(self, entry: Entry, record: type[Record], value: Any) -> Any:
        if entry.kind is Kind.RECORD:
            return self.fill(record, value or {})
        return [self.fill(record, one) for one in value or [{}]]

    def _mark(self, model: type[Record], entry: Entry) -> str:
        text = f"Zq{len(self.sentinels):04}"
        self.sentinels.append(Sentinel(text, self.path, model.__name__, entry))
        return text
