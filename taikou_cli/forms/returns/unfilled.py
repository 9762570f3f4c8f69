"""Which items still lack something that the divisions are asked for."""

from collections.abc import Iterable

from taikou_cli.progress.demands import demands_of, find_empty_fields, find_lacks
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project


def list_unfilled(project: Project, fiscal_year: int, items: Iterable[int]) -> tuple[int, ...]:
    """Give the items whose evaluation lacks something; pending and stopped ones lack nothing."""
    project = project.with_private
    plan = project.plan.content if project.plan else None
    demanded = {demand for stage in (plan.workflow if plan else ()) for demand in stage.demands}
    asked = demanded & demands_of("division")
    evaluations = project.evaluations_by_item()
    known = as_of(project, fiscal_year).items_by_number()

    def lacks(number: int) -> bool:
        evaluation = evaluations.get(number, {}).get(fiscal_year)
        if evaluation is None:
            return True
        item = known[number].content
        own = find_empty_fields(evaluation, item, plan, of="division") if plan else ()
        return evaluation.state == "rated" and any(
            (*(lack for demand in asked for lack in find_lacks(demand, evaluation, item)), *own)
        )

    return tuple(number for number in items if lacks(number))
