"""The plan's files as plain data that can be changed, and changed data as YAML again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from taikou_cli.base.findings import Route
from taikou_cli.model.words import Words
from taikou_cli.project.project import Project
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

Data = dict[str, Any]
"""The files by their paths below the data folder; lists and mappings in them may be changed."""

PLAN, GOALS, ORGANIZATION = "plan.yaml", "goals.yaml", "organization.yaml"


def read_documents(project: Project) -> Data:
    """Read the files that the workbook is about: of items each by its path."""
    paths = [project.path_of(name) for name in (PLAN, GOALS, ORGANIZATION)]
    paths += sorted(project.item_paths, key=lambda path: project.item_paths[path])
    prefix = project.path_of("")
    return {path.removeprefix(prefix): thaw(read_yaml(project.texts[path])[0]) for path in paths}


def item_documents(data: Data) -> dict[int, Any]:
    """Give the items by their numbers, in the order of their numbers."""
    items = [content for path, content in data.items() if path.startswith("items/")]
    return {item["number"]: item for item in sorted(items, key=lambda item: int(item["number"]))}


def goal_documents(data: Data) -> list[Any]:
    """Give the goals."""
    return list(data[GOALS].get("goals") or ())


def policy_documents(data: Data) -> list[Any]:
    """Give the policies of all goals."""
    return [one for goal in goal_documents(data) for one in goal.get("policies") or ()]


def group_documents(data: Data) -> list[Any]:
    """Give the groups of all policies."""
    return [one for policy in policy_documents(data) for one in policy.get("groups") or ()]


def iter_homes(data: Data) -> Iterator[tuple[str, int]]:
    """Yield what items may stand under: the parts with no part below them, each by its level."""
    for goal in goal_documents(data):
        if not goal.get("policies"):
            yield "goal", goal["number"]
        for policy in goal.get("policies") or ():
            if not policy.get("groups"):
                yield "policy", policy["number"]
            yield from (("group", one["number"]) for one in policy.get("groups") or ())


def words_of(data: Data) -> Words:
    """Give the words of the plan."""
    return Words.model_construct(**(data[PLAN].get("words") or {}))


def thaw(value: Any) -> Any:
    """Copy data so that the copy may be changed."""
    if isinstance(value, Mapping):
        return {key: thaw(part) for key, part in value.items()}
    return [thaw(part) for part in value] if isinstance(value, tuple | list) else value


def freeze(value: Any, order: Callable[[Route], Sequence[str]], route: Route = ()) -> YamlValue:
    """Give data as they are read from YAML, the keys of mappings in their order."""
    if isinstance(value, Mapping):
        ranks = {name: rank for rank, name in enumerate(order(route))}
        keys = sorted(value, key=lambda key: ranks.get(str(key), len(ranks)))
        return {key: freeze(value[key], order, (*route, key)) for key in keys}
    if isinstance(value, list | tuple):
        return tuple(freeze(part, order, (*route, at)) for at, part in enumerate(value))
    return value  # type: ignore[no-any-return]


def value_in(data: Any, route: Route) -> Any:
    """Give what stands at a route; None if nothing does."""
    for step in route:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def put_in(data: Any, route: Route, value: Any) -> None:
    """Put a value at a route of mappings; None takes it out, and a mapping left empty with it."""
    *way, last = route
    above = [data]
    for step in way:
        inner = above[-1].get(step)
        if not isinstance(inner, dict):
            inner = {}
            if value is not None:
                above[-1][step] = inner
        above.append(inner)
    if value is not None:
        above[-1][last] = value
        return
    above[-1].pop(last, None)
    for depth in range(len(way), 0, -1):
        if not above[depth]:
            above[depth - 1].pop(way[depth - 1], None)
