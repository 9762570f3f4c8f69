"""段階に必要な記入がない

段階が進むと、それまでに記入されているべきものが増えます（plan.yaml の workflow の demands）。足りないまま進むと、空の評価が公表されます。

直し方：足りないものを記入するか、段階を戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.demands import find_lacks
from taikou_cli.progress.workflow import demands_of
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    plan = project.plan.content
    demands = {stage.id: demands_of(plan, stage.id) for stage in plan.workflow}
    items = project.items_by_number()
    for document in project.evaluations:
        evaluation, item = document.content, items.get(document.content.item)
        if item is None or evaluation.state != "rated":
            continue
        for demand, stage in demands.get(evaluation.stage, {}).items():
            for lack in find_lacks(demand, evaluation, item.content):
                message = f"「{stage.name}」の段階に必要な{lack.what}がありません。"
                hint = "記入するか、stage を前の段階に戻してください。"
                yield Problem(document.path, message, hint, lack.route or ("stage",))
