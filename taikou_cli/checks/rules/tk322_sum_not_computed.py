"""KGIが合計するものを、計算できない

KGIの sum_of は、plan.yaml の amounts の識別名か、その‹goal›の‹item›のKPIの識別名です。合計の単位を、KGIの単位に直せなければなりません（千円は百万円に直せますが、人には直せません）。

誤りの例：単位が「人」のKGIに sum_of: effect（effect の単位は千円）
正しい例：単位が「百万円」のKGIに sum_of: effect

直し方：sum_of の識別名か、KGIの unit を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.kgis import SumFault, add_up
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None or project.plan is None:
        return
    last_year = project.plan.content.last_year
    for place, goal in enumerate(project.goals.content.goals):
        for index, kgi in enumerate(goal.kgis):
            if kgi.sum_of is not None:
                found = add_up(project, last_year, goal, kgi)
                if isinstance(found, SumFault):
                    route = ("goals", place, "kgis", index, "sum_of")
                    message = f"「{kgi.name}」の合計を計算できません。{found.message}"
                    yield Problem(project.goals.path, message, found.hint, route)
