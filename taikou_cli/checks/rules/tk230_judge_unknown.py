"""尺度の評価者が、推進体制にない

judged_by は、organization.yaml の推進体制（bodies）の識別名か office（‹office›）です。ない評価者を指すと、だれもその尺度を使えません。

誤りの例：judged_by: gaibu（organization.yaml にない）
正しい例：judged_by: evaluation_committee

直し方：judged_by を推進体制の識別名に直してください。‹division›が評価する尺度なら、judged_by を消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None or project.organization is None:
        return
    known = [body.id for body in project.organization.content.bodies]
    for index, scale in enumerate(project.plan.content.scales):
        if scale.judged_by is not None and scale.judged_by not in (*known, "office"):
            message = f"評価者「{scale.judged_by}」は {project.organization.path} にありません。"
            hint = f"使える識別名は {'、'.join((*known, 'office'))} です。"
            if scale.judged_by == "division":
                hint = "‹division›が評価する尺度なら、judged_by を消してください。"
            yield Problem(project.plan.path, message, hint, ("scales", index, "judged_by"))
