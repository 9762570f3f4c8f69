"""総括が、ない‹goal›や‹policy›を指している

evaluations の goals.yaml の goals、policies、groups は、番号で‹goal›、‹policy›、‹group›を指します。ない番号や、二度書かれた番号の総括は、どこにも表示されません。

誤りの例：4つの‹goal›の計画で、goals に number: 5
正しい例：number: 4

直し方：番号を直してください。
"""

from collections.abc import Iterator, Sequence

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.branches import LISTS
from taikou_cli.model.evaluation import PartSummary
from taikou_cli.model.fields import Level
from taikou_cli.project.assessments import iter_summaries
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    for path, _, content in iter_summaries(project):
        for level, parts in content.parts.items():
            yield from _check_parts(project, path, level, parts)


def _check_parts(
    project: Project, path: str, level: Level, parts: Sequence[PartSummary]
) -> Iterator[Problem]:
    word, known = project.words.of_level(level), [one.number for one in project.parts_on(level)]
    seen: set[int] = set()
    for index, part in enumerate(parts):
        route = (LISTS[level], index, "number")
        if part.number not in known:
            hint = f"この計画に{word}はありません。消してください。"
            if known:
                hint = f"番号は {list_numbers(known)} のどれかです。"
            yield Problem(path, f"{word}{part.number}はありません。", hint, route)
        elif part.number in seen:
            message = f"{word}{part.number}の総括が二度書かれています。"
            yield Problem(path, message, "一つにまとめてください。", route)
        seen.add(part.number)
