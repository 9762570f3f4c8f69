"""What a stage of the workflow has closed, returned forms do not change."""

from collections.abc import Callable, Sequence
from functools import partial

from taikou_cli.forms.excel.returned import Complaint
from taikou_cli.forms.returns.edits import NewOpinion
from taikou_cli.forms.returns.item_return import Filled, ItemReturn
from taikou_cli.model.plan import Plan
from taikou_cli.model.workflow import Stage
from taikou_cli.progress.workflow import find_closing_stage
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project


def refuse_closed(
    project: Project, fiscal_year: int, returned: Sequence[ItemReturn]
) -> tuple[ItemReturn, ...]:
    """Turn changes of what is closed into faults that name the stage and the way out.

    Args:
        project: The plan.
        fiscal_year: The year of the form.
        returned: What came back, by item.
    """
    plan = as_of(project, fiscal_year).require_outline()
    evaluations = project.evaluations_by_item()

    def find(one: ItemReturn, filled: Filled) -> Stage | None:
        evaluation = evaluations.get(one.item, {}).get(fiscal_year)
        stage = evaluation.stage if evaluation else ""
        return find_closing_stage(plan, stage, _address_of(filled))

    return tuple(_refuse(plan, fiscal_year, one, partial(find, one)) for one in returned)


def _refuse(
    plan: Plan, fiscal_year: int, one: ItemReturn, find: Callable[[Filled], Stage | None]
) -> ItemReturn:
    refused = (
        _complain(plan, fiscal_year, one.item, filled, closing)
        for filled in (*one.filled, *one.conflicts)
        if (closing := find(filled))
    )
    return one._replace(
        filled=tuple(filled for filled in one.filled if not find(filled)),
        conflicts=tuple(filled for filled in one.conflicts if not find(filled)),
        faults=(*one.faults, *refused),
    )


def _address_of(filled: Filled) -> tuple[str, ...]:
    return ("opinions",) if isinstance(filled.edit, NewOpinion) else filled.edit.address


def _complain(plan: Plan, year: int, item: int, filled: Filled, closing: Stage) -> Complaint:
    before = plan.workflow[max(plan.workflow.index(closing) - 1, 0)]
    return Complaint(
        filled.place,
        f"「{filled.label}」は、「{closing.name}」の段階で締め切られているので、変えられません。",
        f"直すときは、先に「taikou advance {before.id} --year {year} --item {item} --back "
        "--why 理由」で段階を戻してください。",
    )
