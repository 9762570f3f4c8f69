"""評価区分が尺度にない

評価区分は plan.yaml の尺度の記号です。ない区分は、どの集計にも入りません。

誤りの例：A～D の尺度で grade: S
正しい例：A～D の尺度で grade: A

直し方：尺度にある区分に直してください。
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.project.as_of import outline_of
from taikou_cli.project.assessments import iter_assessments
from taikou_cli.project.project import Project

if TYPE_CHECKING:
    from taikou_cli.model.evaluation import SelfEvaluation
    from taikou_cli.model.scales import RatingScale

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for path, route, scale, grade in _iter_grades(project):
        if scale is None or scale.grade_of(grade) is None:
            codes = "、".join(one.code for one in scale.grades) if scale else ""
            of = f"「{scale.title}」" if scale else ""
            message = f"評価区分「{grade}」は尺度{of}にありません。"
            hint = f"使える区分は {codes} です。" if codes else _NO_SCALE
            yield Problem(path, message, hint, route)


_NO_SCALE = "plan.yaml の scales を確かめてください。"
_Given = tuple[str, Route, "RatingScale | None", str]


def _iter_grades(project: Project) -> Iterator[_Given]:
    """Yield every grade of an item with its place and its scale."""
    documents: list[tuple[str, int | None, SelfEvaluation]] = [
        (one.path, one.content.fiscal_year, one.content.self_evaluation)
        for one in project.evaluations
    ]
    documents += [(one.path, None, one.content.self_evaluation) for one in project.period]
    for path, year, own in documents:
        known = outline_of(project, year)
        if own.grade is not None:
            yield path, ("self_evaluation", "grade"), known.scale_of("items"), own.grade
        scales = {scale.id: scale for scale in known.other_item_scales}
        for id_, grade in own.other_grades.items():
            yield path, ("self_evaluation", "other_grades", id_), scales.get(id_), grade
    for placed in iter_assessments(project):
        year = placed.fiscal_year
        known = outline_of(project, year)
        scales = {scale.id: scale for scale in known.item_scales}
        for id_, grade in placed.one.grades.items():
            yield placed.path, (*placed.route, "grades", id_), scales.get(id_), grade
