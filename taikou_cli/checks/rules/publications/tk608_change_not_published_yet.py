"""公表した後の訂正や追加が、まだ新しい版として公表されていない

訂正の記録を書いた変更と、未確定だったものが分かったことによる記入は、新しい版を公表するまで、公表したものと食い違っています。
どの年度の公表物に出ているかによって、公表し直す年度は二つ以上のことがあります。

誤りの例：actual を直して corrections に訂正を書いたまま、公表していない
正しい例：「taikou publish 2025 --why 理由」で訂正の版を公表する

直し方：示されたコマンドで、新しい版を公表してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.changes import Cause, find_changes
from taikou_cli.progress.editions.wording import Told, build_problem, tell_changes
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

_EXPLAINED = {
    Cause.CORRECTION: "訂正は記録されています",
    Cause.MOVED_BACK: "段階を戻した記録はあります",
    Cause.ADDITION: "未確定だったものが分かりました",
}


def check(project: Project) -> Iterator[Problem]:
    changes = (change for change in find_changes(project) if change.cause in _EXPLAINED)
    for told in tell_changes(changes):
        yield build_problem(project, told, _explain(told), _advise(told))


def _explain(told: Told) -> str:
    what = next(
        text for cause, text in _EXPLAINED.items() if cause in {c.cause for c in told.changes}
    )
    return f"{what}が、新しい版がまだ公表されていません。"


def _advise(told: Told) -> str:
    commands = dict.fromkeys(f"「taikou publish {c.fiscal_year} --why 理由」" for c in told.changes)
    return f"{'と'.join(commands)}で、新しい版を公表してください。"
