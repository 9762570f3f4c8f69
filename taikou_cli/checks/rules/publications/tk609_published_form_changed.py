"""公表した後に、公表の条件やひな形が変わっている

問合せ先や利用条件（plan.yaml の publication）と、この計画のひな形（templates）は、内容ではありませんが、公表したものに表れます。
次に公表する年度から使うだけなら、そのままでかまいません。

誤りの例：公表した後に publication の contact を変える
正しい例：変えた後に「taikou publish 2025 --kind reissue --why 理由」で公表し直す

直し方：公表したものも改めるなら、再発行の版を公表してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.changes import Cause, find_changes
from taikou_cli.progress.editions.templates import find_changed_templates
from taikou_cli.progress.editions.wording import Told, build_problem, tell_changes
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    changes = (change for change in find_changes(project) if change.cause is Cause.REISSUE)
    for told in tell_changes(changes):
        yield build_problem(project, told, "", _advise(told))
    for path, years in find_changed_templates(project).items():
        message = (
            f"{'、'.join(f'{year}年度' for year in years)}を公表した後に、ひな形が変わっています。"
        )
        yield Problem(path, message, _ADVICE.format(years[0]))


_ADVICE = "公表したものも改めるなら「taikou publish {} --kind reissue --why 理由」で再発行してください。次の年度から使うだけなら、そのままでかまいません。"


def _advise(told: Told) -> str:
    return _ADVICE.format(told.changes[0].fiscal_year)
