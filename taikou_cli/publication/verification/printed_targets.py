"""Whether the number that a target was read as is the one that its words print.

The words are not parsed again, which could be wrong in the same way: only their digits are looked
at, and which side of a limit they name. So a number that was altered, or read from other words,
is seen, though not a power of ten.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from taikou_cli.publication.verification.achievement import Kind
from taikou_cli.publication.verification.open_data import OpenData, Record

_DIGITS = re.compile("[1-9]")
_UPPER = re.compile("未満|以下|以内|下回る|小さい|少ない|低い")
_STRICT = re.compile("超|未満|上回る|下回る|より(?:大きい|多い|高い|小さい|少ない|低い)")
# Hours and minutes, months and years are no tens of one another: their digits change.
_OTHER_STEPS = re.compile("[時分秒年月]")


def iter_misread_targets(data: OpenData, kind: Kind) -> Iterator[str]:
    """Yield a sentence for every target whose number does not stand in what is printed."""
    for table in (kind.targets, f"former_{kind.targets}"):
        for row in data.records(table):
            if row["target_value"] is not None and not _is_as_printed(row):
                yield _tell(table, row, kind)


def _tell(table: str, row: Record, kind: Kind) -> str:
    owner, id_ = (row[name] for name in kind.key)
    printed = row["value"] if row["value_text"] is None else row["value_text"]
    return (
        f"「data.json の {table}／{owner} {id_}／{row['fiscal_year']}」の「{printed}」が"
        f" {row['target_value']} と読まれていますが、書かれた数や上限・下限と合いません。"
    )


def _is_as_printed(row: Record) -> bool:
    if row["value_text"] is None:
        is_plain = row["target_kind"] in {None, "number"} and not row["target_strict"]
        return is_plain and bool(row["target_value"] == row["value"])
    text = _fold(row["value_text"]).replace(_fold(row["unit"] or ""), "")
    if row["target_relative"] or _OTHER_STEPS.search(text):
        return True
    if _DIGITS.findall(text) != _DIGITS.findall(f"{Decimal(row['target_value']):f}"):
        return False
    if row["target_kind"] != "limit":
        return True
    told = (bool(row["target_upper"]), bool(row["target_strict"]))
    return told == (bool(_UPPER.search(text)), bool(_STRICT.search(text)))


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
