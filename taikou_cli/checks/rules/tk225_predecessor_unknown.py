"""前身の所属が登録されていない

succeeds は、組織の改正で無くなった所属の識別名です。無くなった所属も、過去の年度の報告のために organization.yaml に残します。

誤りの例：succeeds に、organization.yaml から消した所属
正しい例：無くなった所属を until とともに残し、succeeds から指す

直し方：前身の所属を until とともに加えるか、識別名を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.organization is None:
        return
    known = project.division_names()
    for i, department in enumerate(project.organization.content.departments):
        for j, division in enumerate(department.divisions):
            for k, before in enumerate(division.succeeds):
                if before not in known or before == division.id:
                    route = ("departments", i, "divisions", j, "succeeds", k)
                    message = f"「{division.name}」の前身の所属「{before}」がありません。"
                    hint = "前身の所属を until とともに加えるか、識別名を直してください。"
                    yield Problem(project.organization.path, message, hint, route)
