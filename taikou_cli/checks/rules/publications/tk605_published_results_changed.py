"""公表した項目の目標値や達成率が、訂正の記録なしに変わっている

評価に手を付けなくても、実施計画の目標値や尺度、ほかの年度の実績値を変えると、公表した年度の目標値、達成率、状況が変わることがあります。
後の年度から目標を変えるときは、公表した年度の目標値はそのままにします。新しく加えた取組やKPIには、first_year（始めた年度）を書きます。
その年度の目標値がなく、期待値と比べる指標は、最終の目標値を変えると公表した達成率も変わります。計画の改定によるときも、corrections にその旨を書きます。

誤りの例：2025年度を公表した後に、targets の 2025 の値を 80 から 60 に変える
正しい例：targets の 2025 は 80 のまま、2026 からの値を変え、revisions に理由を書く

直し方：変更を戻すか、その評価の corrections に訂正の記録を加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.figures import stand_all
from taikou_cli.progress.published import hash_content, hash_results
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None or any(project.unread_paths()):
        return  # without a file, results differ for another reason than what changed
    evaluations = {document.path: document.content for document in project.evaluations}
    for publication in project.publications:
        since = publication.content.published_on
        standings = stand_all(project, publication.content.fiscal_year)
        results = {standing.item.number: hash_results(standing) for standing in standings}
        for source in publication.content.sources:
            path = project.path_of(source.path)
            evaluation = evaluations.get(path)
            # What changed in the evaluation itself is told by another rule.
            if evaluation is None or hash_content(evaluation) != source.content:
                continue
            changed = source.results not in (None, results.get(evaluation.item, source.results))
            if changed and not any(c.date >= since for c in evaluation.corrections):
                message = f"{since} に公表した目標値、達成率、状況のどれかが変わっています。"
                hint = "変えた所（実施計画の目標値、尺度など）を戻すか、corrections に訂正の記録を加えてください。加えた取組やKPIには first_year を書きます。"
                yield Problem(path, message, hint, ("item",))
