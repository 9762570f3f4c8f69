"""CODEOWNERS: who reviews changes of which item, from the divisions of the plan."""

from taikou_cli.base.errors import TaikouError
from taikou_cli.project.project import Project


def build_codeowners(project: Project, prefix: str) -> str:
    """Give the text of a CODEOWNERS file.

    Args:
        project: The plan.
        prefix: The data folder from the top of the repository, such as `data`.

    Raises:
        TaikouError: No division names an owner, or the organisation cannot be read.
    """
    departments = project.organization.content.departments if project.organization else ()
    owners = {d.id: d.owner for department in departments for d in department.divisions if d.owner}
    if not owners:
        raise TaikouError(
            "owner を書いた所属がありません。",
            'organization.yaml の所属に「owner: "@団体/チーム"」を加えてください。',
        )
    # Who was responsible only in years that have been told is asked no more.
    told = max(project.evaluated_years(), default=0)
    lead = project.organization.content.lead_division if project.organization else ""
    lines = ["# taikou export --format codeowners で作る。手では直さない。"]
    if lead in owners:
        lines.append(f"{_path(prefix)} {owners[lead]}")
    for number, document in sorted(project.items_by_number().items()):
        named = [
            owners[one.id]
            for one in document.content.divisions
            if one.id in owners and (one.until or told) >= told
        ]
        if named:
            whom = " ".join(dict.fromkeys(named))
            lines.append(f"{_path(prefix)}items/{number:02}.yaml {whom}")
            lines.append(f"{_path(prefix)}evaluations/*/{number:02}.yaml {whom}")
    return "\n".join(lines) + "\n"


def _path(prefix: str) -> str:
    return f"/{prefix.replace(' ', chr(92) + ' ')}/"
