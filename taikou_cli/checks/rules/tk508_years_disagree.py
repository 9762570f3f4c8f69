"""並べて書いた西暦と元号が、同じ年でない

「2025年度（令和8年度）」のように西暦と元号が食い違うと、どちらの年のことか読む人に分かりません。

年度は年度、年は年、月は月と比べます。月と年度が並ぶときは、その月が入る年度かどうかを見ます。
年と年度が並ぶときは、重なる月があれば誤りとしません。元年は1年とも書けます。
（ ）の外に始めと終わり（2025～2029年度）があるときは、どちらか一方のことと読めれば誤りとしません。

誤りの例：2025年度（令和8年度）、2026年4月（令和7年度）、2019年3月（令和元年3月）
正しい例：2025年度（令和7年度）、2026年3月（令和7年度）、2019年5月（令和元年5月）

直し方：正しい年に直してください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING


# What stands before the bracket: the end of a year, or of what is said of it (2025年度末まで).
_BEFORE = "0-9０-９元年度月日 　頭め初旬期半首末中内分頃ろ降前後点在でり～〜~ー–—−－らび・-"
# One for each bracket: a search that knows its first character leaps from one to the next.
_IN_BRACKETS = [
    re.compile(
        rf"{bracket}(?<=[{_BEFORE}].)[ 　]*(?:西暦|令和|平成|昭和|[RHSＲＨＳ]|(?:[1１][9９]|[2２][0０])[0-9０-９]{{2}})"
    )
    for bracket in ("（", r"\(")
]


def check(project: Project) -> Iterator[Problem]:
    if project.plan and not project.plan.content.fiscal_years.has_eras:
        return  # in which of its years a month lies is told by Western years
    found = (one for pattern in _IN_BRACKETS for one in iter_texts(project, pattern))
    for one in dict.fromkeys(found):
        from taikou_cli.base.year_reading import find_years  # its patterns take long to build

        for mention in find_years(one.text):
            if mention.facts:
                message = f"「{mention.text}」の西暦と元号が合いません。"
                hint = f"{mention.facts}正しい年に直してください。"
                yield Problem(one.path, message, hint, one.route, word=mention.text)
