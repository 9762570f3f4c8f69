"""What the amounts of a plan are: their units, their parts, whether effects last."""

from collections.abc import Iterator

from taikou_cli.base.label import enumerate_labels, join_labels, label
from taikou_cli.model.amounts import AmountKind, AmountPart
from taikou_cli.model.indicator import Indicator, Kgi, SumOfKpis
from taikou_cli.model.plan import Plan
from taikou_cli.reports.document.blocks import Listing
from taikou_cli.reports.document.texts import say


def tell_definitions(plan: Plan) -> Iterator[Listing]:
    """Say of every amount of a plan what it is: its unit, its parts, whether effects last."""
    if plan.amounts:
        yield Listing(tuple(say(_define(kind)) for kind in plan.amounts))


def say_sum_of(plan: Plan, kgi: Indicator) -> str:
    """Say what the actual value of a KGI is the sum of; nothing of one that is typed."""
    of = kgi.sum_of if isinstance(kgi, Kgi) else None
    if of is None:
        return ""
    if isinstance(of, SumOfKpis):
        return label(
            "実績値は、この{goal}の{item}のKPI（{id}）の合計",
            goal=plan.words.goal,
            item=plan.words.item,
            id=of.kpi,
        )
    name = next((one.name for one in plan.amounts if one.id == of), of)
    return label(
        "実績値は、この{goal}の{item}の{name}の合計",
        goal=plan.words.goal,
        item=plan.words.item,
        name=name,
    )


def _define(kind: AmountKind) -> str:
    parts = [join_labels((one.name, _say_lasting(kind, one))) for one in kind.parts]
    told = [
        label(
            "{name}（単位：{unit}）：計画は「{planned}」、実績は「{actual}」。",
            name=kind.name,
            unit=kind.unit,
            planned=kind.planned_name,
            actual=kind.actual_name,
        )
    ]
    told += [label("内訳は{parts}。", parts=enumerate_labels(parts))] if parts else []
    told += [
        label("効果は、始めた年度から計画の最後の年度まで、毎年度続くものとして累計に数えます。")
    ][: kind.lasting]
    return join_labels(told)


def _say_lasting(kind: AmountKind, part: AmountPart) -> str:
    if kind.lasts(part.id) == kind.lasting:
        return ""
    return label("（効果が続く）") if part.lasting else label("（その年度だけの効果）")
