"""公表したと書いてあるのに、URLがない

「公表した」「掲載した」と書かれていても、URLがなければ読む人は確かめられません。

誤りの例：「公表した。」と書き、evidence に url がない
正しい例：「公表した。」と書き、evidence に url がある

直し方：evidence に資料の名称とURLを書いてください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


_CLAIM = re.compile("(公表|公開|掲載)(した|し、|済|している)")


def check(project: Project) -> Iterator[Problem]:
    for document in project.evaluations:
        evaluation = document.content
        text = evaluation.self_evaluation.achievements or ""
        claim = _CLAIM.search(text)
        if claim and not any(evidence.url for evidence in evaluation.evidence):
            message = f"「{claim[0]}」とありますが、確かめられるURLがありません。"
            hint = "evidence に資料の名称（label）とURL（url）を書いてください。"
            route = ("self_evaluation", "achievements")
            yield Problem(document.path, message, hint, route, word=claim[0])
