"""尺度の書き方が食い違う

区分の下限は at_least（以上）か above（超）のどちらか一つです。計算できないものに当たる区分（without）に下限はありません。達成率のほかを見る（of）のは、KPI の尺度だけです。

誤りの例：at_least: 3 と above: 3 を同じ区分に書く
正しい例：above: 3

直し方：どちらか一方を消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.scales import ScaleGrade
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    path = project.plan.path
    for i, scale in enumerate(project.plan.content.scales):
        if scale.of != "achievement" and scale.applies_to != "kpis":
            message = (
                f"尺度「{scale.title}」の of は、KPI の尺度（applies_to: kpis）でだけ使えます。"
            )
            yield Problem(path, message, "of を消してください。", ("scales", i, "of"))
        for j, grade in enumerate(scale.grades):
            if found := _find_contradiction(grade):
                key, message, hint = found
                yield Problem(path, message, hint, ("scales", i, "grades", j, key))


def _find_contradiction(grade: ScaleGrade) -> tuple[str, str, str] | None:
    if grade.at_least is not None and grade.above is not None:
        message = f"「{grade.code}」に、下限が二つ（at_least と above）あります。"
        return "above", message, "どちらか一方を消してください。"
    if grade.without and grade.bound is not None:
        message = f"「{grade.code}」は計算できないものの区分（without）で、下限を持てません。"
        return "without", message, "without か下限のどちらかを消してください。"
    return None
