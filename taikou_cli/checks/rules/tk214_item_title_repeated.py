"""同じ名称の‹item›が二つある

同じ名称は、ファイルを写して直し忘れた疑いがあります。

誤りの例：02.yaml と 05.yaml の title が同じ
正しい例：項目ごとに違う title

直し方：名称を‹plan›と見比べてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for item in project.items:
        path = first.setdefault(item.content.title, item.path)
        if path != item.path:
            message = f"名称が {path} と同じです。"
            yield Problem(item.path, message, "名称を‹plan›と見比べてください。", ("title",))
