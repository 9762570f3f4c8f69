"""年間日程に、ない段階がある

calendar の期限は workflow の段階ごとに書きます。ない段階の期限は、遅れの判断に使われません。

誤りの例：deadlines に agreed（workflow にない）
正しい例：deadlines に decided

直し方：段階の識別名を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    known = [stage.id for stage in project.plan.content.workflow]
    for index, calendar in enumerate(project.plan.content.calendar):
        for stage in calendar.deadlines:
            if stage not in known:
                message = f"段階「{stage}」は workflow にありません。"
                hint = f"使える識別名は {'、'.join(known)} です。"
                route = ("calendar", index, "deadlines", stage)
                yield Problem(project.plan.path, message, hint, route, on_key=True)
