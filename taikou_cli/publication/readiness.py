"""Whether a year can be published: every item decided, or pending with a reason."""

from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.model.plan import Plan
from taikou_cli.model.workflow import Stage
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.workflow import publishable_stage, stages_up_to


class Obstacle(NamedTuple):
    """An item that keeps a year from being published, and why."""

    number: int
    reason: str


def find_obstacles(standings: tuple[ItemStanding, ...], plan: Plan) -> Iterator[Obstacle]:
    """Yield the items in force that are not decided yet."""
    needed = publishable_stage(plan)
    for standing in standings:
        if standing.is_in_force and (reason := _find_reason(standing, plan, needed)):
            yield Obstacle(standing.item.number, reason)


def _find_reason(standing: ItemStanding, plan: Plan, needed: Stage | None) -> str | None:
    if standing.evaluation is None:
        return "評価のファイルがない"
    if standing.state is ItemState.UNRATED:
        return "評価区分がない"
    if standing.state is ItemState.PENDING or needed is None:
        return None
    if needed not in stages_up_to(plan, standing.evaluation.stage):
        return f"「{needed.name}」の段階に達していない"
    return None
