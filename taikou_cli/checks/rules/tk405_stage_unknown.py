"""評価の段階が正しくない

stage は plan.yaml の workflow の識別名です。ない段階では、何が記入されているべきかを確かめられません。

誤りの例：stage: draft（workflow にない）
正しい例：stage: drafting

直し方：stage を workflow の識別名に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    known = [stage.id for stage in project.plan.content.workflow]
    for document in project.evaluations:
        hint = f"使える識別名は {'、'.join(known)} です。"
        if document.content.stage not in known:
            message = (
                f"段階「{document.content.stage}」は {project.plan.path} の workflow にありません。"
            )
            yield Problem(document.path, message, hint, ("stage",))
        for stage, route in _iter_named(document.content):
            if stage not in known:
                message = f"段階「{stage}」は {project.plan.path} の workflow にありません。"
                yield Problem(document.path, message, hint, route, on_key=route[0] == "dates")


def _iter_named(evaluation: Evaluation) -> Iterator[tuple[str, Route]]:
    """Yield the stages that it was at, each with its place."""
    for stage in evaluation.dates:
        yield stage, ("dates", stage)
    for index, one in enumerate(evaluation.moved_back):
        yield one.from_stage, ("moved_back", index, "from")
        yield one.to, ("moved_back", index, "to")
