"""Takes in what somebody typed for the plan of one item."""

from collections.abc import Iterable, Mapping

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Finding, Severity
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.layout.fields import Field
from taikou_cli.forms.layout.plan_layout import PlanItem, build_plan_lines, fields_of
from taikou_cli.forms.layout.sheets import Line
from taikou_cli.forms.returns.edits import Edit
from taikou_cli.forms.returns.finding_places import find_place
from taikou_cli.forms.returns.form_words import build_words, say_in_form
from taikou_cli.forms.returns.importing import Snapshot, find_new
from taikou_cli.forms.returns.item_return import ItemReturn
from taikou_cli.forms.returns.merging import merge_cells
from taikou_cli.forms.returns.plan_edits import add_part, apply_plan_edits, find_plan_route
from taikou_cli.project.loading import load_tree
from taikou_cli.project.project import Project
from taikou_cli.store.file_tree import OverlayTree
from taikou_cli.store.text_decoding import encode_like
from taikou_cli.store.yaml_reading import YamlValue
from taikou_cli.work.typed_fields import Taken, Typed, as_form, place_of_field


def build_plan_sheet(project: Project, number: int) -> tuple[Line, ...]:
    """Give the lines on which the plan of an item is written."""
    whole = project.with_private
    item = whole.items_by_number()[number].content
    subject = PlanItem(whole.require_outline(), item, whole.division_names())
    return tuple(build_plan_lines(subject))


def take_plan(plan: Snapshot, number: int, typed: Iterable[Typed]) -> Taken:
    """Merge what was typed into an item, and hold the result against the rules.

    Args:
        plan: The plan as it is now.
        number: The item.
        typed: What was typed.
    """
    project = plan.project
    fields = fields_of(build_plan_sheet(project, number))
    form = as_form(project, project.require_outline().first_year, number, typed)
    one = merge_cells(form, number, {(number, field.address): field for field in fields})
    taken = Taken({}, (), one.conflicts, one.faults, one.notices, ())
    if one.faults:
        return taken
    edits = [filled.edit for filled in one.filled if isinstance(filled.edit, Edit)]
    path = project.items_by_number()[number].path
    try:
        text = apply_plan_edits(project.texts[path], edits)
    except TaikouError as error:
        return taken._replace(complaints=(Complaint("", error.message, error.hint),))
    changed = tuple(filled.label for filled in one.filled)
    return _check(plan, path, text, one)._replace(
        changed=changed, conflicts=one.conflicts, notices=one.notices
    )


def take_part(plan: Snapshot, number: int, kind: str, content: YamlValue) -> Taken:
    """Add an action or an indicator to an item, and hold the result against the rules."""
    path = plan.project.items_by_number()[number].path
    text = add_part(plan.project.texts[path], kind, content)
    return _check(plan, path, text, ItemReturn(number, (), (), (), (), {}, ""))


def place_plan_findings(
    project: Project, findings: Iterable[Finding], number: int, fields: tuple[Field, ...]
) -> Mapping[Finding, Complaint]:
    """Say the findings of an item in the words of its fields, beside the fields that they are of."""
    path = project.items_by_number()[number].path
    places = {field.address: place_of_field(field.address) for field in fields}
    one = ItemReturn(number, (), (), (), (), places, "", build_words(fields))
    own = (f for f in findings if f.path == path and f.severity is not Severity.INFO)
    return {finding: _say(finding, one, project.texts.get(path, "")) for finding in own}


def _check(plan: Snapshot, path: str, text: str, one: ItemReturn) -> Taken:
    """Tell what the rules say that they did not say before."""
    if text == plan.project.texts[path]:
        return Taken({}, (), (), (), (), ())
    name = path.removeprefix(plan.project.path_of(""))
    contents = {name: encode_like(text, plan.tree.read(name))}
    after = load_tree(OverlayTree(plan.tree, contents), plan.memory)
    new = find_new(check_plan(plan.project).findings, check_plan(after).findings)
    told = {severity: [f for f in new if f.severity is severity] for severity in Severity}
    errors = tuple(_say(f, one, text, path) for f in told[Severity.ERROR])
    warnings = tuple(_say(f, one, text, path) for f in told[Severity.WARNING])
    return Taken({} if errors else contents, (), (), errors, (), warnings)


def _say(finding: Finding, one: ItemReturn, text: str, path: str | None = None) -> Complaint:
    is_own = path is None or finding.path == path
    place = find_place(one, text, finding.position.line, find_plan_route) if is_own else ""
    message = f"{say_in_form(finding.message, one.words)}（{finding.code}）"
    return Complaint(place, message, say_in_form(finding.hint, one.words))
