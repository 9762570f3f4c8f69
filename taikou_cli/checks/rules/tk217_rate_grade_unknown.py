"""率の分子に、尺度にない評価区分がある

plan.yaml の率（計画実施率など）は、尺度の評価区分の数から計算します。ない区分を指すと、率が小さく出ます。

誤りの例：A～D の尺度で、率の grades に S
正しい例：A～D の尺度で、率の grades に A

直し方：rates の grades を、その尺度の区分に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for i, scale in enumerate(project.plan.content.scales):
        codes = [grade.code for grade in scale.grades]
        for j, rate in enumerate(scale.rates):
            for k, code in enumerate(rate.grades):
                if code not in codes:
                    message = f"評価区分「{code}」は尺度「{scale.title}」にありません。"
                    route = ("scales", i, "rates", j, "grades", k)
                    yield Problem(
                        project.plan.path, message, f"使える区分は {'、'.join(codes)} です。", route
                    )
