"""公表した評価のファイルがない

公表の記録にある評価がなくなると、公表した数字を後から確かめられません。

誤りの例：公表した evaluations/2025/04.yaml を消す
正しい例：公表したファイルを残す

直し方：控えから戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for publication in project.publications:
        for index, source in enumerate(publication.content.sources):
            if project.path_of(source.path) not in project.paths:
                message = f"公表の元にした {source.path} がありません。"
                route = ("sources", index, "path")
                yield Problem(publication.path, message, "控えから戻してください。", route)
