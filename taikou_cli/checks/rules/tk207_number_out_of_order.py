"""‹goal›や‹policy›の番号が続いていない

‹goal›と‹policy›は、‹plan›を通して1から順に番号が付いています。飛びや重なりがあれば、抜け落ちか書き間違いです。

誤りの例：‹policy›8の次が‹policy›10
正しい例：‹policy›8の次が‹policy›9

直し方：抜けた‹goal›・‹policy›を戻すか、番号を順に付け直してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.base.japanese_text import list_numbers
from taikou_cli.model.branches import LEVELS
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    if project.goals is None:
        return
    for level in LEVELS:
        numbers = [(one.number, (*one.route, "number")) for one in project.parts_on(level)]
        yield from _check_order(project.goals.path, project.words.of_level(level), numbers)


def _check_order(path: str, name: str, numbers: list[tuple[int, Route]]) -> Iterator[Problem]:
    previous = 0
    for number, route in numbers:
        if number <= previous:
            message = f"{name}{previous}の次が{name}{number}になっています。"
            yield Problem(path, message, "番号の重なりや並び順を直してください。", route)
        elif number > previous + 1:
            missing = list_numbers(range(previous + 1, number))
            yield Problem(
                path,
                f"{name}{missing}がありません。",
                f"抜けた{name}を戻すか、番号を直してください。",
                route,
            )
        previous = max(previous, number)
