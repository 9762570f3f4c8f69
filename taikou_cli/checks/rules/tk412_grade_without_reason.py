"""KPIからの目安と違う評価区分に理由がない

自己評価がKPIの示す区分と違ってもよいのですが、なぜ違うかを読む人に示さなければなりません。

誤りの例：KPIからの目安が B で grade: A、grade_reason がない
正しい例：KPIからの目安が B で grade: A、grade_reason に理由がある

直し方：grade_reason に理由を書くか、評価区分を見直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.wording import advise_reason
from taikou_cli.progress.standing import stand
from taikou_cli.project.as_of import as_of, outline_of
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    evaluations = project.evaluations_by_item()
    years = {document.content.fiscal_year for document in project.evaluations}
    items = {year: as_of(project, year).items_by_number() for year in years}
    for document in project.evaluations:
        own, year = document.content.self_evaluation, document.content.fiscal_year
        item = items[year].get(document.content.item)
        if item is None or own.grade is None or own.grade_reason is not None:
            continue
        plan = outline_of(project, year)
        scale = plan.scale_of("items")
        if scale is None or scale.grade_of(own.grade) is None:
            continue  # that the grade does not exist is told by TK410
        by_year = evaluations[document.content.item]
        standing = stand(item.content, by_year, year, plan)
        if standing.suggested is not None and own.grade != standing.suggested:
            message = (
                f"評価区分「{own.grade}」が、KPIからの目安「{standing.suggested}」と違います。"
            )
            hint = "grade_reason に理由を書くか、評価区分を見直してください。"
            hint += advise_reason(project, document.path, "self_evaluation.grade_reason")
            yield Problem(document.path, message, hint, ("self_evaluation", "grade"))
