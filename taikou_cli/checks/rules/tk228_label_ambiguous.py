"""印刷する番号（label）が、ほかのものと紛れる

番号の代わりに印刷する文字で、‹item›や‹policy›を指せます。同じ文字が二つあったり、ほかの番号と同じだったりすると、
どちらを指すか決まりません。

誤りの例：items/01.yaml と items/02.yaml がどちらも label: "1-1"
正しい例：items/01.yaml は label: "1-1"、items/02.yaml は label: "1-2"

直し方：一方の label を変えてください。
"""

from collections.abc import Iterable, Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.model.branches import LEVELS
from taikou_cli.model.goals import Part
from taikou_cli.model.item import Item
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

_Place = tuple[str, Route, Part | Item]


def check(project: Project) -> Iterator[Problem]:
    for level in LEVELS:
        path = project.goals.path if project.goals else ""
        yield from _check([(path, one.route, one.part) for one in project.parts_on(level)])
    yield from _check([(one.path, (), one.content) for one in project.items])


def _check(places: Iterable[_Place]) -> Iterator[Problem]:
    places = list(places)
    taken = {str(part.number): part.number for _, _, part in places}
    for path, route, part in places:
        if part.label is None:
            continue
        sign = to_half_width(part.label).strip()
        if taken.setdefault(sign, part.number) != part.number:
            message = f"印刷する番号「{part.label}」は、{taken[sign]}番にも使われています。"
            yield Problem(path, message, "ほかと違う文字にしてください。", (*route, "label"))
