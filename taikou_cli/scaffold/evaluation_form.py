"""The empty form of an item's evaluation, with what its writer needs to know as comments."""

from collections.abc import Iterator, Sequence

from taikou_cli.model.amounts import numbers_of
from taikou_cli.model.catalogue import stories_of
from taikou_cli.model.declared import DeclaredField
from taikou_cli.model.evaluation import Evaluation, SelfEvaluation
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.progress.wording import DIRECTIONS
from taikou_cli.store.yaml_writing import write_amount, write_comment


def build_form(
    plan: Plan,
    item: Item,
    fiscal_year: int,
    before: Evaluation | None,
    fields: Sequence[DeclaredField] = (),
) -> str:
    """Build the YAML of an evaluation that has still to be written.

    Args:
        plan: The outline, with stages.
        item: The item, in force that year.
        fiscal_year: The year to be evaluated.
        before: The evaluation of the year before, if there is one.
        fields: The fields of the plan's own that the writer is asked for.
    """
    return "".join(_iter_parts(plan, item, fiscal_year, before)) + _write_end(fields)


def _iter_parts(plan: Plan, item: Item, year: int, before: Evaluation | None) -> Iterator[str]:
    stage = plan.workflow[0].id
    yield write_comment(f"{plan.words.item}{item.sign} {item.title}")
    yield write_comment(f"{plan.fiscal_years.name(year)}の評価")
    if before is not None and before.self_evaluation.review:
        yield write_comment(f"前の年度の見直し：\n{before.self_evaluation.review}")
    yield f"item: {item.number}\nfiscal_year: {year}\nstage: {stage}\n"
    yield "self_evaluation:\n  grade:\n"
    yield from (f"  {entry.key}:\n" for entry in stories_of(SelfEvaluation))
    yield from _iter_actions(item, year)
    yield from _iter_kpis(item, year, before)
    yield from _iter_amounts(item, year)


def _write_end(fields: Sequence[DeclaredField]) -> str:
    asked = "".join(f"{write_comment(one.name, 2)}  {one.id}:\n" for one in fields)
    return ("fields:\n" if asked else "") + asked + "evidence: []\nopinions: []\n"


def _iter_actions(item: Item, year: int) -> Iterator[str]:
    actions = [a for a in item.actions if a.covers(year)]
    yield "actions:\n" if actions else "actions: []\n"
    for action in actions:
        planned = "、".join(action.plan_for(year))
        yield write_comment(f"{action.title}{f'　予定：{planned}' if planned else ''}", 2)
        yield f"  - id: {action.id}\n    status:\n"


def _iter_kpis(item: Item, year: int, before: Evaluation | None) -> Iterator[str]:
    kpis = [k for k in item.kpis if k.covers(year)]
    yield "kpis:\n" if kpis else "kpis: []\n"
    for kpi in kpis:
        yield write_comment(_describe_kpi(kpi, before), 2)
        yield f"  - id: {kpi.id}\n    actual:\n    fiscal_year: {year}\n"
        if year in kpi.targets:
            yield f"    target: {write_amount(kpi.targets[year])}\n"


def _iter_amounts(item: Item, year: int) -> Iterator[str]:
    planned = {id_: years[year] for id_, years in item.amounts.items() if years.get(year)}
    if planned:
        yield "amounts:\n"
    for id_, amount in planned.items():
        yield f"  {id_}:\n"
        yield from (f"    {part}:\n" for part in numbers_of(amount) if part)


def _describe_kpi(kpi: Indicator, before: Evaluation | None) -> str:
    parts = [f"{kpi.name}（単位：{kpi.unit or '未定'}、{DIRECTIONS[kpi.direction]}）"]
    parts += [
        f"前の評価での実績値 {result.actual}"
        for result in (before.kpis if before else ())
        if result.id == kpi.id and result.actual is not None
    ]
    return "　".join(parts)
