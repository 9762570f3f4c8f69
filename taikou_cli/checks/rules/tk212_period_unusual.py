"""推進期間がふつうでない

20年を超える期間や、策定年月から遠く離れた期間は、年の書き間違いの疑いがあります。

誤りの例：first_year: 2025 と last_year: 2065
正しい例：first_year: 2025 と last_year: 2029

直し方：period と adopted を確かめてください。正しければそのままで構いません。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


_LONGEST = 20
_FARTHEST = 3


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    path, plan = project.plan.path, project.plan.content
    years = plan.period.last_year - plan.period.first_year + 1
    if years > _LONGEST:
        message = f"推進期間が{years}年あります。"
        yield Problem(
            path, message, "first_year と last_year を確かめてください。", ("period", "last_year")
        )
    adopted = int(plan.adopted[:4]) if plan.adopted else plan.period.first_year
    if abs(plan.period.first_year - adopted) > _FARTHEST:
        message = (
            f"策定（{adopted}年）と推進期間の始まり（{plan.period.first_year}年度）が離れています。"
        )
        yield Problem(
            path, message, "adopted と first_year を確かめてください。", ("period", "first_year")
        )
