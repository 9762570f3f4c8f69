"""計算されない率が書かれている

取組（applies_to: actions）の尺度は、初めのものだけで数えます。二つ目からの尺度に率を書いても、どこにも出ません。

誤りの例：二つ目の applies_to: actions の尺度に rates
正しい例：初めの applies_to: actions の尺度に rates

直し方：率を、初めの尺度に移すか消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import RatingScale
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    plan = project.plan.content
    uncounted = [one for one in plan.other_scales_of("actions") if not _is_ever_first(plan, one)]
    for index, scale in enumerate(plan.scales):
        if scale.rates and scale in uncounted:
            message = f"尺度「{scale.title}」の率は計算されません。"
            hint = "取組の初めの尺度に移すか、消してください。"
            yield Problem(project.plan.path, message, hint, ("scales", index, "rates"))


def _is_ever_first(plan: Plan, scale: RatingScale) -> bool:
    """Tell whether a scale is the first for actions in any year of the plan."""
    for year in range(plan.first_year, plan.last_year + 1):
        covering = (
            one
            for one in plan.scales
            if one.applies_to == "actions" and one.judged_by is None and one.covers(year)
        )
        if next(covering, None) is scale:
            return True
    return False
