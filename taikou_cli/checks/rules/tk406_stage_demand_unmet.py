"""段階に必要な記入がない

段階が進むと、それまでに記入されているべきものが増えます（plan.yaml の workflow の demands）。足りないまま進むと、空の評価が公表されます。

誤りの例：stage: self_evaluated で、grade が空
正しい例：stage: self_evaluated で、grade: A

直し方：足りないものを記入するか、段階を戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.progress.demands import find_empty_fields, find_lacks
from taikou_cli.progress.workflow import demands_of, stages_up_to
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    project = project.with_private
    if project.plan is None:
        return
    plan = project.plan.content
    demands = {stage.id: demands_of(plan, stage.id) for stage in plan.workflow}
    items = project.items_by_number()
    for document in project.evaluations:
        evaluation, item = document.content, items.get(document.content.item)
        if item is None or evaluation.state != "rated":
            continue
        lacks: dict[tuple[str, Route], list[str]] = {}
        for demand, stage in demands.get(evaluation.stage, {}).items():
            for lack in find_lacks(demand, evaluation, item.content):
                lacks.setdefault((stage.name, lack.route), []).append(lack.what)
        passed = {stage.id: stage for stage in stages_up_to(plan, evaluation.stage)}
        for id_, lack in find_empty_fields(evaluation, item.content, plan):
            if id_ in passed:
                lacks.setdefault((passed[id_].name, lack.route), []).append(lack.what)
        for (stage_name, route), whats in lacks.items():
            message = f"「{stage_name}」の段階に必要な記入がありません（{'、'.join(whats)}）。"
            hint = "記入するか、stage を前の段階に戻してください。"
            yield Problem(document.path, message, hint, route or ("stage",))
