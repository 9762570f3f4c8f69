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
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING


# Kanji that JIS X 0208 (Python's shift_jis) lacks are not used in Japanese prose; of those that it has, these are old
# forms that conversions leave behind.
_OLD_FORMS = re.compile(
    "[發國學會體變實來當點廣澤邊關總縣應壓圍爲榮營衞圓假價畫擴覺勸觀歸舊擧區經輕繼檢權驗效號雜參慘蠶棧贊殘絲齒兒辭濕寫釋壽收從澁獸縱肅處敍奬將燒證乘剩壤孃條淨疊讓觸寢愼盡圖粹醉隨髓數樞聲靜齊攝專淺戰踐錢潛纖禪雙搜插爭聰莊裝騷增臟藏屬續墮對帶滯單擔膽團彈斷遲晝蟲鑄廳聽鎭轉傳盜燈黨鬪獨讀屆繩貳腦廢賣麥拔蠻祕佛辨瓣辯舖穗寶豐沒飜萬滿默彌藥譯豫餘與譽搖樣謠亂覽龍兩獵壘勵禮隸靈齡戀爐勞樓灣]"
)


def check(project: Project) -> Iterator[Problem]:
    foreign = "".join(sorted(set().union(*map(_find_foreign, project.texts.values()))))
    if not foreign:
        return
    pattern = re.compile(f"[{foreign}]")
    texts = list(iter_texts(project, pattern))
    # 髙 and 﨑 stand in names, and where prose speaks of these.
    in_names = {character for one in texts if one.is_name for character in one.text}
    for one in texts:
        found = [c for c in dict.fromkeys(pattern.findall(one.text)) if c not in in_names]
        if found and not one.is_name:
            message = f"日本語で使わない漢字があります（{'、'.join(found)}）。"
            hint = "日本で使う字に直してください。名前などで正しければ、承認のコメントを付けてください。"
            yield Problem(one.path, message, hint, one.route)


def _find_foreign(text: str) -> set[str]:
    """Give the kanji of a text that are not Japanese: by the encoder, for speed."""
    old = set(_OLD_FORMS.findall(text))
    known = text.encode("shift_jis", "ignore").decode("shift_jis")
    if len(known) == len(text):
        return old
    unknown = set(text).difference(known)
    return old.union(one for one in unknown if "\u4e00" <= one <= "\u9fff")
