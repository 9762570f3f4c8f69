"""実施項目の属する所がない

実施項目は、policy（方針）、goal（方針のない目標）、group（施策のある方針）のどれか一つで、属する所を示します。
なければ、その項目はどの目標の集計にも入りません。

誤りの例：policy も goal も group もない
正しい例：policy: 3

直し方：すぐ上の階層の番号を書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.branches import LEVELS, levels_of
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    words = project.words
    keys = " か ".join(
        f"「{level}: {words.of_level(level)}の番号」"
        for level in levels_of(project.branches) or LEVELS
    )
    for item in project.items:
        if not item.content.named_levels:
            message = f"この{words.item}が属する所がありません。"
            yield Problem(item.path, message, f"{keys} の行を加えてください。", ("number",))
