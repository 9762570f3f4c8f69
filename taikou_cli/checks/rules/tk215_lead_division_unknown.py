"""‹office›の所属が登録されていない

organization.yaml の lead_division は、departments にある所属の識別名です。

誤りの例：lead_division: plannning
正しい例：lead_division: planning

直し方：所属を departments に加えるか、識別名を直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.division_guess import advise_division
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.organization is None:
        return
    lead = project.organization.content.lead_division
    if lead is not None and lead not in project.division_names():
        message = f"所属「{lead}」が departments にありません。"
        advice = advise_division(lead, project.organization.content)
        hint = advice or "所属を departments に加えるか、識別名を直してください。"
        yield Problem(project.organization.path, message, hint, ("lead_division",))
