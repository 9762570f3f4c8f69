"""評価区分が尺度にない

評価区分は plan.yaml の尺度の記号です。ない区分は、どの集計にも入りません。

誤りの例：A～D の尺度で grade: S
正しい例：A～D の尺度で grade: A

直し方：尺度にある区分に直してください。
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

if TYPE_CHECKING:
    from taikou_cli.model.scales import RatingScale

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for document in project.evaluations:
        plan = as_of(project, document.content.fiscal_year).require_outline()
        main = plan.scale_of("items")
        others = {scale.id: scale for scale in plan.item_scales}
        own = document.content.self_evaluation
        graded: list[tuple[Route, RatingScale | None, str | None]] = [
            (("self_evaluation", "grade"), main, own.grade)
        ]
        graded += [
            (("self_evaluation", "other_grades", id_), others.get(id_), grade)
            for id_, grade in own.other_grades.items()
        ]
        for route, scale, grade in graded:
            if grade is not None and (scale is None or scale.grade_of(grade) is None):
                codes = "、".join(one.code for one in scale.grades) if scale else ""
                message = f"評価区分「{grade}」は尺度{f'「{scale.title}」' if scale else ''}にありません。"
                hint = (
                    f"使える区分は {codes} です。"
                    if codes
                    else "plan.yaml の scales を確かめてください。"
                )
                yield Problem(document.path, message, hint, route)
