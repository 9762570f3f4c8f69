"""実施していない年度の評価がある

始まる前や終わった後の項目は評価しません。first_year と last_year の書き間違いの疑いもあります。

誤りの例：first_year: 2027 の項目に、2026年度の評価
正しい例：first_year: 2027 の項目に、2027年度の評価

直し方：項目の年度を直すか、評価を消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.standing import ItemState, find_state
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if project.plan is None or years is None:
        return
    items = project.items_by_number()
    for document in project.evaluations:
        evaluation = document.content
        item = items.get(evaluation.item)
        if item is None or evaluation.fiscal_year not in years:
            continue
        state = find_state(item.content, evaluation, evaluation.fiscal_year, project.plan.content)
        if state is ItemState.NOT_IN_FORCE:
            message = f"‹item›{evaluation.item}は{evaluation.fiscal_year}年度には実施していません。"
            hint = f"{item.path} の first_year と last_year を確かめてください。"
            yield Problem(document.path, message, hint, ("fiscal_year",))
