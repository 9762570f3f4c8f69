"""段階の日付の順が逆である

後の段階の日付が前の段階より早いのは、日付の書き間違いです。

誤りの例：self_evaluated: 2026-05-20 と decided: 2026-04-20
正しい例：self_evaluated: 2026-05-20 と decided: 2026-08-20

直し方：日付を直してください。
"""

from collections.abc import Iterator
from itertools import pairwise

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for document in project.evaluations:
        dates = document.content.dates
        stages = [stage for stage in project.plan.content.workflow if stage.id in dates]
        for before, after in pairwise(stages):
            if dates[after.id] < dates[before.id]:
                message = (
                    f"「{after.name}」の日付が「{before.name}」（{dates[before.id]}）より前です。"
                )
                route = ("dates", after.id)
                yield Problem(document.path, message, "日付を確かめてください。", route)
