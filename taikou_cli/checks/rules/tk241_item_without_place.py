"""‹item›の属する所がない

‹item›は、policy（‹policy›）、goal（‹policy›のない‹goal›）、group（‹group›のある‹policy›）のどれか一つで、属する所を示します。
なければ、その項目はどの‹goal›の集計にも入りません。

誤りの例：policy も goal も group もない
正しい例：policy: 3

直し方：すぐ上の階層の番号を書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.branches import LEVELS, walk
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    words = project.words
    keys = " か ".join(
        f"「{level}: {words.of_level(level)}の番号」"
        for level in LEVELS
        if any(one.level == level and not one.below for one in walk(project.branches))
    )
    for item in project.items:
        if not item.content.named_levels:
            message = f"この{words.item}が属する所がありません。"
            yield Problem(item.path, message, f"{keys} の行を加えてください。", ("number",))
