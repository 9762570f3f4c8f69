"""What a plan has gained since an evaluation was begun, added to it without touching a word."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from taikou_cli.base.findings import Route
from taikou_cli.model.evaluation import Evaluation, IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.progress.workflow import find_closing_stage
from taikou_cli.project.schema_fields import fields_at
from taikou_cli.store.splice import set_value
from taikou_cli.store.yaml_reading import YamlValue


class Addition(NamedTuple):
    """A value that an evaluation gains."""

    route: Route
    value: YamlValue


def complete_evaluation(text: str, evaluation: Evaluation, item: Item, plan: Plan) -> str:
    """Give the text of an evaluation with the actions and KPIs that its item has gained.

    What a stage has closed stays; what is written stays as well.

    Args:
        text: The evaluation's YAML.
        evaluation: What it says.
        item: Its item.
        plan: The outline.

    Raises:
        SpliceError: The text is written too unusually to be edited in place.
    """
    for part, additions in (
        ("actions", _list_actions(evaluation, item)),
        ("kpis", _list_kpis(evaluation, item)),
    ):
        if not find_closing_stage(plan, evaluation.stage, (part,)):
            for addition in additions:
                text = set_value(text, *addition, lambda route: tuple(fields_at(route, Evaluation)))
    return text


def _list_actions(evaluation: Evaluation, item: Item) -> Iterator[Addition]:
    known = {result.id for result in evaluation.actions}
    new = [one for one in item.actions if one.id not in known]
    asked = (one for one in new if one.covers(evaluation.fiscal_year))
    for place, action in enumerate(asked, start=len(evaluation.actions)):
        yield Addition(("actions", place), {"id": action.id, "status": None})


def _list_kpis(evaluation: Evaluation, item: Item) -> Iterator[Addition]:
    year = evaluation.fiscal_year
    kpis = {one.id: one for one in item.kpis if one.covers(year)}
    for place, result in enumerate(evaluation.kpis):
        if result.id in kpis:
            yield from _list_given(result, _give(kpis.pop(result.id), year), ("kpis", place))
    for place, kpi in enumerate(kpis.values(), start=len(evaluation.kpis)):
        yield Addition(("kpis", place), {"id": kpi.id, "actual": None, **_give(kpi, year)})


def _give(kpi: Indicator, year: int) -> dict[str | int, YamlValue]:
    """Give what nobody need fill in: the year of the value, and the target that it is held against."""
    given: dict[str | int, YamlValue] = {"fiscal_year": year}
    return given | {"target": kpi.targets[year]} if year in kpi.targets else given


def _list_given(
    result: IndicatorResult, given: Mapping[str | int, YamlValue], route: Route
) -> Iterator[Addition]:
    """Yield what an entry without a value lacks of this; with one it is for a person to say."""
    if result.actual is None and result.pending is None:
        for key, value in given.items():
            if getattr(result, str(key)) is None:
                yield Addition((*route, key), value)
