"""Takes in what somebody typed for the plan: one item, or what all items share."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Finding, Severity
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.basics_layout import (
    Basics,
    build_calendar_lines,
    build_goal_lines,
    build_organization_lines,
    title_basics,
)
from taikou_cli.forms.layout.fields import Field
from taikou_cli.forms.layout.plan_layout import PlanItem, build_plan_lines, fields_of
from taikou_cli.forms.layout.sheets import Line
from taikou_cli.forms.returns.edits import Edit
from taikou_cli.forms.returns.finding_places import find_place
from taikou_cli.forms.returns.form_words import build_words, say_in_form, words_of_file
from taikou_cli.forms.returns.importing import Snapshot, find_new
from taikou_cli.forms.returns.item_return import ItemReturn
from taikou_cli.forms.returns.merging import merge_cells
from taikou_cli.forms.returns.new_ids import make_id
from taikou_cli.forms.returns.plan_edits import add_part, apply_plan_edits, find_plan_route
from taikou_cli.model.goals import Goals
from taikou_cli.model.item import Item
from taikou_cli.model.organization import Organization
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.project.loading import load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.file_tree import OverlayTree
from taikou_cli.store.text_decoding import encode_like
from taikou_cli.store.yaml_reading import YamlValue
from taikou_cli.work.typed_fields import Taken, Typed, as_form, place_of_field


class Editable(NamedTuple):
    """A file of the plan with its fields.

    Attributes:
        path: The file, as the loaded plan calls it.
        model: What it holds.
        lines: The lines on which it is written.
        number: The item; 0 if it is of all items.
    """

    path: str
    model: type[Record]
    lines: tuple[Line, ...]
    number: int = 0

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields."""
        return fields_of(self.lines)


def edit_item(project: Project, number: int) -> Editable:
    """Give the fields of an item of the plan."""
    whole = project.with_private
    document = whole.items_by_number()[number]
    subject = PlanItem(whole.require_outline(), document.content, whole.division_names())
    return Editable(document.path, Item, tuple(build_plan_lines(subject)), number)


def edit_basics(project: Project, which: Basics) -> Editable:
    """Give the fields of what all items share.

    Raises:
        TaikouError: The file could not be read.
    """
    whole = project.with_private
    plan, document = whole.require_outline(), whole.plan
    if which is Basics.CALENDAR and document:
        return Editable(document.path, Plan, tuple(build_calendar_lines(plan)))
    if which is Basics.GOALS and whole.goals:
        lines = build_goal_lines(plan, whole.goals.content)
        return Editable(whole.goals.path, Goals, tuple(lines))
    if which is Basics.ORGANIZATION and whole.organization:
        lines = build_organization_lines(plan, whole.organization.content)
        return Editable(whole.organization.path, Organization, tuple(lines))
    raise TaikouError(
        f"{title_basics(which, whole)}のファイルを読み込めません。",
        "「はじめ」の画面で誤りを確かめてください。",
    )


def take_plan(plan: Snapshot, edited: Editable, typed: Iterable[Typed]) -> Taken:
    """Merge what was typed into a file of the plan, and hold the result against the rules.

    Args:
        plan: The plan as it is now.
        edited: The file.
        typed: What was typed.
    """
    project = plan.project
    one = _merge(project, edited, typed)
    taken = Taken({}, (), one.conflicts, one.faults, one.notices, ())
    if one.faults:
        return taken
    edits = [filled.edit for filled in one.filled if isinstance(filled.edit, Edit)]
    try:
        text = apply_plan_edits(project.texts[edited.path], edits, edited.model)
    except TaikouError as error:
        return taken._replace(complaints=(Complaint("", error.message, error.hint),))
    changed = tuple(filled.label for filled in one.filled)
    return _check(plan, edited.path, text, one)._replace(
        changed=changed, conflicts=one.conflicts, notices=one.notices
    )


def try_plan(plan: Snapshot, edited: Editable, typed: Iterable[Typed]) -> Project | None:
    """Give the plan with what can be understood of what was typed; None if nothing comes of it."""
    one = _merge(plan.project, edited, typed)
    edits = [f.edit for f in (*one.filled, *one.conflicts) if isinstance(f.edit, Edit)]
    try:
        text = apply_plan_edits(plan.project.texts[edited.path], edits, edited.model)
    except TaikouError:
        return None
    name = edited.path.removeprefix(plan.project.path_of(""))
    tree = OverlayTree(plan.tree, {name: text.encode("utf-8")})
    return load_tree(tree, dict(plan.memory))


def _merge(project: Project, edited: Editable, typed: Iterable[Typed]) -> ItemReturn:
    number = edited.number
    form = as_form(project, project.require_outline().first_year, number, typed)
    fields = {field.address: field for field in edited.fields}
    return merge_cells(form, number, form.cells, fields)


def take_part(
    plan: Snapshot, number: int, kind: str, content: Mapping[str | int, YamlValue]
) -> Taken:
    """Add an action or an indicator to an item, and hold the result against the rules.

    Args:
        plan: The plan as it is now.
        number: The item.
        kind: The list that it is added to: `actions` or `kpis`.
        content: Its values, but for its identifier, which is made.
    """
    texts = plan.project.texts
    path = plan.project.items_by_number()[number].path
    own: dict[str | int, YamlValue] = {"id": make_id(kind.removesuffix("s"), texts.values())}
    text = add_part(texts[path], kind, own | dict(content), Item)
    return _check(plan, path, text, ItemReturn(number, (), (), (), (), {}, ""))


def place_plan_findings(
    project: Project, findings: Iterable[Finding], edited: Editable
) -> Mapping[Finding, Complaint]:
    """Say the findings of a file in the words of its fields, beside the fields that they are of."""
    fields = edited.fields
    places = {field.address: place_of_field(field.address) for field in fields}
    one = ItemReturn(edited.number, (), (), (), (), places, "", build_words(fields))
    own = (f for f in findings if f.path == edited.path and f.severity is not Severity.INFO)
    return {finding: _say(finding, one, project.texts.get(edited.path, "")) for finding in own}


def _check(plan: Snapshot, path: str, text: str, one: ItemReturn) -> Taken:
    """Tell what the rules say that they did not say before."""
    if text == plan.project.texts[path]:
        return Taken({}, (), (), (), (), ())
    name = path.removeprefix(plan.project.path_of(""))
    contents = {name: encode_like(text, plan.tree.read(name))}
    after = load_tree(OverlayTree(plan.tree, contents), plan.memory)
    new = find_new(check_plan(plan.project).findings, check_plan(after).findings)
    told = {severity: [f for f in new if f.severity is severity] for severity in Severity}

    def say(finding: Finding) -> Complaint:
        is_own = finding.path == path
        words = one.words if is_own else words_of_file(plan.project, finding.path)
        return _say(finding, one._replace(words=words), text, path)

    errors = tuple(map(say, told[Severity.ERROR]))
    warnings = tuple(map(say, told[Severity.WARNING]))
    return Taken({} if errors else contents, (), (), errors, (), warnings)


def _say(finding: Finding, one: ItemReturn, text: str, path: str | None = None) -> Complaint:
    is_own = path is None or finding.path == path
    place = find_place(one, text, finding.position.line, find_plan_route) if is_own else ""
    message = f"{say_in_form(finding.message, one.words)}（{finding.code}）"
    return Complaint(place, message, say_in_form(finding.hint, one.words))
