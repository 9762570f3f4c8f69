"""What the items of a division still lack in a year, by the stage that demands it first."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.workflow import Stage
from taikou_cli.progress.demands import find_empty_fields, find_lacks
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

_NOT_THE_DIVISIONS = "opinions"


class MissingItem(NamedTuple):
    """What an item lacks for a stage, and whether its form has come back."""

    item: Item
    is_returned: bool
    lacks: tuple[str, ...]


class MissingPart(NamedTuple):
    """The items that lack something for a stage."""

    stage: Stage
    items: tuple[MissingItem, ...]


def list_missing(
    project: Project, fiscal_year: int, numbers: Sequence[int], returned: Collection[int]
) -> tuple[MissingPart, ...]:
    """List what is missing of some items, stage by stage; of pending or stopped ones nothing.

    Args:
        project: The plan.
        fiscal_year: The year.
        numbers: The items.
        returned: Those whose forms have come back.

    Raises:
        TaikouError: One of the items has no evaluation yet.
    """
    private = project.with_private
    plan = as_of(private, fiscal_year).require_outline()
    items = as_of(private, fiscal_year).items_by_number()
    years = private.evaluations_by_item()
    if absent := [n for n in numbers if fiscal_year not in years.get(n, {})]:
        raise TaikouError(
            f"{plan.words.item}{list_numbers(absent)}に{fiscal_year}年度の評価のファイルがありません。",
            f"先に「taikou new year {fiscal_year}」を実行してください。",
        )
    told = [(items[n].content, years[n][fiscal_year]) for n in numbers]
    rated = [pair for pair in told if pair[1].state == "rated"]
    parts = (
        MissingPart(
            stage,
            tuple(
                MissingItem(item, item.number in returned, lacks)
                for item, evaluation in rated
                if (lacks := tuple(_iter_lacks(plan, stage, item, evaluation)))
            ),
        )
        for stage in plan.workflow
    )
    return tuple(part for part in parts if part.items)


def _iter_lacks(plan: Plan, stage: Stage, item: Item, evaluation: Evaluation) -> Iterator[str]:
    earlier = plan.workflow[: plan.workflow.index(stage)]
    known = {demand for one in earlier for demand in one.demands} | {_NOT_THE_DIVISIONS}
    for demand in stage.demands:
        if demand not in known:
            yield from (lack.what for lack in find_lacks(demand, evaluation, item))
    own = find_empty_fields(evaluation, item, plan, of="division")
    yield from (lack.what for id_, lack in own if id_ == stage.id)
