"""書き方を決めた用語が、違う書き方になっている

plan.yaml の wording.terms は、この計画で書き方を決めた用語です。書き間違いや変換の誤りは、読む人の信頼を損ないます。

誤りの例：ワイススペンディングの視点
正しい例：ワイズスペンディングの視点

直し方：正しい書き方に直してください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    terms = project.plan.content.wording.terms if project.plan else ()
    right = {wrong: fixed.term for fixed in terms for wrong in fixed.wrong}
    if not right:
        return
    pattern = re.compile(
        "|".join(re.escape(wrong) for wrong in sorted(right, key=len, reverse=True))
    )
    for one in iter_texts(project, pattern):
        for wrong in dict.fromkeys(pattern.findall(one.text)):
            message = f"「{wrong}」は、この計画では使わない書き方です。"
            hint = f"「{right[wrong]}」に直してください。"
            yield Problem(one.path, message, hint, one.route, word=wrong)
