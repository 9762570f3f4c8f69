"""未確定の指標に実績値がある

未確定（pending）と実績値の両方があると、どちらが正しいか分かりません。

誤りの例：actual: 11 と pending
正しい例：actual: 11 だけ

直し方：実績が出たら pending を消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.results import iter_results

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    for path, key, _year, results in iter_results(project):
        for index, result in enumerate(results):
            if result.pending is not None and result.actual is not None:
                message = "未確定（pending）なのに実績値があります。"
                hint = "実績が出たなら pending を消してください。"
                yield Problem(path, message, hint, (key, index, "actual"))
