"""評価の段階が、ない会議を指している

workflow の body は、organization.yaml の推進体制の識別名です。ない会議を指すと、誰が決めたかが分かりません。

誤りの例：body: committee（organization.yaml にない）
正しい例：body: council

直し方：body を推進体制の識別名に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None or project.organization is None:
        return
    known = [body.id for body in project.organization.content.bodies]
    for index, stage in enumerate(project.plan.content.workflow):
        if stage.body is not None and stage.body not in known:
            message = f"会議「{stage.body}」は {project.organization.path} にありません。"
            hint = f"使える識別名は {'、'.join(known)} です。"
            yield Problem(project.plan.path, message, hint, ("workflow", index, "body"))
