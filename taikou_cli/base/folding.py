"""Folds Japanese text, so that what people type meets what is printed.

The website folds its texts when it is made, and its search folds what is typed by the same tables:
`TABLES` is handed to the script. So every pattern here must mean the same in both languages.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from taikou_cli.base.japanese_text import INVISIBLE

# 常用漢字表 (Cabinet notice No. 2 of 2010): the older forms that it puts in brackets.
_JOYO_OLD = (
    "乘亂亞佛來倂假傳僞價儉兒兩剩劍劑勞勳勵勸區卷卽參單嚴囑圈國圍圓圖團增墮壓壘壞壤壯"
    "壹壽奧奬孃學寢實寫寬寶將專對屆屬峽嶽巢帶廢廣廳彈彌徑從徵德恆惠惡惱愼慘應懷戀戰戲"
    "戾拂拔拜挾插揭搖搜擇擊擔據擧擴攝收效敍敕數斷晚晝曆曉曾會條棧榮槪樂樓樞樣橫檢櫻權"
    "歐歡步歷歸殘殼毆每氣涉淚淨淺渴溪溫滯滿潛澁澤濕濟濱瀧瀨灣燈燒營爐爭爲犧狀狹獨獵獸"
    "獻瓣甁畫當疊瘦癡發盜盡眞硏碎祕禪禮稱稻穗穩竊竝粹絲經綠緖緣縣縱總繩繪繼續纖缺罐聲"
    "聽肅腦膽臟臺與舊艷莊莖萬薰藏藝藥處虛號螢蟲蠶蠻衞裝襃覺覽觀觸謠證譯譽讀變讓豐豫貳"
    "賣賴贊踐輕轉辨辭辯遞遲邊郞鄕醉醫釀釋錄錢鍊鎭鐵鑄鑛關陷隨險隱雙雜霸靈靜顯飜餘餠騷"
    "驅驗驛髓體髮鬭鷄鹽麥麵黃黑默點黨齊齋齒齡龍龜"
)
_JOYO_NEW = (
    "乗乱亜仏来併仮伝偽価倹児両剰剣剤労勲励勧区巻即参単厳嘱圏国囲円図団増堕圧塁壊壌壮"
    "壱寿奥奨嬢学寝実写寛宝将専対届属峡岳巣帯廃広庁弾弥径従徴徳恒恵悪悩慎惨応懐恋戦戯"
    "戻払抜拝挟挿掲揺捜択撃担拠挙拡摂収効叙勅数断晩昼暦暁曽会条桟栄概楽楼枢様横検桜権"
    "欧歓歩歴帰残殻殴毎気渉涙浄浅渇渓温滞満潜渋沢湿済浜滝瀬湾灯焼営炉争為犠状狭独猟獣"
    "献弁瓶画当畳痩痴発盗尽真研砕秘禅礼称稲穂穏窃並粋糸経緑緒縁県縦総縄絵継続繊欠缶声"
    "聴粛脳胆臓台与旧艶荘茎万薫蔵芸薬処虚号蛍虫蚕蛮衛装褒覚覧観触謡証訳誉読変譲豊予弐"
    "売頼賛践軽転弁辞弁逓遅辺郎郷酔医醸釈録銭錬鎮鉄鋳鉱関陥随険隠双雑覇霊静顕翻余餅騒"
    "駆験駅髄体髪闘鶏塩麦麺黄黒黙点党斉斎歯齢竜亀"
)
# 戸籍法施行規則 (family register law), schedule 2: the pairs that the table above lacks.
_NAMES_OLD = "亙凛堯巖晄檜槇禰禱祿穰萠遙薗駈嶋盃冨峯埜凉"
_NAMES_NEW = "亘凜尭巌晃桧槙祢祷禄穣萌遥園駆島杯富峰野涼"
# Frequent in names beside both; the proper forms are those of the Ministry of Justice's
# 戸籍統一文字情報.
_POPULAR_OLD = "髙﨑嵜濵邉桒栁嶌𠮷"
_POPULAR_NEW = "高崎崎浜辺桑柳島吉"
_HYPHENS, _WAVE = "‐‒–—―−─", "〜"
_KANJI = "々〆㐀-䶿一-鿿豈-﫿𠀀-𳎿"
_SEAM = "\u2060"

_LETTERS = {
    **dict(zip(_JOYO_OLD, _JOYO_NEW, strict=True)),
    **dict(zip(_NAMES_OLD, _NAMES_NEW, strict=True)),
    **dict(zip(_POPULAR_OLD, _POPULAR_NEW, strict=True)),
    **dict.fromkeys(_HYPHENS, "-"),
    _WAVE: "~",
}
_MARKS = {
    f"[{INVISIBLE}]": "",
    # 1ヶ月, 1カ月, 1箇月
    "(?<=[0-9数何])[ヶヵケカ箇](?=[月所])": "か",
    # サ-バ, サーバー, サーバ; a long vowel within a word stays.
    "(?<=[ァ-ヺ])-(?=[ァ-ヺ])": "ー",
    "(?<=[ァ-ヺ])ー(?![ァ-ヺー])|(?<=[ぁ-ゖ])ー(?![ぁ-ゖー])": "",
    "[▲△](?=[0-9])": "-",
    "(?<=[0-9]),(?=[0-9])": "",
    # e-Tax, eTax; what stands before a number may be a minus or part of a date.
    "[・·]|-(?![0-9])": "",
    "(?<![0-9a-z])[ \t]+|[ \t]+(?![0-9a-z])": "",
    # 電子マネー: as hiragana it would look like okurigana.
    f"(?<=[{_KANJI}])(?=[ァ-ヺ])": _SEAM,
}
_KANA = {chr(code): chr(code - 0x60) for code in range(ord("ァ"), ord("ヶ") + 1)}
# A few kana behind a kanji: 取り組み, 取組み, 取組; what is longer is a word of its own.
_OKURIGANA = f"(?<=[{_KANJI}])[ぁ-ゖ]{{1,3}}(?![ぁ-ゖー])"

TABLES: Mapping[str, Any] = {
    "letters": _LETTERS,
    "marks": list(_MARKS.items()),
    "kana": _KANA,
    "okurigana": _OKURIGANA,
}
"""The tables for another language: first NFKC and small letters, then in this order."""

_TO_LETTERS, _TO_KANA = str.maketrans(_LETTERS), str.maketrans(_KANA)
_COMPILED = tuple((re.compile(pattern), to) for pattern, to in _MARKS.items())
_LOOSE = re.compile(_OKURIGANA)


def fold(text: str) -> str:
    """Fold widths, forms of kanji, kana and marks: `サーバーの髙﨑` → `さーばの高崎`.

    Line feeds stay, and nothing is folded over them.
    """
    return "\n".join(map(_fold_line, text.split("\n")))


# The pages of a website say many lines again, and its years most of them.
@lru_cache(maxsize=1 << 14)
def _fold_line(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().translate(_TO_LETTERS)
    for pattern, to in _COMPILED:
        folded = pattern.sub(to, folded)
    return folded.translate(_TO_KANA)


def loosen(folded: str) -> str:
    """Drop the kana that some write behind a kanji and some do not: `取り組み` → `取組`."""
    return _LOOSE.sub("", folded)
