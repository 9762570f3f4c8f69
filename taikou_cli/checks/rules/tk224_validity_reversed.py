"""最初の年度が最後の年度より後である

from と until は、どちらの年度も含みます。from が until より後では、どの年度にも当てはまりません。

誤りの例：from: 2028 で until: 2027
正しい例：from: 2027 で until: 2028

直し方：from か until を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.validity import Validity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for path, route, dated in _iter_dated(project):
        if dated.from_year and dated.until and dated.from_year > dated.until:
            message = (
                f"最初の年度（{dated.from_year}年度）が最後の年度（{dated.until}年度）より後です。"
            )
            hint = "from か until を直してください（どちらの年度も含みます）。"
            yield Problem(path, message, hint, (*route, "from"))


def _iter_dated(project: Project) -> Iterator[tuple[str, Route, Validity]]:
    if project.plan:
        plan, path = project.plan.content, project.plan.path
        for i, scale in enumerate(plan.scales):
            yield path, ("scales", i), scale
        for i, kind in enumerate(plan.amounts):
            yield path, ("amounts", i), kind
        for i, rounding in enumerate(plan.roundings):
            yield path, ("rounding", i), rounding
    if project.organization:
        path = project.organization.path
        for i, department in enumerate(project.organization.content.departments):
            yield path, ("departments", i), department
            for j, division in enumerate(department.divisions):
                yield path, ("departments", i, "divisions", j), division
    yield from _iter_responsible(project)


def _iter_responsible(project: Project) -> Iterator[tuple[str, Route, Validity]]:
    for item in project.items:
        for i, one in enumerate(item.content.divisions):
            yield item.path, ("divisions", i), one
        for i, action in enumerate(item.content.actions):
            for j, one in enumerate(action.divisions):
                yield item.path, ("actions", i, "divisions", j), one
