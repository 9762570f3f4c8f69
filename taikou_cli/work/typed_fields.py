"""Takes in what somebody typed for the fields of one item, as a returned form is taken in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Finding, Severity
from taikou_cli.forms.excel.key_sheet import FieldKey
from taikou_cli.forms.excel.raw_cell import Raw
from taikou_cli.forms.excel.returned import Complaint, ReturnedCell, ReturnedForm
from taikou_cli.forms.layout.building import build_forms
from taikou_cli.forms.layout.cell_text import escape_cell
from taikou_cli.forms.layout.division_items import divisions_of
from taikou_cli.forms.layout.fields import Address, Field
from taikou_cli.forms.layout.selection import Selection
from taikou_cli.forms.layout.sheets import FormKind, Sheet
from taikou_cli.forms.returns.finding_places import find_place
from taikou_cli.forms.returns.form_files import edit_files, sort_edits
from taikou_cli.forms.returns.form_words import build_words, say_in_form
from taikou_cli.forms.returns.importing import Side, Snapshot
from taikou_cli.forms.returns.item_return import Filled, ItemReturn
from taikou_cli.forms.returns.merging import merge_form
from taikou_cli.progress.figures import stand_all
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.project.loading import load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.atomic_write import edit_file
from taikou_cli.store.file_tree import OverlayTree
from taikou_cli.work.form_intake import Returned, take_in
from taikou_cli.work.writing import refuse_link


class Typed(NamedTuple):
    """What somebody typed into a field.

    Attributes:
        address: Which value it is.
        base: The fingerprint of the value that the field was shown with.
        subject: The fingerprint of what the value was about then.
        text: What was typed.
        is_settled: It stands though somebody else has said something else meanwhile, which was seen.
    """

    address: Address
    base: str
    subject: str
    text: str
    is_settled: bool = False


class Taken(NamedTuple):
    """What came of it; nothing is written yet.

    Attributes:
        contents: The new files by their paths below the data; none if something is wrong.
        changed: The labels of the values that change.
        conflicts: The values that somebody else has changed meanwhile: they stay as they are.
        complaints: What cannot be taken in, by the place of its field (see `place_of_field`).
        notices: What had to be understood rather than copied.
        warnings: What the rules say of it, though it can be taken in.
    """

    contents: Mapping[str, bytes]
    changed: tuple[str, ...]
    conflicts: tuple[Filled, ...]
    complaints: tuple[Complaint, ...]
    notices: tuple[Complaint, ...]
    warnings: tuple[Complaint, ...]


def place_of_field(address: Address) -> str:
    """Name the place of a field on a page, as forms name a cell."""
    return "/".join(address)


def build_sheet(project: Project, year: int, item: int) -> Sheet:
    """Give the sheet on which the evaluation of an item is written.

    Raises:
        TaikouError: The item is not evaluated in that year, or has no file for it yet.
    """
    (form,) = build_forms(project, year, Selection(items=(item,)))
    return form.sheets[-1]


def take_typed(plan: Snapshot, year: int, item: int, typed: Iterable[Typed]) -> Taken:
    """Merge what was typed into the evaluation of an item, and hold the result against the rules.

    Args:
        plan: The plan as it is now.
        year: The evaluated year.
        item: The item.
        typed: What was typed.
    """
    form = as_form(plan.project, year, item, typed)
    returned = Returned(plan, year, (form,), (), (), ())
    imported = take_in(returned, lambda *_: Side.OURS, is_partial=False)
    (outcome,) = imported.outcomes
    return Taken(
        imported.contents,
        tuple(one.label for one in outcome.edits.get(item, ())),
        tuple(conflict for one in outcome.items for conflict in one.conflicts),
        tuple(outcome.complaints),
        tuple(outcome.notices),
        tuple(outcome.warnings),
    )


def save_taken(plan: Snapshot, contents: Mapping[str, bytes]) -> None:
    """Write the new files.

    Raises:
        WriteError: A file cannot be written, or somebody else has just written it.
    """
    for name in contents:
        refuse_link(plan.tree.folder / name)
    known = {entry.path for entry in plan.tree.entries}
    for name, content in contents.items():
        before = plan.tree.read(name) if name in known else None
        edit_file(plan.tree.folder / name, before, content)


def try_typed(plan: Snapshot, year: int, item: int, typed: Iterable[Typed]) -> ItemStanding | None:
    """Tell where an item would stand with what can be understood of what was typed."""
    (one,) = merge_form(plan.project, as_form(plan.project, year, item, typed))
    edits = [filled.edit for filled in (*one.filled, *one.conflicts)]
    name = _path_of(plan.project, year, item)
    files = sort_edits(plan.project, item, name, edits)
    try:
        texts = edit_files(files, lambda path: plan.project.texts[plan.project.path_of(path)])
    except TaikouError:
        return None
    contents = {path: text.encode("utf-8") for path, text in texts.items()}
    after = load_tree(OverlayTree(plan.tree, contents), dict(plan.memory))
    return next((s for s in stand_all(after, year) if s.item.number == item), None)


def place_findings(
    project: Project, findings: Iterable[Finding], year: int, item: int, fields: Sequence[Field]
) -> tuple[tuple[Finding, Complaint], ...]:
    """Say the findings of an evaluation in the words of its form, beside the fields that they are of."""
    path = project.path_of(_path_of(project, year, item))
    places = {field.address: place_of_field(field.address) for field in fields}
    shown = ItemReturn(item, (), (), (), (), places, "", build_words(fields))
    text = project.texts.get(path, "")
    return tuple(
        (one, _say(one, shown, text))
        for one in findings
        if one.path == path and one.severity is not Severity.INFO
    )


def _say(finding: Finding, shown: ItemReturn, text: str) -> Complaint:
    place = find_place(shown, text, finding.position.line)
    message = f"{say_in_form(finding.message, shown.words)}（{finding.code}）"
    return Complaint(place, message, say_in_form(finding.hint, shown.words))


def as_form(project: Project, year: int, item: int, typed: Iterable[Typed]) -> ReturnedForm:
    """Give what was typed as a form of the item's division that came back.

    Args:
        project: The plan.
        year: The fiscal year.
        item: The item.
        typed: What was typed.
    """
    plan = project.require_outline()
    owners = {n: id_ for id_, numbers in divisions_of(project, year).items() for n in numbers}
    cells = tuple(_as_cell(item, one) for one in typed)
    title = f"{plan.government} {plan.title}"
    return ReturnedForm(
        "", FormKind.DIVISION, year, owners.get(item, ""), title, cells, (), {item: ""}, {}
    )


def _as_cell(item: int, typed: Typed) -> ReturnedCell:
    place = place_of_field(typed.address)
    key = FieldKey("", item, typed.address, typed.base, typed.subject, "", place, "")
    return ReturnedCell(key, place, Raw(escape_cell(typed.text) or None))


def _path_of(project: Project, year: int, item: int) -> str:
    prefix = project.path_of("")
    return next(
        document.path.removeprefix(prefix)
        for document in project.evaluations
        if (document.content.fiscal_year, document.content.item) == (year, item)
    )
