"""途中の報告の時点が、ファイルの年度にない

as_of は、そのファイルの年度の中の時点です。evaluations/2026/ の報告なら、2026、2026-H1、2026-Q3 などです。期間全体の評価（evaluations/period/）には as_of を書きません。

誤りの例：evaluations/2026/01.yaml に as_of: 2025-H1
正しい例：evaluations/2026/01.yaml に as_of: 2026-H1

直し方：時点を直すか、その年度のファイルに移してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.year_part import year_of
from taikou_cli.project.assessments import iter_assessments
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for path, route, year, _, one in iter_assessments(project):
        if one.as_of is None or year_of(one.as_of) == year:
            continue
        if year is None:
            message = f"期間全体の評価に、時点（{one.as_of}）があります。"
            hint = "as_of を消すか、その年度のファイルに移してください。"
        else:
            message = f"時点「{one.as_of}」は、{year}年度の中にありません。"
            hint = (
                f"{year}、{year}-H1、{year}-Q1 などに直すか、その年度のファイルに移してください。"
            )
        yield Problem(path, message, hint, (*route, "as_of"))
