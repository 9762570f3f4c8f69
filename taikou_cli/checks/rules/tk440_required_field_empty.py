"""‹plan›、‹goal›、‹policy›、‹group›、KGIの、必要な欄が空

plan.yaml の fields の required_from は、その欄の記入が要る最初の段階です。‹item›と年度評価の欄はTK406が見ます。‹plan›、‹goal›、‹policy›、‹group›、KGIの欄は、どれかの年度評価がその段階に達したときまでに記入します。

誤りの例：on: goal、required_from: decided の欄が、本部決定した評価があるのに空
正しい例：その‹goal›の fields に値がある

直し方：欄に記入するか、required_from を確かめてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.declared import DeclaredField
from taikou_cli.model.evaluation import Assessment
from taikou_cli.progress.workflow import stages_up_to
from taikou_cli.project.field_holders import Holder, iter_holders
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    project = project.with_private
    if project.plan is None:
        return
    names = {stage.id: stage.name for stage in project.plan.content.workflow}
    required = [one for one in project.plan.content.fields if _is_due(project, one)]
    for holder in iter_holders(project) if required else ():
        for field in required if _is_of_the_plan(holder) else ():
            if field.on == holder.on and holder.record.field_values.get(field.id) is None:
                stage = names[str(field.required_from)]
                message = f"「{stage}」の段階に必要な欄「{field.name}」が空です。"
                hint = f"fields に「{field.id}: 値」を書いてください。"
                is_own = field.on == "plan"
                hint = "欄の value に値を書いてください。" if is_own else hint
                route = holder.route_to(field.id)[:-1] if is_own else holder.route
                yield Problem(holder.path, message, hint, route)


def _is_due(project: Project, field: DeclaredField) -> bool:
    """Tell whether an evaluation has reached the stage from which on a field is required."""
    plan = project.require_outline()
    return any(
        stage.id == field.required_from
        for one in project.evaluations
        if field.covers(one.content.fiscal_year)
        for stage in stages_up_to(plan, one.content.stage)
    )


def _is_of_the_plan(holder: Holder) -> bool:
    """Tell whether a record is of the plan itself: no item, and nothing that somebody assesses."""
    return holder.item is None and not isinstance(holder.record, Assessment)
