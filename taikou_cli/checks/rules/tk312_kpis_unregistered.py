"""‹item›のKPIが未登録である

実施計画で定まるKPIが、まだ書かれていません。誤りではなく、これから登録するものの一覧です。

誤りの例：kpis: []
正しい例：kpis に指標がある

直し方：実施計画が定まったら、‹item›の kpis に記入してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.INFO


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        if not item.content.kpis:
            message = f"‹item›{item.content.number}のKPIは未登録です。"
            yield Problem(
                item.path, message, "実施計画が定まったら kpis に記入してください。", ("kpis",)
            )
