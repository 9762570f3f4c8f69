"""成果の指標の目標値が、計画の終わった後の年度にある

成果は、計画が終わってから表れることがあります。成果の指標（kind: outcome）の目標値は、
計画の最後の年度より後にも書けます。年の書き間違いでないことだけを確かめてください。

誤りの例：2025～2029年度の計画で、kind: outcome の指標の targets に 2031: 20
正しい例：targets に 2029: 20

直し方：計画の後の目標値であれば、そのままで構いません。書き間違いなら年度を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.INFO


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if years is None:
        return
    for item in project.items:
        for index, kpi in enumerate(item.content.kpis):
            for year in kpi.targets:
                if kpi.is_late(year, years[-1]):
                    message = f"「{kpi.name}」の{year}年度の目標値は、計画が終わった後のものです。"
                    hint = f"計画は{years[-1]}年度までです。書き間違いでないか確かめてください。"
                    route = ("kpis", index, "targets", year)
                    yield Problem(item.path, message, hint, route, on_key=True)
