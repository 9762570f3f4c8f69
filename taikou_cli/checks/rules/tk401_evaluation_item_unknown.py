"""ない‹item›の評価がある

評価の item は‹item›の番号です。ない番号の評価は、どの集計にも入りません。

誤りの例：35項目の‹plan›に item: 99
正しい例：item: 15

直し方：番号を直すか、要らないファイルなら消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.results import iter_about_items

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    known = set(project.item_paths.values())
    for document in iter_about_items(project):
        if document.content.item not in known:
            message = f"‹item›{document.content.item}はありません。"
            hint = "番号を確かめてください。"
            yield Problem(document.path, message, hint, ("item",))
