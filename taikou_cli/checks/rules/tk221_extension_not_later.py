"""推進期間の延長が、もとの期間より後でない

改定の last_year は、延長した後の最後の年度です。もとの期間の中の年度では、延長になりません。

誤りの例：2028年度までの計画で、改定の last_year: 2028
正しい例：2028年度までの計画で、改定の last_year: 2029

直し方：last_year を直すか、延長でなければ消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    last = project.plan.content.period.last_year
    for index, revision in enumerate(project.plan.content.revisions):
        if revision.last_year is not None and revision.last_year <= last:
            message = (
                f"延長後の最後の年度（{revision.last_year}年度）が、もとの期間の中にあります。"
            )
            hint = f"{last + 1}年度以降を書いてください。"
            yield Problem(project.plan.path, message, hint, ("revisions", index, "last_year"))
