"""★の付くべき‹item›に付いていない

plan.yaml の data_plan.items にある‹item›は、法定の官民データ活用推進計画を成します。印がないと、その計画の報告から抜け落ちます。

誤りの例：★の一覧にある項目15が data_plan: false
正しい例：★の一覧にある項目15が data_plan: true

直し方：‹item›の data_plan を true にするか、plan.yaml の data_plan.items を改めてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None or project.plan.content.data_plan is None:
        return
    data_plan = project.plan.content.data_plan
    for item in project.items:
        if item.content.number in data_plan.items and not item.content.data_plan:
            message = f"‹item›{item.content.number}は{data_plan.title}の取組項目ですが、{data_plan.mark}が付いていません。"
            yield Problem(item.path, message, "data_plan を true にしてください。", ("data_plan",))
