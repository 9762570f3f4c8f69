"""計算と違う状況に理由がない

KPIの状況（status）は、実績値と目標値から計算します。計算できるのに違う状況を人が書くと、計算より優先されるので、
なぜ違うかを読む人に示さなければなりません。公表するデータでは、人が判断したと分かるようにします。

誤りの例：目標値 12、実績値 11 で status: 達成、status_reason がない
正しい例：目標値 12、実績値 11 で status: 達成、status_reason に理由がある

直し方：status_reason に理由を書くか、status を消して計算に任せてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.wording import advise_reason
from taikou_cli.progress.judged_results import judge_results
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    scale = project.plan.content.scale_of("kpis") if project.plan else None
    for path, route, one in judge_results(project):
        if one.status is None or one.result is None or one.result.status_reason is not None:
            continue
        if scale is not None and scale.grade_of(one.status) is None:
            continue  # that the status does not exist is told by TK411
        is_computed = one.computed_status not in {None, scale.code_without if scale else None}
        if one.is_judged_by_hand and is_computed:
            message = (
                f"「{one.indicator.name}」の状況「{one.status}」が、"
                f"計算による状況「{one.computed_status}」と違います。"
            )
            hint = "status_reason に理由を書くか、status を消して計算に任せてください。"
            field = f"{route[0]}.{one.indicator.id}.status_reason"
            hint += advise_reason(project, path, field)
            yield Problem(path, message, hint, (*route, "status"))
