"""訂正の before か after が、公表した内容や今の値と合わない

正誤表は、公表したもの（before）が今の値（after）になったことを示します。どちらかが違っていれば、正誤表が誤りになります。
文は、直した所だけを書けば足ります。

誤りの例：15 と公表して 14 に直したのに、before: 16、after: 14
正しい例：before: 15、after: 14

直し方：before には公表した内容を、after には今の値を、単位を付けずにそのまま書いてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.progress.editions.contradictions import find_contradictions
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

_WORDS = {"before": "公表した内容", "after": "今の値"}


def check(project: Project) -> Iterator[Problem]:
    told = set()
    for one in find_contradictions(project):
        if (one.path, one.place, one.key) not in told:
            told.add((one.path, one.place, one.key))
            message = f"{one.field} の訂正の {one.key} が、{_WORDS[one.key]}と違います（{one.edition.published_on} の{one.edition.name}）。"
            hint = f"{one.key} には、{_WORDS[one.key]}を単位を付けずにそのまま書いてください。文は、直した所だけでもかまいません。"
            yield Problem(one.path, message, hint, ("corrections", one.place, one.key))
