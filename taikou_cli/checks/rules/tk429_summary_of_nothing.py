"""総括が、ない目標や方針を指している

evaluations の goals.yaml の goals と policies は、番号で目標と方針を指します。ない番号や、二度書かれた番号の総括は、どこにも表示されません。

誤りの例：4つの目標の計画で、goals に number: 5
正しい例：number: 4

直し方：番号を直してください。
"""

from collections.abc import Iterator, Sequence

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.evaluation import PartSummary
from taikou_cli.project.assessments import iter_summaries
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    goals = [goal.number for goal in project.goals.content.goals]
    policies = [policy.number for _, policy in project.iter_policies()]
    for path, _, content in iter_summaries(project):
        yield from _check_parts(path, "goals", content.goals, goals)
        yield from _check_parts(path, "policies", content.policies, policies)


def _check_parts(
    path: str, key: str, parts: Sequence[PartSummary], known: Sequence[int]
) -> Iterator[Problem]:
    word = "目標" if key == "goals" else "方針"
    seen: set[int] = set()
    for index, part in enumerate(parts):
        route = (key, index, "number")
        if part.number not in known:
            hint = f"番号は {list_numbers(known)} のどれかです。"
            yield Problem(path, f"{word}{part.number}はありません。", hint, route)
        elif part.number in seen:
            message = f"{word}{part.number}の総括が二度書かれています。"
            yield Problem(path, message, "一つにまとめてください。", route)
        seen.add(part.number)
