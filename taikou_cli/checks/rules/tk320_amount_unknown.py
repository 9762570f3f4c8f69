"""項目や評価の金額が、計画にない種類や内訳のもの

items と evaluations の amounts には、plan.yaml の amounts に登録した金額と業務量の識別名と、その内訳の識別名を書きます。登録していないものや、その年度には使わないもの（from、until の外）は、どこにも足し上げられません。

誤りの例：plan.yaml の amounts は effect だけなのに、items の amounts に efect: {2026: 50000}
正しい例：items の amounts に effect: {2026: 50000}

直し方：識別名を直すか、plan.yaml の amounts に登録してください。
"""

from collections.abc import Iterator, Mapping

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.amounts import AmountKind
from taikou_cli.project.project import Project
from taikou_cli.project.schema_fields import guess_key
from taikou_cli.project.told_amounts import PlacedAmount, iter_amounts

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    kinds = {kind.id: kind for kind in project.plan.content.amounts}
    told = set()
    for one in iter_amounts(project):
        kind = kinds.get(one.id)
        if kind is None and (one.path, one.id) not in told:
            told.add((one.path, one.id))
            message = f"「{one.id}」は、plan.yaml の amounts に登録されていません。"
            hint = _advise(one.id, {id_: kind.name for id_, kind in kinds.items()})
            yield Problem(one.path, message, hint, _route_to_id(one), on_key=True)
        elif kind and one.fiscal_year and not kind.covers(one.fiscal_year):
            message = f"「{kind.name}」（{kind.id}）は{kind.years}のもので、{one.fiscal_year}年度にはありません。"
            hint = "年度を直すか、plan.yaml の from と until を確かめてください。"
            yield Problem(one.path, message, hint, one.route, on_key=True)
        elif kind:
            yield from _check_parts(one, kind)


def _route_to_id(one: PlacedAmount) -> Route:
    """Give the way to the amount itself: items tell those of several years below it."""
    return one.route[: one.route.index("amounts") + 2]


def _check_parts(one: PlacedAmount, kind: AmountKind) -> Iterator[Problem]:
    known = {part.id: part.name for part in kind.parts}
    for part in one.amount if isinstance(one.amount, dict) and known else ():
        if part not in known:
            message = f"「{part}」は、「{kind.name}」（{kind.id}）の内訳にありません。"
            yield Problem(one.path, message, _advise(part, known), (*one.route, part), on_key=True)


def _advise(written: str, known: Mapping[str, str]) -> str:
    if meant := guess_key(written, dict(known)):
        return f"「{meant}」（{known[meant]}）の書き間違いではありませんか。"
    listed = "、".join(f"{id_}（{name}）" for id_, name in known.items())
    return f"使える識別名は {listed} です。" if listed else "先に plan.yaml に登録してください。"
