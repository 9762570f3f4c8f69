"""段階に達した日付がない

いつ決まったかは、公表した後に経緯を確かめるための記録です。

誤りの例：stage: decided で、dates に decided がない
正しい例：stage: decided で、dates に decided: 2026-08-20

直し方：dates に「段階の識別名: 日付」を加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.workflow import stages_up_to
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    plan = project.plan.content
    passed = {stage.id: stages_up_to(plan, stage.id)[1:] for stage in plan.workflow}
    for document in project.evaluations:
        evaluation = document.content
        missing = [s for s in passed.get(evaluation.stage, ()) if s.id not in evaluation.dates]
        if missing:
            names = "、".join(f"「{stage.name}」" for stage in missing)
            message = f"段階に達した日付がありません（{names}）。"
            hint = f"dates に「{missing[0].id}: 2026-05-20」のように加えてください。"
            yield Problem(document.path, message, hint, ("stage",))
