"""公表した年度の数字が、訂正の記録なしに変わっている

評価のほかに、実施計画や尺度を変えても、公表した年度の数字が変わることがあります。
公表した数字は、訂正の記録がなければ再現できなければなりません。

誤りの例：公表した年度の尺度から区分を消す
正しい例：尺度はそのままにして、新しい年度から変える

直し方：変更を戻すか、関わる評価の corrections に訂正の記録を加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.publication import Publication, PublishedFigures
from taikou_cli.progress.figures import compute_figures
from taikou_cli.progress.published import summarize
from taikou_cli.project.project import Document, Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None or project.goals is None or project.organization is None:
        return
    for publication in project.publications:
        content = publication.content
        if _is_corrected(project, publication) or _lacks_files(project, publication):
            continue
        now = _list_figures(summarize(compute_figures(project, content.fiscal_year).overall))
        for name, published in _list_figures(content.figures).items():
            if now.get(name) != published:
                message = f"{content.fiscal_year}年度の{name}が、公表した{published}から{now.get(name)}に変わっています。"
                hint = "変更を戻すか、関わる評価の corrections に訂正の記録を加えてください。"
                yield Problem(publication.path, message, hint, ("figures",))


def _is_corrected(project: Project, publication: Document[Publication]) -> bool:
    content = publication.content
    return any(
        correction.date >= content.published_on
        for document in project.evaluations
        if document.content.fiscal_year == content.fiscal_year
        for correction in document.content.corrections
    )


def _lacks_files(project: Project, publication: Document[Publication]) -> bool:
    """Tell whether an evaluation is lost or cannot be read: that is told by other rules."""
    read = {document.path for document in project.evaluations}
    sources = publication.content.sources
    return any(s.content and project.path_of(s.path) not in read for s in sources)


def _list_figures(figures: PublishedFigures) -> dict[str, int]:
    named = {"評価した項目の数": figures.rated, "未確定の項目の数": figures.pending}
    named |= {f"評価区分{code}の数": count for code, count in figures.grades.items()}
    # The denominator of all items grows with every item that is added later.
    return named | {f"{rate.name}の分子": rate.numerator for rate in figures.rates}
