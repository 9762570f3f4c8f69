"""‹item›の‹division›が未登録である

実施計画で定まる‹division›が、まだ書かれていません。誤りではなく、これから登録するものの一覧です。

誤りの例：divisions: []
正しい例：divisions に所属の識別名がある

直し方：実施計画が定まったら、‹item›の divisions に記入してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.INFO


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        if not item.content.divisions:
            message = f"‹item›{item.content.number}の‹division›は未登録です。"
            yield Problem(
                item.path,
                message,
                "実施計画が定まったら divisions に記入してください。",
                ("divisions",),
            )
