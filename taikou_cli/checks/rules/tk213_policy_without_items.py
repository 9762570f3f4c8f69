"""‹item›のない‹policy›がある

どの‹item›からも指されていない‹policy›です。‹item›の policy の書き間違いの疑いがあります。

誤りの例：どの‹item›も‹policy›2を指していない
正しい例：‹item›3が policy: 2

直し方：‹item›の policy を確かめてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.branches import walk
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None or len(project.items) < len(project.item_paths):
        return  # an item that could not be read may be the policy's
    words = project.words
    for branch in walk(project.branches):
        if not branch.below and not project.items_at(branch):
            name = f"{words.of_level(branch.level)}{branch.number}「{branch.part.title}」"
            hint = f"{words.item}の {branch.level} の番号を確かめてください。"
            message = f"{name}に{words.item}がありません。"
            yield Problem(project.goals.path, message, hint, (*branch.route, "number"))
