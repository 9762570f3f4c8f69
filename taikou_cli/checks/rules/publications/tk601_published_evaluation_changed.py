"""公表した評価が、訂正の記録なしに変わっている

公表した後に評価の内容を変えるときは、いつ、どこが誤っていて、何が正しいかを corrections に残し、新しい版として公表します。
訂正の記録は、その field が指す所だけを説明します。同じ評価のほかの所が変わっていれば、そこは誤りのままです。
達成率、目安の区分、合計のように、訂正した値から計算で決まるものには、記録は要りません。
書き方の変更（63.4 を 63.40 と書くなど）、意見の「その後」、公表しない覚えの変更は、訂正に当たりません。

誤りの例：公表した actual: 15 を 14 に変えただけ
正しい例：actual を 14 に変え、corrections に field: kpis.kpi_1.actual、date（訂正した日）、before: 15、after: 14、why（理由）を書き、taikou publish で訂正の版を公表する

直し方：公表したときの内容に戻すか、corrections に訂正の記録を加えて、新しい版を公表してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.changes import Cause, find_changes
from taikou_cli.progress.editions.wording import advise_correction, build_problem, tell_changes
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    folder = project.path_of("evaluations/")
    changes = (
        change
        for change in find_changes(project)
        if change.cause is Cause.NOTHING and change.path.startswith(folder)
    )
    for told in tell_changes(changes):
        rest = "" if told.subject else "公表した後に評価を加えることはできません。"
        yield build_problem(project, told, rest, advise_correction(told))
