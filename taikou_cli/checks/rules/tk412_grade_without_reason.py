"""KPIからの目安と違う評価区分に理由がない

自己評価がKPIの示す区分と違ってもよいのですが、なぜ違うかを読む人に示さなければなりません。

誤りの例：KPIからの目安が B で grade: A、grade_reason がない
正しい例：KPIからの目安が B で grade: A、grade_reason に理由がある

直し方：grade_reason に理由を書くか、評価区分を見直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.wording import advise_reason
from taikou_cli.progress.figures import stand_all
from taikou_cli.project.as_of import outline_of
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    suggested: dict[int, dict[int, str | None]] = {}
    for document in project.evaluations:
        own, year = document.content.self_evaluation, document.content.fiscal_year
        if own.grade is None or own.grade_reason is not None:
            continue
        scale = outline_of(project, year).scale_of("items")
        if scale is None or scale.grade_of(own.grade) is None:
            continue  # that the grade does not exist is told by TK410
        if year not in suggested:
            standings = reversed(stand_all(project, year))  # of two items of a number the first
            suggested[year] = {one.item.number: one.suggested for one in standings}
        grade = suggested[year].get(document.content.item)
        if grade is not None and own.grade != grade:
            message = f"評価区分「{own.grade}」が、KPIからの目安「{grade}」と違います。"
            hint = "grade_reason に理由を書くか、評価区分を見直してください。"
            hint += advise_reason(project, document.path, "self_evaluation.grade_reason")
            yield Problem(document.path, message, hint, ("self_evaluation", "grade"))
