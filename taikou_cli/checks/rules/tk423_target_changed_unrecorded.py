"""目標値が、記録のないまま変わっている

評価の様式に控えた目標値（target）と、‹item›の目標値が違います。
目標値を後から変えるときは、変える前の値と理由を残さなければ、緩めたことが分からなくなります。

誤りの例：target: 15 と控えたのに、‹item›では 12
正しい例：target: 15 と控え、target_changes に before: 15 がある

直し方：‹item›の target_changes と revisions に記録を加えてください。書き間違いなら目標値を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    items = project.items_by_number()
    for document in project.evaluations:
        item, year = items.get(document.content.item), document.content.fiscal_year
        kpis = {kpi.id: kpi for kpi in item.content.kpis} if item else {}
        for index, result in enumerate(document.content.kpis):
            kpi = kpis.get(result.id)
            if item is None or kpi is None or result.target in (None, kpi.targets.get(year)):
                continue
            recorded = [c.before for c in kpi.target_changes if c.fiscal_year == year]
            if result.target not in recorded:
                now = kpi.targets.get(year, "なし")
                message = f"{year}年度の目標値が、控えの「{result.target}」から「{now}」に変わっています。"
                hint = f"{item.path} の target_changes と revisions に、変えた日と理由を加えてください。"
                yield Problem(document.path, message, hint, ("kpis", index, "target"))
