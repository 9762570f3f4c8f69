"""英数字が全角である

英数字の全角と半角が混ざると、検索や集計で同じ言葉が別のものになります。

誤りの例：ＤＸの推進、令和７年度
正しい例：DXの推進、令和7年度

直し方：半角で書いてください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.project.project import Project
from taikou_cli.project.texts import find_unusual_in, iter_texts
from taikou_cli.project.unusual_characters import FULL_WIDTH_ALPHANUMERIC

SEVERITY = Severity.INFO


_FULL_WIDTH = re.compile(f"[{FULL_WIDTH_ALPHANUMERIC}]")
_RUN = re.compile(f"{_FULL_WIDTH.pattern}+")


def check(project: Project) -> Iterator[Problem]:
    for one in iter_texts(project, _FULL_WIDTH, find_unusual_in(project)):
        for found in dict.fromkeys(_RUN.findall(one.text)):
            message = f"「{found}」が全角です。"
            hint = f"「{to_half_width(found)}」と半角で書いてください。"
            yield Problem(one.path, message, hint, one.route, word=found)
