"""実施項目の番号が定数を超えている

大綱にない番号の実施項目です。定数（plan.yaml の counts.items）より大きな番号は使えません。

誤りの例：35項目の大綱に number: 36
正しい例：35項目の大綱に number: 35

直し方：番号を確かめてください。大綱の改定で項目が増えたのなら counts.items を改めてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    last = project.plan.content.counts.items
    for item in project.items:
        if item.content.number > last:
            message = f"実施項目{item.content.number}は大綱にありません（実施項目は{last}まで）。"
            hint = "番号を確かめてください。大綱の改定で増えたのなら plan.yaml の counts.items を改めてください。"
            yield Problem(item.path, message, hint, ("number",))
