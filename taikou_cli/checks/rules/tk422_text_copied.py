"""前の年度と同じ文である

取組実績や要因分析が前の年度と一字も違わないのは、写したままの疑いがあります。

誤りの例：achievements が2024年度と同じ文
正しい例：achievements に2025年度のことを書く

直し方：その年度のことを書いてください。変わりがなければ、変わりがないことを書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.catalogue import Kind, stories_of
from taikou_cli.model.evaluation import SelfEvaluation
from taikou_cli.project.project import Project

SEVERITY = Severity.WARNING


_SHORTEST = 15
_TEXTS = tuple(entry for entry in stories_of(SelfEvaluation) if entry.kind is Kind.TEXT)


def check(project: Project) -> Iterator[Problem]:
    evaluations = project.evaluations_by_item()
    for document in project.evaluations:
        evaluation = document.content
        before = evaluations[evaluation.item].get(evaluation.fiscal_year - 1)
        if before is None:
            continue
        for entry in _TEXTS:
            text = entry.read(evaluation.self_evaluation) or ""
            if len(text) >= _SHORTEST and text == entry.read(before.self_evaluation):
                message = f"{entry.title}が{evaluation.fiscal_year - 1}年度と同じ文です。"
                hint = "その年度のことを書いてください。"
                yield Problem(document.path, message, hint, ("self_evaluation", entry.key))
