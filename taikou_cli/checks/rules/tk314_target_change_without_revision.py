"""目標値を変えたのに、改定の記録がない

目標値の変更（特に緩めること）は、いつ、何を、なぜ変えたかを‹item›の revisions に残します。見直し一覧に載るのはこの記録です。

誤りの例：target_changes に 2027-04-01、revisions は []
正しい例：target_changes と revisions の両方に 2027-04-01

直し方：revisions に同じ日付の記録を加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        dates = {revision.date for revision in item.content.revisions}
        for i, kpi in enumerate(item.content.kpis):
            for j, change in enumerate(kpi.target_changes):
                if change.date not in dates:
                    message = f"{change.date} の目標値の変更に当たる改定の記録がありません。"
                    hint = "revisions に、この日付の記録（what と why）を加えてください。"
                    route = ("kpis", i, "target_changes", j, "date")
                    yield Problem(item.path, message, hint, route)
