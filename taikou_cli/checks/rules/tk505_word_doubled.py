"""同じ言葉が続けて書かれている

「のの」のような助詞の重なりや「効率的・効率的」のような語の重なりは、書き写しや編集の消し残しの疑いがあります。

誤りの例：県のの施設、効率的・効率的な運営
正しい例：県の施設、効率的・効果的な運営

直し方：重なりを消すか、正しい言葉に直してください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.texts import find_unusual_in, iter_texts
from taikou_cli.project.unusual_characters import PARTICLES

SEVERITY = Severity.WARNING


_PARTICLE = re.compile(rf"([{PARTICLES}])\1(?<![ぁ-ん]..)(?![ぁ-ん])")
# The dot comes first, so that the search leaps from dot to dot.
_WORD = re.compile(
    "・(?:" + "|".join(rf"(?<=(\w{{{n}}})・)\{n - 1}" for n in range(2, 9)) + r")(?![^\Wぁ-ん])"
)


def check(project: Project) -> Iterator[Problem]:
    for pattern, sources in ((_PARTICLE, find_unusual_in(project)), (_WORD, None)):
        for one in iter_texts(project, pattern, sources):
            for match in pattern.finditer(one.text):
                before = next((word for word in match.groups() if pattern is _WORD and word), "")
                doubled = f"{before}{match[0]}"
                message = f"「{doubled}」と重なっています。"
                hint = "重なりを消すか、正しい言葉に直してください。"
                yield Problem(one.path, message, hint, one.route, word=doubled)
