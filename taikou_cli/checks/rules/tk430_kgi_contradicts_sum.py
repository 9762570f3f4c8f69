"""合計から決まるKGIの実績値に、違う数が書かれている

sum_of のあるKGIの実績値は、‹item›の実績の合計から計算します。書かれた数が合計と違えば、どちらかが誤りです。

誤りの例：‹item›の効果額の合計が 90500 千円なのに、sum_of: effect のKGIに actual: 999999
正しい例：sum_of のあるKGIには actual を書かない（書くなら合計と同じ数）

直し方：actual を消すか、‹item›の評価の amounts か kpis の実績を直してください。
"""

from collections.abc import Iterator
from fractions import Fraction

from taikou_cli.base.amounts import to_decimal
from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.progress.kgis import SumFault, add_up
from taikou_cli.progress.wording import describe_amount
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    for document in project.goal_results:
        year = document.content.fiscal_year
        goals = as_of(project, year).goals
        kgis = (
            {kgi.id: (goal, kgi) for goal in goals.content.goals for kgi in goal.kgis}
            if goals
            else {}
        )
        for index, result in enumerate(document.content.kgis):
            if result.id not in kgis or result.actual is None:
                continue
            goal, kgi = kgis[result.id]
            sums = add_up(project, year, goal, kgi)
            wanted = None if isinstance(sums, SumFault) else sums.get(year)
            if wanted is not None and not _is(result, wanted):
                summed = describe_amount(to_decimal(wanted), kgi.decimals)
                message = (
                    f"「{kgi.name}」の実績値「{result.actual}」は、"
                    f"‹item›の合計（{summed}{kgi.unit}）と違います。"
                )
                hint = "actual を消せば合計が使われます。合計が違うなら、‹item›の評価を直してください。"
                yield Problem(document.path, message, hint, ("kgis", index, "actual"))


def _is(result: IndicatorResult, wanted: Fraction) -> bool:
    return not isinstance(result.actual, str) and Fraction(result.actual or 0) == wanted
