"""公表した年度の‹plan›や実施計画が、訂正の記録なしに変わっている

評価に手を付けなくても、実施計画の目標値、尺度、端数処理、所属や‹goal›の名称などを変えると、公表した年度の数字や文が変わることがあります。
後の年度からの変更は、いつからかを書けば、公表した年度には及びません。
新しい項目・取組・KPIには first_year、名称の変更には names、所属と尺度と端数処理には from と until、目標値の変更には target_changes を書きます。

誤りの例：2025年度を公表した後に、2027年度の目標値を 80 から 60 に変えただけ
正しい例：2027年度の目標値を 60 に変え、target_changes に fiscal_year: 2027、date、before: 80、why を書く

直し方：変更を戻すか、いつからの変更かを書いてください。公表したものの誤りなら、そのファイルの corrections に訂正の記録を加え、新しい版を公表してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.changes import Cause, find_changes
from taikou_cli.progress.editions.wording import advise_plan, build_problem, tell_changes
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    folder = project.path_of("evaluations/")
    changes = (
        change
        for change in find_changes(project)
        if change.cause is Cause.NOTHING and not change.path.startswith(folder)
    )
    for told in tell_changes(changes):
        yield build_problem(project, told, "", advise_plan(told))
