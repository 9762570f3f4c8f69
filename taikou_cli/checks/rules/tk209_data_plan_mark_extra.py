"""★の付かない‹item›に付いている

plan.yaml の data_plan.items にない‹item›に印があると、法定の官民データ活用推進計画にない取組が、その計画の報告に載ります。

誤りの例：★の一覧にない項目4が data_plan: true
正しい例：★の一覧にない項目4が data_plan: false

直し方：‹item›の data_plan を false にするか、plan.yaml の data_plan.items を改めてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    data_plan = project.plan.content.data_plan
    marked = data_plan.items if data_plan else ()
    for item in project.items:
        if item.content.data_plan and item.content.number not in marked:
            message = (
                f"‹item›{item.content.number}は、plan.yaml の data_plan.items に含まれていません。"
            )
            yield Problem(item.path, message, "data_plan を false にしてください。", ("data_plan",))
