"""★の番号の一覧が正しくない

plan.yaml の data_plan.items に、‹plan›にない番号や同じ番号の繰り返しがあります。

誤りの例：35項目の‹plan›で、★の一覧に 36
正しい例：★の一覧に 1、2、3、15、16

直し方：‹plan›で★の付いた‹item›の番号を、一つずつ書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None or project.plan.content.data_plan is None:
        return
    last = project.plan.content.counts.items
    numbers = project.plan.content.data_plan.items
    for index, number in enumerate(numbers):
        route = ("data_plan", "items", index)
        if last is not None and number > last:
            hint = "‹plan›で印の付いた‹item›の番号に直してください。"
            yield Problem(
                project.plan.path,
                f"‹item›{number}は‹plan›にありません（{last}まで）。",
                hint,
                route,
            )
        elif number in numbers[:index]:
            yield Problem(
                project.plan.path,
                f"‹item›{number}が二度書かれています。",
                "一方を消してください。",
                route,
            )
