"""‹item›が、下に階層のある所に直接属している

‹policy›のある‹goal›の‹item›は‹policy›に、‹group›のある‹policy›の‹item›は‹group›に属します。
上の階層に直接属すると、下の階層の集計を足しても上の階層の集計になりません。

誤りの例：‹goal›1に‹policy›1と2があるのに、‹item›が goal: 1
正しい例：policy: 2

直し方：すぐ上の階層の番号に直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.branches import walk
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    words = project.words
    above = {branch.home: branch.below for branch in walk(project.branches) if branch.below}
    for item in project.items:
        level, number = item.content.home
        if below := above.get((level, number)):
            lower = below[0].level
            called = words.of_level(lower)
            message = f"{words.of_level(level)}{number}には{called}があるので、直接は属せません。"
            known = list_numbers(one.number for one in below)
            hint = f"{level} の代わりに、{lower}（{called}）に {known} のどれかを書いてください。"
            yield Problem(item.path, message, hint, (level,), on_key=True)
