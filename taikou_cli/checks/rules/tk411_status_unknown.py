"""取組やKPIの状況が尺度にない

状況は plan.yaml の尺度の記号です。ない区分は、どの集計にも入りません。

誤りの例：「達成」「未達成」の尺度で status: 順調
正しい例：「達成」「未達成」の尺度で status: 達成

直し方：尺度にある区分に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.evaluation import ActionResult, IndicatorReport, IndicatorResult
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.achievement import MET, UNMET
from taikou_cli.project.as_of import outline_of
from taikou_cli.project.assessments import iter_assessments
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


_NO_SCALE = "plan.yaml の scales に、取組（applies_to: actions）の尺度を加えてください。"


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for path, route, year, by, actions, kpis in _iter_results(project):
        plan = outline_of(project, year)
        known = {
            "actions": _codes(_find_scale(plan, "actions", by), ()),
            "kpis": _codes(_find_scale(plan, "kpis", by), (MET, UNMET)),
        }
        given = [("actions", i, one.status) for i, one in enumerate(actions)]
        given += [("kpis", i, one.status) for i, one in enumerate(kpis)]
        for key, index, status in given:
            if status is not None and status not in known[key]:
                message = f"状況「{status}」は尺度にありません。"
                codes = "、".join(known[key])
                hint = f"使える区分は {codes} です。" if codes else _NO_SCALE
                yield Problem(path, message, hint, (*route, key, index, "status"))


_OWN = "division"
_Results = tuple[
    str,
    Route,
    int | None,
    str,
    tuple[ActionResult, ...],
    tuple[IndicatorResult | IndicatorReport, ...],
]


def _iter_results(project: Project) -> Iterator[_Results]:
    for document in project.evaluations:
        told = document.content
        yield document.path, (), told.fiscal_year, _OWN, told.actions, told.kpis
    for period in project.period:
        yield period.path, (), None, _OWN, period.content.actions, period.content.kpis
    for path, route, year, _, one in iter_assessments(project):
        yield path, route, year, one.by, one.actions, one.kpis


def _find_scale(plan: Plan, subject: str, by: str) -> RatingScale | None:
    """Give whose statuses may be meant: that who has no scale uses another's is TK428."""
    return plan.scale_of(subject, by) or plan.scale_of(subject)


def _codes(scale: RatingScale | None, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(grade.code for grade in scale.grades) if scale else otherwise
