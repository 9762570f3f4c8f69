"""What a value of a file is called in print: `kpis.online_rate.actual` → KPI「…」の実績値."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, get_args

from taikou_cli.model.evaluation import Evaluation, Summaries
from taikou_cli.model.item import Item
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.project.project import Project
from taikou_cli.project.published_text import ORDER

# What one entry of a list is called, where the list's own title says more than that.
_ENTRY_WORDS = {
    "kpis": "KPI",
    "kgis": "KGI",
    "actions": "‹short.action›",
    "opinions": "意見",
    "goals": "‹goal›",
    "policies": "‹policy›",
    "groups": "‹group›",
    "divisions": "‹division›",
    "departments": "‹department›",
    "scales": "尺度",
    "grades": "区分",
}
_NAMES = ("name", "title", "label")
_IDENTITIES = ("id", "number", "code", "term")


class _Field(NamedTuple):
    title: str
    annotation: Any
    value: Any


def name_field(content: Record, field: str, names: Mapping[str, str]) -> str:
    """Name a value of a file for readers.

    It names the parts of a plan in ‹ ›: see `Words.say`.

    Args:
        content: The file.
        field: The key of the value, as corrections name it.
        names: What ids mean that the file itself does not name: see `list_names`.
    """
    parts: list[str] = []
    for part in _iter_parts(content, field.split("."), names):
        if not parts or not part.startswith(parts[-1]):
            parts.append(part)
        else:
            parts[-1] = part
    return "の".join(parts)


def list_names(project: Project, content: Record) -> dict[str, str]:
    """Give the names of what the results of an evaluation are of, by their ids."""
    declared = _list_declared(project)
    if isinstance(content, Summaries) and project.goals:
        kgis = (kgi for goal in project.goals.content.goals for kgi in goal.kgis)
        return declared | {kgi.id: kgi.name for kgi in kgis}
    amounts = list_amounts(project.plan.content) if project.plan else {}
    if isinstance(content, Evaluation | PeriodEvaluation) and (
        item := project.items_by_number().get(content.item)
    ):
        return declared | amounts | list_results(item.content)
    return declared | amounts if isinstance(content, Item) else declared


def _list_declared(project: Project) -> dict[str, str]:
    """Give the names of what the plan declares itself, by key and id: `fields.direction`."""
    plan = project.plan.content if project.plan else None
    if plan is None:
        return {}
    fields = {f"fields.{one.id}": one.name for one in plan.fields}
    return fields | {f"classes.{one.id}": one.name for one in plan.classifications}


def list_results(item: Item) -> dict[str, str]:
    """Give the names of an item's indicators and actions by their ids."""
    kpis = {kpi.id: kpi.name for kpi in item.kpis}
    return kpis | {action.id: action.title for action in item.actions}


def list_amounts(plan: Plan) -> dict[str, str]:
    """Give the names of a plan's amounts and of their parts by their ids."""
    parts = {part.id: part.name for kind in plan.amounts for part in kind.parts}
    return parts | {kind.id: kind.name for kind in plan.amounts}


def _iter_parts(content: Record, steps: list[str], names: Mapping[str, str]) -> Iterator[str]:
    model: type[Record] | None = type(content)
    value: Any = content
    while steps:
        name, *steps = steps
        found = _find(model, value, name) if model else None
        if found is None:
            yield name
            continue
        model = _record_in(found.annotation)
        value = found.value
        if model is None or not _is_list(found.annotation):
            if steps and model is None:
                key, *steps = steps
                named = names.get(f"{name}.{key}", names.get(key, key))
                yield f"{key}年度" if key.isdigit() else f"「{named}」"
            yield found.title
            while steps and model is None:
                key, *steps = steps
                yield f"{key}年度" if key.isdigit() else f"「{names.get(key, key)}」"
        elif steps:
            key, *steps = steps
            if f".{key}" == ORDER and not steps:
                yield f"{found.title}の順序"
                return
            value = _choose(value, key)
            yield _name_entry(_ENTRY_WORDS.get(name, found.title), key, value, names)
        else:
            yield found.title


def _name_entry(word: str, key: str, entry: Any, names: Mapping[str, str]) -> str:
    own = (getattr(entry, name, None) for name in _NAMES)
    called = next((one for one in own if one), None) or names.get(key)
    if key.isdigit():
        return f"{word}{key}"
    return f"{word}「{called or key}」"


def _find(model: type[Record], value: Any, name: str) -> _Field | None:
    """Find a field of a record, or of the entries of its lists: a policy of all goals."""
    for key, field in model.model_fields.items():
        inside = getattr(value, key, None)
        if name in (key, field.alias):
            return _Field(field.title or name, field.annotation, inside)
    return _find_below(model, (value,), name)


def _find_below(model: type[Record], records: Iterable[Any], name: str) -> _Field | None:
    """Find a list in the entries of lists, as deep as it stands: the groups of all policies."""
    for key, field in model.model_fields.items():
        below = _record_in(field.annotation)
        if below is None or not _is_list(field.annotation):
            continue
        entries = tuple(one for record in records for one in getattr(record, key, None) or ())
        info = below.model_fields.get(name)
        if info and _is_list(info.annotation):
            inside = tuple(one for entry in entries for one in getattr(entry, name))
            return _Field(info.title or name, info.annotation, inside)
        if found := _find_below(below, entries, name):
            return found
    return None


def _choose(entries: Any, key: str) -> Any:
    for index, entry in enumerate(entries or ()):
        names = ("identity", *_IDENTITIES)
        own = next((getattr(entry, n) for n in names if hasattr(entry, n)), index + 1)
        if str(own) == key:
            return entry
    return None


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((record for part in get_args(annotation) if (record := _record_in(part))), None)


def _is_list(annotation: Any) -> bool:
    origin = getattr(annotation, "__origin__", None)
    return origin is tuple or any(_is_list(part) for part in get_args(annotation))
