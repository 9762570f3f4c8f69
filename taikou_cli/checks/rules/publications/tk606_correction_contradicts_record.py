"""訂正の before か after が、公表した内容や今の値と合わない

正誤表は、公表したもの（before）が今の値（after）になったことを示します。どちらかが違っていれば、正誤表が誤りになります。
文は、直した所だけを書けば足ります。

誤りの例：15 と公表して 14 に直したのに、before: 16、after: 14
正しい例：before: 15、after: 14

直し方：before には公表した内容を、after には今の値を、単位を付けずにそのまま書いてください。
訂正していない所の記録は消してください。date は、公表した日か、その後の日です。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.contradictions import Contradiction, find_contradictions
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

_WORDS = {"before": "公表した内容", "after": "今の値"}
_LATE = "date には、訂正した日を書いてください。公表した後の日付の訂正だけが、公表した内容を説明します。"


def check(project: Project) -> Iterator[Problem]:
    told = set()
    for one in find_contradictions(project):
        if (one.path, one.place, one.key) not in told:
            told.add((one.path, one.place, one.key))
            message, hint = _tell(one)
            yield Problem(one.path, message, hint, ("corrections", one.place, one.key))


def _tell(one: Contradiction) -> tuple[str, str]:
    """Say what contradicts, and the way out."""
    edition = f"{one.edition.published_on} の{one.edition.name}"
    if one.key == "date":
        return f"{one.field} の訂正の日付が、公表日より前です（{edition}）。", _LATE
    said = _WORDS[one.key]
    hint = f"{one.key} には、{said}を単位を付けずにそのまま書いてください。文は、直した所だけでもかまいません。"
    return f"{one.field} の訂正の {one.key} が、{said}と違います（{edition}）。", hint
