"""環境によって正しく表示されない文字がある

㈱や㌔のような合成文字、半角カタカナ、外字は、読む人の環境や、ほかのシステムへの取込みで別の字になることがあります。①～⑳は、plan.yaml の wording.circled_numbers を false にすると使えなくなります。

誤りの例：㈱山田、ﾃﾞｼﾞﾀﾙ
正しい例：株式会社山田、デジタル

直し方：ふつうの文字で書いてください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.project.project import Project
from taikou_cli.project.texts import find_unusual_in, iter_texts
from taikou_cli.project.unusual_characters import HALF_WIDTH_KATAKANA

SEVERITY = Severity.WARNING


# Roman numerals, enclosed and squared words, private use.
_DEPENDENT = f"\u2160-\u217f\u3220-\u33ff\ue000-\uf8ff{HALF_WIDTH_KATAKANA}"
_CIRCLED = "\u2460-\u24ff"


def check(project: Project) -> Iterator[Problem]:
    allowed = project.plan is None or project.plan.content.wording.circled_numbers
    characters = _DEPENDENT if allowed else _DEPENDENT + _CIRCLED
    for one in iter_texts(project, re.compile(f"[{characters}]"), find_unusual_in(project)):
        for found in dict.fromkeys(re.findall(f"[{characters}]+", one.text)):
            message = f"「{found}」は、環境によって正しく表示されない文字です。"
            plain = to_half_width(found) if found.isprintable() else ""
            hint = (
                f"「{plain}」のように、ふつうの文字で書いてください。"
                if plain
                else "ふつうの文字で書いてください。"
            )
            yield Problem(one.path, message, hint, one.route, word=found)
