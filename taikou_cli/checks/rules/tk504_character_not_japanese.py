"""日本語で使わない漢字がある

中国の簡体字や旧字体は、機械での読み取りや変換の誤りで入ることがあります。画面では似ていて気づきにくく、検索でも見つかりません。人や所属の名前では使えます。

誤りの例：常态、發揮
正しい例：常態、発揮

直し方：日本で使う字に直してください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.texts import find_unusual_in, iter_texts
from taikou_cli.project.unusual_characters import OLD_FORMS, lacks_jis

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    unusual = find_unusual_in(project)
    foreign = "".join(sorted(filter(_is_foreign, set().union(*unusual.values()))))
    if not foreign:
        return
    pattern = re.compile(f"[{foreign}]")
    texts = list(iter_texts(project, pattern, unusual))
    # 髙 and 﨑 stand in names, and where prose speaks of these.
    in_names = {character for one in texts if one.is_name for character in one.text}
    for one in texts:
        found = [c for c in dict.fromkeys(pattern.findall(one.text)) if c not in in_names]
        if found and not one.is_name:
            message = f"日本語で使わない漢字があります（{'、'.join(found)}）。"
            hint = "日本で使う字に直してください。名前などで正しければ、承認のコメントを付けてください。"
            yield Problem(one.path, message, hint, one.route, word=found[0])


def _is_foreign(character: str) -> bool:
    is_kanji = "\u4e00" <= character <= "\u9fff"
    return character in OLD_FORMS or (is_kanji and lacks_jis(character))
