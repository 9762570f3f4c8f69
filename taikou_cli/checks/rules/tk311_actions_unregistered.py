"""実施項目の具体的な取組が未登録である

実施計画で定まる具体的な取組が、まだ書かれていません。誤りではなく、これから登録するものの一覧です。

誤りの例：actions: []
正しい例：actions に取組がある

直し方：実施計画が定まったら、実施項目の actions に記入してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.INFO


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        if not item.content.actions:
            message = f"実施項目{item.content.number}の具体的な取組は未登録です。"
            yield Problem(
                item.path,
                message,
                "実施計画が定まったら actions に記入してください。",
                ("actions",),
            )
