"""同じ番号の‹item›が二つある

番号は‹item›を見分ける唯一の印です。同じ番号が二つあると、評価がどちらのものか分かりません。

誤りの例：02.yaml も 03.yaml も number: 2
正しい例：02.yaml は number: 2、03.yaml は number: 3

直し方：どちらかの number を正しい番号に直してください。
"""

from collections import defaultdict
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    paths = defaultdict(list)
    for item in project.items:
        paths[item.content.number].append(item.path)
    for item in project.items:
        number = item.content.number
        others = [path for path in paths[number] if path != item.path]
        if others:
            message = f"番号{number}は {'、'.join(others)} にも使われています。"
            yield Problem(
                item.path,
                message,
                "どちらが正しいかを確かめ、一方の番号を直してください。",
                ("number",),
            )
