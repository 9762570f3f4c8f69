"""‹item›の番号が定数を超えている

‹plan›にない番号の‹item›です。定数（plan.yaml の counts.items）より大きな番号は使えません。

誤りの例：35項目の‹plan›に number: 36
正しい例：35項目の‹plan›に number: 35

直し方：番号を確かめてください。‹plan›の改定で項目が増えたのなら counts.items を改めてください。
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
        if last is not None and item.content.number > last:
            message = f"‹item›{item.content.number}は‹plan›にありません（‹item›は{last}まで）。"
            hint = "番号を確かめてください。‹plan›の改定で増えたのなら plan.yaml の counts.items を改めてください。"
            yield Problem(item.path, message, hint, ("number",))
