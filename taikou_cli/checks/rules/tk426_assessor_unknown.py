"""評価者が、推進体制にない

assessments の by は、division（‹division›）、office（‹office›）か、organization.yaml の推進体制の識別名です。

誤りの例：by: gaibu（organization.yaml にない）
正しい例：by: evaluation_committee

直し方：by を、使える識別名に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.assessments import iter_assessments
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.organization is None:
        return
    bodies = [body.id for body in project.organization.content.bodies]
    known = ("division", "office", *bodies)
    for placed in iter_assessments(project):
        by = placed.one.by
        if by not in known:
            message = f"評価者「{by}」は {project.organization.path} にありません。"
            hint = f"使える識別名は {'、'.join(known)} です。"
            yield Problem(placed.path, message, hint, (*placed.route, "by"))
