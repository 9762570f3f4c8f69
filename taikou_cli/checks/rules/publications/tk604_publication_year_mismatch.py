"""公表の記録の年度がファイル名と違う

publications/2025.yaml は2025年度の公表の記録です。記録は taikou publish が書くもので、手では直しません。

誤りの例：2025年度の記録が publications/2026.yaml にある
正しい例：2025年度の記録が publications/2025.yaml にある

直し方：控えから戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for publication in project.publications:
        year = publication.content.fiscal_year
        if year != publication.fiscal_year:
            message = f"{year}年度の記録が、{publication.fiscal_year}年度のファイルにあります。"
            hint = "控えから戻してください。"
            yield Problem(publication.path, message, hint, ("fiscal_year",))
