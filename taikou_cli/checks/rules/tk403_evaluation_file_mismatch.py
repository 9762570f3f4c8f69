"""評価の内容がファイルの場所と合わない

evaluations/2025/07.yaml には、2025年度の‹item›7の評価を書きます。別の項目や年度の評価を誤って保存した疑いがあります。

誤りの例：evaluations/2025/05.yaml に item: 4
正しい例：evaluations/2025/05.yaml に item: 5

直し方：内容を確かめ、番号と年度をファイルの場所に合わせてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.results import iter_about_items, iter_years

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for document in iter_about_items(project):
        if document.content.item != document.number:
            message = f"‹item›{document.content.item}の評価が、項目{document.number}のファイルにあります。"
            hint = "内容がどの項目のものかを確かめて、番号を直してください。"
            yield Problem(document.path, message, hint, ("item",))
    for path, year, folder_year in iter_years(project):
        if year != folder_year:
            message = f"{year}年度の内容が、{folder_year}年度のフォルダーにあります。"
            hint = "内容がどの年度のものかを確かめて、年度を直してください。"
            yield Problem(path, message, hint, ("fiscal_year",))
