"""評価区分の目安が良い順に並んでいない

下限（at_least、above）は、良い区分ほど大きくなければなりません。逆だと、達成率の高いKPIに低い区分が付きます。

誤りの例：A の at_least が 80、B の at_least が 100
正しい例：A の at_least が 100、B の at_least が 80

直し方：区分の順か、at_least・above の値を直してください。
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
            if grade.bound is None:
                continue
            place = (grade.bound, grade.at_least is None)  # above 3 is narrower than at least 3
            if previous is not None and place >= previous:
                message = f"「{grade.code}」の下限 {grade.bound:f} が、上の区分の下限以上です。"
                key = "above" if grade.at_least is None else "at_least"
                route = ("scales", i, "grades", j, key)
                yield Problem(
                    project.plan.path, message, "良い区分ほど大きい値にしてください。", route
                )
            previous = place
