"""公表した評価が、訂正の記録なしに変わっている

公表した後に評価の内容を変えるときは、いつ、どこが誤っていて、何が正しいかを corrections に残します。
記録があれば、報告書に訂正として表示されます。書き方の変更、意見の「その後」、公表しない覚えの変更は、訂正に当たりません。

誤りの例：公表した actual: 15 を 14 に変えただけ
正しい例：actual を 14 に変え、corrections に date（訂正した日）、place: KPIの実績値、wrong: 15件、right: 14件、why（理由）を書く

直し方：corrections に訂正の記録を加えるか、内容を公表したときのものに戻してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.published import hash_content
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    evaluations = {document.path: document for document in project.evaluations}
    for publication in project.publications:
        since = publication.content.published_on
        for source in publication.content.sources:
            document = evaluations.get(project.path_of(source.path))
            if document is None or source.content is None:
                continue
            corrected = any(c.date >= since for c in document.content.corrections)
            if not corrected and hash_content(document.content) != source.content:
                message = f"{since} に公表した内容から変わっています。"
                hint = "corrections に訂正の記録（date、place、wrong、right、why）を加えるか、公表したときの内容に戻してください。"
                yield Problem(document.path, message, hint, ("item",))
