"""評価区分の目安が良い順に並んでいない

at_least は、良い区分ほど大きくなければなりません。逆だと、達成率の高いKPIに低い区分が付きます。

誤りの例：A の at_least が 80、B の at_least が 100
正しい例：A の at_least が 100、B の at_least が 80

直し方：区分の順か at_least の値を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for i, scale in enumerate(project.plan.content.scales):
        previous = None
        for j, grade in enumerate(scale.grades):
            if grade.at_least is None:
                continue
            if previous is not None and grade.at_least >= previous:
                message = f"「{grade.code}」の目安 {grade.at_least}％が、上の区分の目安以上です。"
                route = ("scales", i, "grades", j, "at_least")
                yield Problem(
                    project.plan.path, message, "良い区分ほど大きい値にしてください。", route
                )
            previous = grade.at_least
