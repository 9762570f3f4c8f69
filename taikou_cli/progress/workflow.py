"""Where the evaluations of a year stand in the workflow, and who is behind the calendar."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from taikou_cli.model.plan import Plan
from taikou_cli.model.workflow import CLOSABLE, Stage
from taikou_cli.progress.standing import ItemStanding, ItemState


class Delay(NamedTuple):
    """An item that has not reached a stage whose deadline has passed.

    Attributes:
        standing: The item.
        stage: The first stage that it has not reached: what is really missing.
        deadline: Until when that stage was due; where the calendar does not say, the next one.
    """

    standing: ItemStanding
    stage: Stage
    deadline: date


def stages_up_to(plan: Plan, stage_id: str) -> tuple[Stage, ...]:
    """Give the stages that an evaluation at this stage has passed, that stage included.

    Empty if the workflow does not know the stage.
    """
    ids = [stage.id for stage in plan.workflow]
    return plan.workflow[: ids.index(stage_id) + 1] if stage_id in ids else ()


def publishable_stage(plan: Plan) -> Stage | None:
    """Give the first stage from which an evaluation may be published."""
    marked = (stage for stage in plan.workflow if stage.publishable)
    return next(marked, plan.workflow[-1] if plan.workflow else None)


def find_closing_stage(plan: Plan, stage_id: str, address: Sequence[str]) -> Stage | None:
    """Give the stage that has closed a value of an evaluation; None if it may still be changed.

    Args:
        plan: The outline.
        stage_id: The stage of the evaluation.
        address: The way to the value in the evaluation: `("opinions", "1", "response")`.
    """
    is_response = address[0] == "opinions" and address[-1] == "response"
    part = "responses" if is_response else address[0]
    publishable = publishable_stage(plan)
    for stage in stages_up_to(plan, stage_id):
        closes = CLOSABLE if stage is publishable and stage.closes is None else stage.closes or ()
        if part in closes:
            return stage
    return None


def demands_of(plan: Plan, stage_id: str) -> dict[str, Stage]:
    """Give what an evaluation at this stage must have, each with the stage that first demands it."""
    demands: dict[str, Stage] = {}
    for stage in stages_up_to(plan, stage_id):
        for demand in stage.demands:
            demands.setdefault(demand, stage)
    return demands


def deadlines_of(plan: Plan, fiscal_year: int) -> dict[str, date]:
    """Give the deadlines of a year's evaluation by the ids of the stages."""
    for calendar in plan.calendar:
        if calendar.fiscal_year == fiscal_year:
            return calendar.deadlines
    return {}


def count_stages(standings: Iterable[ItemStanding], plan: Plan) -> dict[str, int]:
    """Count the items in force by the stage of their evaluation; `""` counts those without one."""
    counts = {"": 0} | {stage.id: 0 for stage in plan.workflow}
    for standing in standings:
        if standing.is_in_force:
            stage = standing.evaluation.stage if standing.evaluation else ""
            counts[stage if stage in counts else ""] += 1
    return counts


def find_delays(
    standings: Sequence[ItemStanding], plan: Plan, fiscal_year: int, today: date
) -> tuple[Delay, ...]:
    """Find the items that are behind the calendar on a day; the deadline itself is in time.

    Pending items are not: they say themselves when they can go on.
    """
    deadlines = deadlines_of(plan, fiscal_year)
    at_work = (one for one in standings if one.is_in_force and one.state is not ItemState.PENDING)
    found = (_find_delay(standing, plan, deadlines, today) for standing in at_work)
    return tuple(delay for delay in found if delay)


def _find_delay(
    standing: ItemStanding, plan: Plan, deadlines: Mapping[str, date], today: date
) -> Delay | None:
    evaluation = standing.evaluation
    # Where an evaluation begins is no stage that anybody could miss.
    passed = stages_up_to(plan, evaluation.stage) if evaluation else plan.workflow[:1]
    ahead = plan.workflow[len(passed) or 1 :]
    deadline = next((deadlines[one.id] for one in ahead if one.id in deadlines), None)
    if deadline is None or deadline >= today:
        return None
    return Delay(standing, ahead[0], deadline)
