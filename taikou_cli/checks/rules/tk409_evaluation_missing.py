"""実施中の項目の評価のファイルがない

その年度の評価が始まっているのに、ファイルのない項目があります。消してしまった疑いがあります。

誤りの例：evaluations/2025/ に 05.yaml だけがない
正しい例：実施中の項目すべてのファイルがある

直し方：控えから戻すか、「taikou new year 2025」（その年度）で作ってください（すでにあるファイルに書かれたことは変わりません）。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.standing import ItemState, find_state
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    plan = project.plan.content
    for year in _iter_begun(project):
        present = project.evaluation_numbers[year]
        for number, item in project.items_by_number().items():
            in_force = find_state(item.content, None, year, plan) is not ItemState.NOT_IN_FORCE
            if in_force and number not in present:
                path = project.path_of(f"evaluations/{year}/{number:02}.yaml")
                message = f"{year}年度の‹item›{number}の評価がありません。"
                hint = f"控えから戻すか、「taikou new year {year}」で作ってください。"
                yield Problem(path, message, hint)


def _iter_begun(project: Project) -> Iterator[int]:
    """Yield the years of the plan of which a file says so itself, or cannot be read.

    Files in the folder of a wrong year begin no year: TK402 and TK403 tell of them.
    """
    years = project.years() or ()
    elsewhere: dict[int | None, set[int]] = {}
    for document in project.evaluations:
        if document.content.fiscal_year != document.fiscal_year:
            elsewhere.setdefault(document.fiscal_year, set()).add(document.content.item)
    for year, present in project.evaluation_numbers.items():
        if year in years and present - elsewhere.get(year, set()):
            yield year
