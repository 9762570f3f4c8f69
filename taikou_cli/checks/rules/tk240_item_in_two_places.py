"""‹item›が二つの階層に属している

‹item›は、そのすぐ上の階層だけを指します。‹policy›に属するなら policy、‹policy›のない‹goal›に属するなら goal、
‹group›のある‹policy›に属するなら group のどれか一つです。二つ書くと、食い違ったときにどちらで集計するか決まりません。

誤りの例：goal: 1 と policy: 3
正しい例：policy: 3

直し方：すぐ上の階層の番号だけを残してください。上の階層は goals.yaml から分かります。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    words = project.words
    for item in project.items:
        *others, lowest = item.content.named_levels or ("policy",)
        for level in others:
            message = f"{words.of_level(level)}と{words.of_level(lowest)}の両方に属しています。"
            hint = f"{words.item}は、すぐ上の階層だけを指します。{level} か {lowest} を消してください。"
            yield Problem(item.path, message, hint, (level,), on_key=True)
