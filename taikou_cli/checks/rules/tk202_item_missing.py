"""‹item›のファイルがない

‹item›には1から定数までの番号が続けて付いています。途中の番号のファイルがなければ、その項目の計画と評価が失われています。

誤りの例：items/ に 01.yaml と 03.yaml だけがある
正しい例：items/ に 01.yaml、02.yaml、03.yaml がある

直し方：控えから戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    known = set(project.item_paths.values()) | {item.content.number for item in project.items}
    for number in range(1, (project.plan.content.counts.items or 0) + 1):
        if number not in known:
            path = project.path_of(f"items/{number:02}.yaml")
            yield Problem(
                path,
                f"‹item›{number}のファイルがありません。",
                "控えから戻すか、作り直してください。",
            )
