"""目に見えない文字がある

幅のない空白（U+200B）や改行しない空白（U+00A0）などは、ウェブや文書から貼り付けたときに入ります。見ても分からず、検索や集計で同じ言葉が別のものになります。
絵文字をつなぐ文字と、人や所属の名前の漢字の字形を選ぶ符号（異体字セレクタ）は使えます。名前にある字は、文の中でも使えます。

誤りの例：行政と改革の間に幅のない空白がある
正しい例：行政改革

直し方：その文字を消してください。「taikou validate --fix」で、確かなものを消せます。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.strange_text import UNSEEN, find_unseen, find_variants, spell_out
from taikou_cli.project.texts import find_unusual_in, iter_texts

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    texts = list(iter_texts(project, UNSEEN, find_unusual_in(project)))
    in_names = frozenset().union(*(find_variants(one.text) for one in texts if one.is_name))
    for one in texts:
        strange = {found.found: found for found in find_unseen(one.text, in_names)}
        for found in strange.values():
            shown = re.sub(r"\s+", " ", one.text[max(0, found.start - 6) : found.start]).strip()
            where = f"「{shown}」の後に、" if shown else "初めに、"
            message = f"{where}{found.what}（{spell_out(found.found)}）があります。"
            hint = (
                "ふつうの空白にしてください。"
                if found.plain == " "
                else "その文字を消してください。"
            )
            yield Problem(one.path, message, hint, one.route, word=found.found)
