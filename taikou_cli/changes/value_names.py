"""What the ids and codes in the files are called: `published` → `公表`."""

from taikou_cli.base.findings import Route
from taikou_cli.progress.wording import FINALITIES, PENDING_REASONS
from taikou_cli.project.project import Project

_WORDS = {
    "state": {
        "rated": "評価する",
        "pending": "未確定",
        "discontinued": "中止",
        "carried_over": "先送り",
    },
    "reason": PENDING_REASONS,
    "finality": FINALITIES | {"final": "確定値"},
    "direction": {"higher": "大きいほどよい", "lower": "小さいほどよい"},
}


def name_value(route: Route, value: str | None, project: Project) -> str | None:
    """Name a value of a file for people; what has no other name stays as it is.

    Args:
        route: Where the value stands.
        value: The value, as it is written in changes.
        project: The plan that the value is of.
    """
    if value is None or not route:
        return value
    key = str(route[-1])
    if key == "stage" and project.plan:
        names = {stage.id: stage.name for stage in project.plan.content.workflow}
        return names.get(value, value)
    if key == "divisions":
        names = project.division_names()
        return "、".join(names.get(id_, id_) for id_ in value.split("、"))
    return _WORDS.get(key, {}).get(value, value)
