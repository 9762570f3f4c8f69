"""ほかの者の尺度で評価している

尺度は、judged_by の評価者だけが使います（judged_by がなければ‹division›）。ほかの者の区分は、その尺度の評価に数えられません。一次評価と二次評価が同じ記号を使うときも、尺度は二つに分けます。取組とKPIの状況（status）も同じで、自分の尺度のない者は状況を書けません。

誤りの例：judged_by: evaluation_committee の尺度 gaibu を、self_evaluation の other_grades に書く
正しい例：assessments に by: evaluation_committee として書く

直し方：評価者か尺度を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.project.as_of import outline_of
from taikou_cli.project.assessments import Placed, iter_assessments
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

_Use = tuple[str, Route, int | None, str, str]


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for path, route, year, by, id_ in _iter_uses(project):
        then = outline_of(project, year)
        scale = next((one for one in then.scales if one.id == id_), None)
        if scale is not None and scale.judge != by:
            owner = "‹division›" if scale.judged_by is None else f"「{scale.judged_by}」"
            message = f"尺度「{scale.title}」で評価するのは{owner}で、「{by}」ではありません。"
            hint = _advise(scale.judge, is_own=route[0] == "self_evaluation")
            yield Problem(path, message, hint, route)


def _iter_uses(project: Project) -> Iterator[_Use]:
    """Yield every use of a scale: path, route, year, who grades, the scale."""
    documents = [(one.path, one.content.fiscal_year, one.content) for one in project.evaluations]
    for path, year, content in documents:
        for id_ in content.self_evaluation.other_grades:
            yield path, ("self_evaluation", "other_grades", id_), year, "division", id_
    for period in project.period:
        for id_ in period.content.self_evaluation.other_grades:
            yield period.path, ("self_evaluation", "other_grades", id_), None, "division", id_
    for placed in iter_assessments(project):
        for route, id_ in _iter_given(project, placed):
            yield placed.path, (*placed.route, *route), placed.fiscal_year, placed.one.by, id_


def _iter_given(project: Project, placed: Placed) -> Iterator[tuple[Route, str]]:
    """Yield the grades of an assessment, and the statuses by who has no scale of their own."""
    year, one = placed.fiscal_year, placed.one
    for id_ in one.grades:
        yield ("grades", id_), id_
    plan = outline_of(project, year)
    statuses: tuple[tuple[str, list[str | None]], ...] = (
        ("actions", [result.status for result in one.actions]),
        ("kpis", [result.status for result in one.kpis]),
    )
    for subject, given in statuses:
        of_others = None if plan.scale_of(subject, one.by) else plan.scale_of(subject)
        for index, status in enumerate(given):
            if of_others and status is not None and of_others.grade_of(status):
                yield (subject, index, "status"), of_others.id


def _advise(judge: str, *, is_own: bool) -> str:
    if is_own:
        return f"assessments に「by: {judge}」として書いてください。"
    return f"by を {judge} に直すか、自分の尺度で評価してください。"
