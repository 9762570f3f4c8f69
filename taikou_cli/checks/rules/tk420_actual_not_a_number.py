"""実績値が数でない

目標値が数なのに実績値が言葉では、達成率を計算できません。単位や桁区切りを付けて書いた疑いがあります。

誤りの例：actual: 1,100件
正しい例：actual: 1100

直し方：実績値を半角の数だけで書いてください。単位は‹item›の unit にあります。
"""

from collections.abc import Iterator

from taikou_cli.base.amounts import read_amount, to_decimal
from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.target import TargetKind, read_target
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    items = project.items_by_number()
    for document in project.evaluations:
        item = items.get(document.content.item)
        kpis = {kpi.id: kpi for kpi in item.content.kpis} if item else {}
        for index, result in enumerate(document.content.kpis):
            kpi = kpis.get(result.id)
            if kpi is None or not isinstance(result.actual, str):
                continue
            kinds = {read_target(kpi, amount).kind for amount in kpi.targets.values()}
            if kinds - {TargetKind.WORDS}:
                message = f"実績値「{result.actual}」は数ではないため、達成率を計算できません。"
                number = read_amount(result.actual, kpi.unit).value
                told = None if number is None else to_decimal(number)
                hint = "半角の数だけで書いてください（単位や「,」は付けません）。"
                if told is not None:
                    hint = f"{told:f} と書いてください（単位は‹item›の「{kpi.unit}」です）。"
                yield Problem(document.path, message, hint, ("kpis", index, "actual"))
