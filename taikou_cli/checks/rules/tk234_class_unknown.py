"""‹item›が、ない分類やコードを指している

classes に書けるのは、plan.yaml の classifications の識別名と、その値のコードです。ないコードは集計に入りません。

誤りの例：SDGs の値が 11 と 16 のとき、classes: {sdgs: ["61"]}
正しい例：classes: {sdgs: ["16"]}

直し方：識別名やコードを直すか、plan.yaml の classifications に加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.model.declared import Classification
from taikou_cli.project.near_word import advise_word
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.plan is None:
        return
    known = {one.id: one for one in project.plan.content.classifications}
    for item in project.items:
        for id_, codes in item.content.classes.items():
            if id_ in known:
                yield from _check_codes(item.path, known[id_], codes)
            else:
                message = f"分類「{id_}」は {project.plan.path} にありません。"
                hint = advise_word(id_, {one.id: one.name for one in known.values()})
                yield Problem(item.path, message, hint, ("classes", id_), on_key=True)


def _check_codes(path: str, one: Classification, codes: tuple[str, ...]) -> Iterator[Problem]:
    labels = {value.code: value.label for value in one.values}
    for index, code in enumerate(codes):
        route = ("classes", one.id, index)
        if code not in labels:
            message = f"{one.name}に「{reveal_line(code)}」はありません。"
            yield Problem(path, message, advise_word(code, labels), route)
        elif code in codes[:index]:
            message = f"{one.name}の「{reveal_line(code)}」が二度書かれています。"
            yield Problem(path, message, "一方を消してください。", route)
