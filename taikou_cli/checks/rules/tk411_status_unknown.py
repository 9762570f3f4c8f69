"""取組やKPIの状況が尺度にない

状況は plan.yaml の尺度の記号です。ない区分は、どの集計にも入りません。

誤りの例：「達成」「未達成」の尺度で status: 順調
正しい例：「達成」「未達成」の尺度で status: 達成

直し方：尺度にある区分に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.achievement import MET, UNMET
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


_NO_SCALE = "plan.yaml の scales に、取組（applies_to: actions）の尺度を加えてください。"


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for document in project.evaluations:
        evaluation = document.content
        plan = as_of(project, evaluation.fiscal_year).require_outline()
        actions = _codes(plan.scale_of("actions"), ())
        kpis = _codes(plan.scale_of("kpis"), (MET, UNMET))
        given = [
            (("actions", i, "status"), actions, a.status) for i, a in enumerate(evaluation.actions)
        ]
        given += [(("kpis", i, "status"), kpis, k.status) for i, k in enumerate(evaluation.kpis)]
        for route, codes, status in given:
            if status is not None and status not in codes:
                message = f"状況「{status}」は尺度にありません。"
                hint = f"使える区分は {'、'.join(codes)} です。" if codes else _NO_SCALE
                yield Problem(document.path, message, hint, route)


def _codes(scale: RatingScale | None, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(grade.code for grade in scale.grades) if scale else otherwise
