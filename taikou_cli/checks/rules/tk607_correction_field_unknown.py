"""訂正の field が、このファイルのどこも指していない

訂正の記録は、field が指す所の変更だけを説明します。綴りが違えば、何も説明しません。

誤りの例：field: kpis.online.actual（KPI の識別名は online_rate）
正しい例：field: kpis.online_rate.actual

直し方：誤りの指摘（TK601、TK605）にある名前を、そのまま書いてください。公表しない所（覚え、段階など）に訂正は要りません。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.published_text import list_leaves, read_keys

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for path, document in project.documents().items():
        corrections = document.content.corrections
        if not corrections:
            continue
        known = {*list_leaves(document.content), *_list_held(project, path)}
        for index, one in enumerate(corrections):
            if one.field not in known and not any(k.startswith(f"{one.field}.") for k in known):
                message = (
                    f"訂正の field「{one.field}」は、このファイルの公表される所を指していません。"
                )
                hint = "「kpis.識別名.actual」のように、キーと識別名か番号を点でつないで書いてください。"
                yield Problem(path, message, hint, ("corrections", index, "field"))


def _list_held(project: Project, path: str) -> Iterator[str]:
    for publication in project.publications:
        for source in publication.content.last.sources:
            if project.path_of(source.path) == path:
                yield from read_keys(source.keys or "")
