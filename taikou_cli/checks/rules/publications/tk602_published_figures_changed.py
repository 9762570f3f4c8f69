"""公表した年度の数字が、データに違いがないのに変わっている

公表の記録は、公表したすべての数字（分子と分母）を持っています。データが公表したときと同じなのに数字が違うなら、計算のしかた（プログラムの版）が変わったか、記録の数字（figures）が手で直されています。
公表した数字を断りなく変えることはできません。

誤りの例：公表した後に、計算のしかたの違う版の taikou で集計する、publications/2025.yaml の figures を書き換える
正しい例：新しい版で数字が変わるわけを確かめ、訂正の版として公表する

直し方：記録を直したのなら、控えから戻してください。プログラムの版が違うなら、公表したときの版の taikou を使うか、「taikou publish 年度 --kind correction --why 理由」で新しい版を公表してください。
"""

from collections.abc import Iterator

from taikou_cli import __version__
from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.changes import find_changes
from taikou_cli.progress.editions.holding import compare_figures, find_unproven
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

_MOST_NAMED = 3
_TOOL = f"taikou {__version__}"


def check(project: Project) -> Iterator[Problem]:
    if None in (project.plan, project.goals, project.organization) or any(project.unread_paths()):
        return  # without a file, figures differ for another reason
    changed = {change.fiscal_year for change in find_changes(project)}
    unproven = find_unproven(project)
    for publication in project.publications:
        content = publication.content
        year, edition = content.fiscal_year, content.last
        is_same = edition.tool == _TOOL and (year, edition.number) not in unproven
        if year in changed or is_same:
            continue  # of the same values, the same program makes the same figures
        if different := compare_figures(project, year, edition):
            named = "、".join(f"{name}：{old}→{new}" for name, old, new in different[:_MOST_NAMED])
            more = f" など{len(different)}か所" if len(different) > _MOST_NAMED else ""
            message = f"{year}年度の数字が、{edition.name}で公表したものから変わっています（{named}{more}）。データに違いは見つかりません。"
            hint = f"記録の数字を直したなら、控えから戻してください。直していなければ、公表したときの版（{edition.tool}）を使うか、数字が変わるわけを確かめて「taikou publish {year} --kind correction --why 理由」で新しい版を公表してください。"
            group = different[0][0].partition(".")[0]
            route = ("editions", len(content.editions) - 1, "figures", group)
            yield Problem(publication.path, message, hint, route)
