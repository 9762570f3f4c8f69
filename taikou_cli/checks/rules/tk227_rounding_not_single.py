"""端数処理が一つに決まらない年度がある

rounding を年度ごとに並べるときは、計画のどの年度にも、ちょうど一つの端数処理が当てはまらなければなりません。二つあるか一つもないと、その年度の割合が決まりません。

誤りの例：2026年度からの計画で、until: 2026 と from: 2028
正しい例：2026年度からの計画で、until: 2026 と from: 2027

直し方：from と until を、すき間も重なりもないように直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if project.plan is None or years is None or not project.plan.content.roundings:
        return
    roundings = project.plan.content.roundings
    hint = "from と until を、すき間も重なりもないように直してください。"
    none = [year for year in years if not any(one.covers(year) for one in roundings)]
    if none:
        message = f"{_list(none)}の端数処理がありません。"
        yield Problem(project.plan.path, message, hint, ("rounding",), on_key=True)
    for index, one in enumerate(roundings):
        others = roundings[:index]
        both = [y for y in years if one.covers(y) and any(other.covers(y) for other in others)]
        if both:
            message = f"{_list(both)}の端数処理が二つあります。"
            yield Problem(project.plan.path, message, hint, ("rounding", index))


def _list(years: list[int]) -> str:
    return "、".join(f"{year}年度" for year in years)
