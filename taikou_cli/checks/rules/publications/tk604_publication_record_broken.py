"""公表の記録がつじつまの合わないものになっている

publications/2025.yaml は2025年度の公表の記録です。版は1から順に並び、最初の版が最初の公表で、後の版には理由があります。
記録は taikou publish が書くもので、手では直しません。版ごとの record_sha256 は、その版に書いたことのハッシュで、書かれた後に直された版を見つけます。

誤りの例：2025年度の記録が publications/2026.yaml にある、第2版がないのに第3版がある、第1版の figures の数字を書き換えた
正しい例：2025年度の記録が publications/2025.yaml にあり、版が1から順に並び、どの版も書かれたときのまま

直し方：控えから戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.publication import Publication
from taikou_cli.progress.editions.holding import find_unproven
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    unproven = find_unproven(project)
    for publication in project.publications:
        year = publication.content.fiscal_year
        if year != publication.fiscal_year:
            message = f"{year}年度の記録が、{publication.fiscal_year}年度のファイルにあります。"
            yield Problem(publication.path, message, "控えから戻してください。", ("fiscal_year",))
        for message, route in _find_faults(publication.content):
            yield Problem(publication.path, message, "控えから戻してください。", route)
        for index, edition in enumerate(publication.content.editions):
            if edition.record_sha256 is not None and (year, edition.number) in unproven:
                message = f"{edition.name}の記録が、書かれた後に直されています。"
                route = ("editions", index, "record_sha256")
                yield Problem(publication.path, message, "控えから戻してください。", route)


def _find_faults(publication: Publication) -> Iterator[tuple[str, Route]]:
    since = publication.first.published_on
    for index, edition in enumerate(publication.editions):
        if edition.number != index + 1:
            yield (
                f"{index + 1}番目の版の番号が{edition.number}です。",
                ("editions", index, "number"),
            )
        if (edition.kind == "first") != (index == 0):
            yield f"{edition.name}の種類が、順番に合いません。", ("editions", index, "kind")
        if index and edition.why is None:
            yield f"{edition.name}に理由がありません。", ("editions", index)
        if edition.published_on < since:
            message = f"{edition.name}の公表日が、前の版より前です。"
            yield message, ("editions", index, "published_on")
        since = edition.published_on
    if all(source.keys is None for source in publication.last.sources):
        message = "最後の版に、公表した項目（keys）がありません。"
        yield message, ("editions", len(publication.editions) - 1, "sources")
