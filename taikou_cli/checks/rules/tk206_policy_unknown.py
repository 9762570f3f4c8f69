"""‹item›が、ない‹policy›を指している

‹item›の policy は goals.yaml の‹policy›の番号です（‹policy›のない‹goal›の項目では goal、‹group›のある‹policy›の項目では group）。
ない番号を指すと、その項目はどの‹goal›の集計にも入りません。

誤りの例：‹policy›が17までの‹plan›で policy: 18
正しい例：‹policy›が17までの‹plan›で policy: 17

直し方：policy を正しい‹policy›の番号に直してください。
"""

from collections.abc import Iterator, Sequence

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.branches import walk
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    for item in project.items:
        for level in item.content.named_levels:
            word, number = project.words.of_level(level), getattr(item.content, level)
            known = [one.number for one in project.parts_on(level)]
            if number not in known:
                message = f"{word}{number}は {project.goals.path} にありません。"
                yield Problem(item.path, message, _advise(project, word, known), (level,))


def _advise(project: Project, word: str, known: Sequence[int]) -> str:
    if known:
        return f"{word}の番号は {list_numbers(known)} のどれかです。"
    leaves = dict.fromkeys(one.level for one in walk(project.branches) if not one.below)
    keys = "、".join(f"{level}（{project.words.of_level(level)}）" for level in leaves)
    return f"この計画に{word}はありません。属する所を {keys} で書いてください。"
