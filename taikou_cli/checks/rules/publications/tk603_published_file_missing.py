"""公表の元にしたファイルがない

公表の記録にあるファイルがなくなると、公表した数字を後から確かめられません。

誤りの例：公表した evaluations/2025/04.yaml を消す
正しい例：公表したファイルを残す（途中で終わる項目には last_year を書く）

直し方：控えから戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for publication in project.publications:
        place = len(publication.content.editions) - 1
        for index, source in enumerate(publication.content.last.sources):
            if source.keys is not None and project.path_of(source.path) not in project.paths:
                message = f"公表の元にした {source.path} がありません。"
                hint = "控えから戻してください。途中で終わる項目なら、ファイルは残して last_year を書きます。"
                route = ("editions", place, "sources", index, "path")
                yield Problem(publication.path, message, hint, route)
