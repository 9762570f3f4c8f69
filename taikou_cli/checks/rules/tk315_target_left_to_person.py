"""目標値に数があるが、計算に使えない

目標値の言葉は、数、上限や下限、順位、維持、基準値からの変化（5ポイント上昇、20％短縮、2倍）として、単位（unit）に直して読みます。
確かに読めないものは、数を取り出さずに言葉として扱い、達したかどうかを人が status に書きます。そのままでよければ、直す必要はありません。

誤りの例：単位が件の指標の targets に 2026: 100件程度（程度とは、99件で達するのか）
正しい例：2026: 100件以上

直し方：計算させるなら、数と単位だけか、docs/figures.md の「目標値の読み方」の形で書いてください。人が判断するなら、評価の status に書きます。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.target import read_targets
from taikou_cli.project.project import Project

SEVERITY = Severity.INFO


def check(project: Project) -> Iterator[Problem]:
    for item in project.items:
        yield from _check(item.path, ("kpis",), item.content.kpis)
    for index, goal in enumerate(project.goals.content.goals if project.goals else ()):
        if project.goals:
            yield from _check(project.goals.path, ("goals", index, "kgis"), goal.kgis)


def _check(
    path: str, route: tuple[str | int, ...], indicators: tuple[Indicator, ...]
) -> Iterator[Problem]:
    for index, indicator in enumerate(indicators):
        for year, target in read_targets(indicator).items():
            if target.why:
                message = (
                    f"「{indicator.name}」の{year}年度の目標値「{indicator.targets[year]}」は計算に使えず、"
                    f"人の判断に任せます。{target.why}。"
                )
                hint = (
                    "計算させるなら、数と単位だけで書いてください。"
                    "人が判断するなら、評価の status に書きます。"
                )
                yield Problem(path, message, hint, (*route, index, "targets", year))
