"""実績値があるのに、‹goal›に達したかどうかが分からない

目標値が言葉のときや、その年度に比べる目標値がないときは、計算では判定できません。人が status に判断を書くまで、状況の集計に入りません。

誤りの例：目標値が「100件程度」、実績値 99 で、status がない
正しい例：目標値が「100件程度」、実績値 99 で、status: 達成

直し方：評価の status に判断を書くか、目標値を計算できる形にしてください。最終年度の目標値しかない指標は、method: expected_line にすると、途中の年度も期待値と比べます。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.achievement import Achievement
from taikou_cli.progress.judged_results import judge_results
from taikou_cli.progress.target import TargetKind
from taikou_cli.project.project import Project

SEVERITY = Severity.INFO


def check(project: Project) -> Iterator[Problem]:
    for path, route, one in judge_results(project):
        if one.is_unjudged and one.indicator.targets and not _is_told_elsewhere(one):
            target = "がない" if one.target is None else f"「{one.target}」では計算できない"
            message = (
                f"「{one.indicator.name}」に実績値がありますが、目標値{target}ため、"
                "達したかどうかが分かりません。"
            )
            hint = "status に判断を書くか、目標値を計算できる形にしてください。"
            yield Problem(path, message, hint, (*route, "actual"))


def _is_told_elsewhere(one: Achievement) -> bool:
    """Tell whether the actual value is in words against a number, which TK420 finds."""
    has_words = one.result is not None and isinstance(one.result.actual, str)
    return has_words and one.aim is not None and one.aim.kind is not TargetKind.WORDS
