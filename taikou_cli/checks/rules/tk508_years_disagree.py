"""並べて書いた西暦と元号が、同じ年でない

「2025年度（令和8年度）」のように西暦と元号が食い違うと、どちらの年のことか読む人に分かりません。

誤りの例：2025年度（令和8年度）
正しい例：2025年度（令和7年度）

直し方：正しい年に直してください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.fiscal_year import find_years, format_era_year
from taikou_cli.project.project import Project
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING


# One for each bracket: a search that knows its first character leaps from one to the next.
_IN_BRACKETS = [
    re.compile(f"{bracket}(?:令和|平成|昭和|(?:19|20)[0-9]{{2}}[年）)～])")
    for bracket in ("（", r"\(")
]


def check(project: Project) -> Iterator[Problem]:
    found = (one for pattern in _IN_BRACKETS for one in iter_texts(project, pattern))
    for one in dict.fromkeys(found):
        for mention in find_years(one.text):
            if not mention.agree:
                message = f"「{mention.text}」の西暦と元号が合いません。"
                hint = f"{mention.year}年は{format_era_year(mention.year)}年です。正しい年に直してください。"
                yield Problem(one.path, message, hint, one.route, word=mention.text)
