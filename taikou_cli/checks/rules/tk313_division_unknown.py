"""‹item›が、登録されていない所属を指している

‹item›の divisions は、organization.yaml にある所属の識別名です。ない所属を指すと、誰の評価かが分かりません。

誤りの例：divisions に plannning
正しい例：divisions に planning

直し方：所属を organization.yaml に加えるか、識別名を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.project.division_guess import advise_division
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.organization is None:
        return
    known = project.division_names()
    for item in project.items:
        named: list[tuple[Route, str]] = [
            (("divisions", i), one.id) for i, one in enumerate(item.content.divisions)
        ]
        named += [
            (("actions", i, "divisions", j), one.id)
            for i, action in enumerate(item.content.actions)
            for j, one in enumerate(action.divisions)
        ]
        for route, division in named:
            if division not in known:
                message = f"所属「{division}」は {project.organization.path} にありません。"
                advice = advise_division(division, project.organization.content)
                hint = advice or "所属を organization.yaml に加えるか、識別名を直してください。"
                yield Problem(item.path, message, hint, route)
