"""In which file each value of a form stands: the year's evaluation, or a file of the plan itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from taikou_cli.forms.layout.fields import OF_GOALS, OF_ITEM, OF_PLAN, Address
from taikou_cli.forms.returns.edits import Edit, NewOpinion, apply_edits
from taikou_cli.forms.returns.finding_places import find_place
from taikou_cli.forms.returns.item_return import ItemReturn
from taikou_cli.forms.returns.plan_edits import apply_plan_edits, find_plan_route
from taikou_cli.model.goals import Goals
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.project.project import Document, Project

AnyEdit = Edit | NewOpinion
_MODELS: Mapping[str, type[Record]] = {OF_ITEM: Item, OF_GOALS: Goals, OF_PLAN: Plan}


def sort_edits(
    project: Project, item: int, told_in: str, edits: Iterable[AnyEdit]
) -> dict[str, list[AnyEdit]]:
    """Give the edits by the files that they change, below the data folder.

    Args:
        project: The plan.
        item: The item that they are of; 0 if they are of none.
        told_in: The file of what is told of the year.
        edits: The edits.
    """
    found: dict[str, list[AnyEdit]] = {}
    for edit in edits:
        address = edit.address if isinstance(edit, Edit) else ()
        found.setdefault(_name_file(project, item, address) or told_in, []).append(edit)
    return found


def edit_files(files: Mapping[str, list[AnyEdit]], read: Callable[[str], str]) -> dict[str, str]:
    """Give the new texts of the files that edits change.

    Args:
        files: The edits; see `sort_edits`.
        read: Gives the text of a file.

    Raises:
        TaikouError: A value cannot be written.
    """
    before = {path: read(path) for path in files}
    after = {path: _edit(before[path], edits) for path, edits in files.items()}
    return {path: text for path, text in after.items() if text != before[path]}


def find_place_in(project: Project, one: ItemReturn, path: str, text: str, line: int) -> str:
    """Give the place in the workbook of what stands on a line of a file; see `find_place`.

    Args:
        project: The plan.
        one: What came back for the item.
        path: The file, below the data folder.
        text: Its text with what came back.
        line: The line, from 1.
    """
    own = {
        address[1:]: place
        for address, place in one.places.items()
        if _name_file(project, one.item, address) == path
    }
    return (
        find_place(one._replace(places=own), text, line, find_plan_route)
        if own
        else (find_place(one, text, line))
    )


def _edit(text: str, edits: list[AnyEdit]) -> str:
    of_plan = [edit for edit in edits if isinstance(edit, Edit) and edit.address[0] in _MODELS]
    if not of_plan:
        return apply_edits(text, edits)
    model = _MODELS[of_plan[0].address[0]]
    below = (edit._replace(address=edit.address[1:]) for edit in of_plan)
    return apply_plan_edits(text, below, model)


def _name_file(project: Project, item: int, address: Address) -> str | None:
    """Name the plan's own file in which a value stands; None for one of the year's evaluation."""
    if not address or address[0] not in _MODELS:
        return None
    files: Mapping[str, Document[Any] | None] = {
        OF_ITEM: project.items_by_number().get(item),
        OF_GOALS: project.goals,
        OF_PLAN: project.plan,
    }
    document = files[address[0]]
    return document.path.removeprefix(project.path_of("")) if document else None
