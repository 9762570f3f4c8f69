"""内訳のある金額が一つの数で書かれている、または内訳のない金額が内訳で書かれている

内訳（parts）のある金額と業務量は、内訳ごとの数を書きます。全体はその合計です。内訳のないものは、数を一つだけ書きます。

誤りの例：内訳が saving と revenue の effect に、2026: 62000
正しい例：effect に、2026: {saving: 50000, revenue: 12000}

直し方：plan.yaml の amounts の parts に合わせて書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.told_amounts import iter_amounts

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    kinds = {kind.id: kind for kind in project.plan.content.amounts} if project.plan else {}
    for one in iter_amounts(project):
        kind = kinds.get(one.id)
        has_parts = isinstance(one.amount, dict)
        if kind is None or one.amount is None or has_parts == bool(kind.parts):
            continue
        if has_parts:
            message = f"「{kind.name}」（{kind.id}）に内訳はありません。"
            hint = f"数を一つだけ書いてください（単位：{kind.unit}）。"
        else:
            message = (
                f"「{kind.name}」（{kind.id}）には内訳があるのに、一つの数だけが書かれています。"
            )
            parts = ", ".join(f"{part.id}: {part.name}の数" for part in kind.parts)
            hint = f"{{{parts}}} の形で、内訳ごとに書いてください（単位：{kind.unit}）。"
        yield Problem(one.path, message, hint, one.route, on_key=has_parts)
