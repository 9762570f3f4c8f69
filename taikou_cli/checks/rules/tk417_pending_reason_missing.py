"""未確定・中止・先送りの理由がない

評価できない項目は、なぜか、いつ分かるかを読む人に示さなければなりません。

誤りの例：state: pending だけ
正しい例：state: pending と、pending に reason と expected

直し方：pending に理由と見込みを、中止と先送りは state_reason に理由を書いてください。
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.project.project import Project

if TYPE_CHECKING:
    from taikou_cli.model.evaluation import Pending

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for document in project.evaluations:
        evaluation = document.content
        if evaluation.state == "pending" and evaluation.pending is None:
            message = "state が pending なのに、理由と見込みがありません。"
            hint = "pending に reason と expected を書いてください。"
            yield Problem(document.path, message, hint, ("state",))
        elif evaluation.state in _STOPPED and evaluation.state_reason is None:
            message = f"{_STOPPED[evaluation.state]}の理由がありません。"
            yield Problem(
                document.path, message, "state_reason に理由を書いてください。", ("state",)
            )
        pendings: list[tuple[Route, Pending | None]] = [(("pending",), evaluation.pending)]
        pendings += [(("kpis", i, "pending"), kpi.pending) for i, kpi in enumerate(evaluation.kpis)]
        for route, pending in pendings:
            if pending is not None and pending.reason == "other" and pending.note is None:
                hint = "note に理由を書いてください。"
                yield Problem(document.path, "理由が other なのに説明がありません。", hint, route)


_STOPPED = {"discontinued": "中止", "carried_over": "先送り"}
