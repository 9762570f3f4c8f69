"""Every text of a plan with its place: what the rules of wording read."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.catalogue import asked_by
from taikou_cli.model.record import Record
from taikou_cli.project.project import Document, Project
from taikou_cli.project.unusual_characters import find_unusual

# Names of people and places may be written as their owners write them; the rest is no prose.
NAMES = {"name", "member", "holder", "government"}
NO_PROSE = frozenset(
    {
        "id",
        "url",
        "archived",
        "stage",
        "commit",
        "tool",
        "sha256",
        "content",
        "wording",
    }
)


class PlacedText(NamedTuple):
    """A text of a file.

    Attributes:
        path: The file.
        route: Where it stands.
        text: The text.
        is_name: It is the name of a person, a division or a government.
    """

    path: str
    route: Route
    text: str
    is_name: bool


def iter_texts(
    project: Project,
    pattern: re.Pattern[str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Iterator[PlacedText]:
    """Yield the texts of all files but publications' records, internal notes and fixed terms.

    Args:
        project: The loaded plan.
        pattern: If given, only the texts in which it is found.
        sources: Where to look first whether a file is worth reading, by path: what
            `find_unusual_in` gives for a pattern of unusual characters; else the files.
    """
    escaping = find_escaping(project)
    single = (project.plan, project.goals, project.organization)
    documents = [document for document in single if document is not None]
    sources = project.texts if sources is None else sources
    everything: list[Document[Any]] = [*documents, *project.items, *project.evaluations]
    everything += [*project.goal_results, *project.period, *project.period_results]
    for document in everything:
        # Most files hold nothing that a rule looks for: their source says so at once, unless
        # it spells characters by escapes.
        path = document.path
        if pattern is None or path in escaping or pattern.search(sources[path]):
            for one in _list_texts(path, document.content):
                if pattern is None or pattern.search(one.text):
                    yield one


@lru_cache(maxsize=1)
def find_escaping(project: Project) -> frozenset[str]:
    r"""Give the paths of the files that may spell characters by escapes: `"\u3042"`."""
    return frozenset(path for path, text in project.texts.items() if "\\" in text)


@lru_cache(maxsize=1)
def find_unusual_in(project: Project) -> Mapping[str, str]:
    """Give what is unusual in the source of every file with texts by its path, with spaces between."""
    texts = ((path, project.texts[path]) for path in project.documents())
    return {path: " ".join(sorted(find_unusual(text))) for path, text in texts}


def _list_texts(path: str, record: Record) -> list[PlacedText]:
    found: list[PlacedText] = []
    _add_record(found, path, record, ())
    return found


# Into one list: generators within generators would hand each text up through every level.
def _add_record(found: list[PlacedText], path: str, record: Record, route: Route) -> None:
    passed_over = _no_prose_of(type(record))
    for name, value in vars(record).items():
        if value and name not in passed_over:
            _add_value(found, path, value, (*route, name))


@cache
def _no_prose_of(model: type[Record]) -> frozenset[str]:
    asked = {name: asked_by(model, name) for name in model.model_fields}
    # What is printed in place of a number is written as the plan has it, `Ⅲ-1` too.
    signs = {"label"} if "label" in asked and asked["label"].section == "head" else set()
    return NO_PROSE | signs | {name for name, one in asked.items() if not one.is_public}


def _add_value(found: list[PlacedText], path: str, value: Any, route: Route) -> None:
    if isinstance(value, str):
        name = next(step for step in reversed(route) if isinstance(step, str))
        found.append(PlacedText(path, route, value, name in NAMES))
    elif isinstance(value, Record):
        _add_record(found, path, value, route)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            _add_value(found, path, part, (*route, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            _add_value(found, path, part, (*route, key))
