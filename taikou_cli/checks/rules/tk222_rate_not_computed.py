"""計算されない率が書かれている

率（計画実施率など）は、実施項目の尺度のものだけを計算します。取組やKPIの尺度に書いても、どこにも出ません。

誤りの例：applies_to: actions の尺度に rates
正しい例：applies_to: items の尺度に rates

直し方：rates を消してください。取組とKPIは、区分ごとの割合が示されます。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for index, scale in enumerate(project.plan.content.scales):
        if scale.rates and scale.applies_to != "items":
            message = f"尺度「{scale.title}」の率は計算されません。"
            hint = "rates を消してください。区分ごとの割合は、率がなくても示されます。"
            yield Problem(project.plan.path, message, hint, ("scales", index, "rates"))
