"""目標・方針・実施項目の数が大綱と合わない

plan.yaml の counts（定数）と、実際に書かれている数を比べます。数が違えば、どこかが抜け落ちたか、二重になっています。集計の分母が狂います。

誤りの例：counts の policies が 4 なのに、方針は3つ
正しい例：counts の policies が 3 で、方針も3つ

直し方：抜けた・増えた目標、方針、実施項目を確かめてください。大綱の改定で数が変わったのなら counts を改めてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    counts = project.plan.content.counts
    for key, name, expected, actual in (
        ("goals", "目標", counts.goals, _count_goals(project)),
        ("policies", "方針", counts.policies, _count_policies(project)),
        ("items", "実施項目", counts.items, len(project.item_paths)),
    ):
        if actual is not None and actual != expected:
            message = f"{name}の数が合いません（定数は{expected}、実際は{actual}）。"
            hint = f"{name}の抜けや重なりを確かめてください。大綱の改定によるものなら、この数を改めてください。"
            yield Problem(project.plan.path, message, hint, ("counts", key))


def _count_goals(project: Project) -> int | None:
    return len(project.goals.content.goals) if project.goals else None


def _count_policies(project: Project) -> int | None:
    return sum(1 for _ in project.iter_policies()) if project.goals else None
