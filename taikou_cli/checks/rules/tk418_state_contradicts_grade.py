"""状態と評価区分が食い違っている

未確定・中止・先送りの項目に評価区分があると、集計に入れるべきかどうかが決まりません。

誤りの例：state: pending で grade: B
正しい例：state: rated で grade: B

直し方：評価するなら state を rated に、しないなら評価区分を消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for document in project.evaluations:
        evaluation = document.content
        grade = evaluation.self_evaluation.grade
        if evaluation.state != "rated" and grade is not None:
            message = f"state が {evaluation.state} なのに、評価区分「{grade}」があります。"
            hint = "評価するなら state を rated に、しないなら評価区分を消してください。"
            yield Problem(document.path, message, hint, ("self_evaluation", "grade"))
