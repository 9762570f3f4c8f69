"""‹goal›・‹policy›・‹item›の数が‹plan›と合わない

plan.yaml の counts（定数）と、実際に書かれている数を比べます。数が違えば、どこかが抜け落ちたか、二重になっています。集計の分母が狂います。

誤りの例：counts の policies が 4 なのに、‹policy›は3つ
正しい例：counts の policies が 3 で、‹policy›も3つ

直し方：抜けた・増えた‹goal›、‹policy›、‹item›を確かめてください。‹plan›の改定で数が変わったのなら counts を改めてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.branches import LEVELS, LISTS
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    counts, words = project.plan.content.counts, project.words
    told = [("items", words.item, len(project.item_paths))]
    if project.goals:
        told += [
            (LISTS[level], words.of_level(level), len(project.parts_on(level))) for level in LEVELS
        ]
    for key, name, actual in told if counts.model_fields_set else ():
        expected = getattr(counts, key)
        is_told = expected is not None or key in LISTS.values()
        if is_told and actual != (expected or 0):
            fixed = "書かれていません" if expected is None else f"{expected}"
            message = f"{name}の数が合いません（定数は{fixed}、実際は{actual}）。"
            hint = (
                f"{name}の抜けや重なりを確かめてください。{words.plan}の改定によるものなら、"
                f"counts の {key} を改めてください。"
            )
            yield Problem(project.plan.path, message, hint, ("counts", key))
