"""環境によって正しく表示されない文字がある

㈱や㌔のような合成文字、半角カタカナ、外字は、読む人の環境や、ほかのシステムへの取込みで別の字になることがあります。
Mac のファイル名や PDF から写した文には、濁点が分かれた仮名（カと゛でガ）、部首だけを表す文字（「人」「長」などに見える別の字）、互換用の漢字が入ることがあります。見た目は同じでも、検索で見つかりません。人や所属の名前では、互換用の漢字を使えます。①～⑳は、plan.yaml の wording.circled_numbers を false にすると使えなくなります。

誤りの例：㈱山田、ﾃﾞｼﾞﾀﾙ
正しい例：株式会社山田、デジタル

直し方：ふつうの文字で書いてください。分かれた仮名と部首の文字は「taikou validate --fix」で直ります。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.project.project import Project
from taikou_cli.project.strange_text import LOOKALIKE, Strange, find_lookalikes, spell_out
from taikou_cli.project.texts import find_unusual_in, iter_texts
from taikou_cli.project.unusual_characters import HALF_WIDTH_KATAKANA

SEVERITY = Severity.WARNING


_PLAINLY = "ふつうの文字で書いてください。"
_MOST_NAMED = 5
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
            hint = f"「{plain}」のように、ふつうの文字で書いてください。" if plain else _PLAINLY
            yield Problem(one.path, message, hint, one.route, word=found)
    yield from _check_lookalikes(project)


def _check_lookalikes(project: Project) -> Iterator[Problem]:
    texts = list(iter_texts(project, LOOKALIKE, find_unusual_in(project)))
    in_names = {strange.found for one in texts if one.is_name for strange in _chosen(one.text)}
    for one in texts:
        strange = [
            found
            for found in find_lookalikes(one.text)
            if found.plain is not None or found.found not in in_names
        ]
        # A text from a Mac has every kana in parts: that is one finding.
        for what in dict.fromkeys(found.what for found in strange):
            alike = {found.found: found.plain for found in strange if found.what == what}
            first, shown = next(iter(alike)), "、".join([*alike][:_MOST_NAMED])
            message = f"「{shown}」は、{what}です（{spell_out(first)}）。"
            plain = "、".join(filter(None, [*alike.values()][:_MOST_NAMED]))
            hint = f"「{plain}」のように、ふつうの文字で書いてください。" if plain else _PLAINLY
            yield Problem(one.path, message, hint, one.route, word=first)


def _chosen(name: str) -> Iterator[Strange]:
    """Yield what may have been chosen for a name: no slip of a conversion."""
    yield from (strange for strange in find_lookalikes(name) if strange.plain is None)
