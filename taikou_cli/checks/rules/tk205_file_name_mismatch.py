"""ファイル名と番号が食い違っている

ファイル名の番号と中の number が違うと、別の項目の内容を上書きしたおそれがあります。

誤りの例：05.yaml に number: 6
正しい例：05.yaml に number: 5

直し方：どちらが正しいかを確かめ、ファイル名か number を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        number = item.content.number
        name = item.path.rpartition("/")[2]
        if name != f"{number:02}.yaml":
            message = f"ファイル名は {name} ですが、番号は{number}です。"
            hint = f"番号を直すか、ファイル名を {number:02}.yaml に変えてください。"
            yield Problem(item.path, message, hint, ("number",))
