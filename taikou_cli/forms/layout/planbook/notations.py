"""Values with parts ↔ the text of one cell, as an office would write them."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from taikou_cli.base.fiscal_year import parse_fiscal_year
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.base.span import name_key, read_span
from taikou_cli.forms.layout.planbook.names import Names, NotReadableError

_BETWEEN = re.compile(r"[、，,;；／\n]+(?![^（(]*[）)])")
_YEARS = re.compile(r"(?P<name>.*?)[ 　]*[（(](?P<years>[^（）()]*[0-9０-９元][^（）()]*)[）)]")
_PERIOD = re.compile(
    r"(?:(?P<first>[^～~-]+?)(?:から|年度以降)|(?P<last>[^～~-]+?)まで|(?P<a>[^～~]+)[～~](?P<b>[^～~]+))"
)
_QUARTER = re.compile(
    r"(?P<year>[0-9]{4})年度?(?:第?(?P<quarter>[1-4])四半期|(?P<half>[上下])半?期)?"
)
_CODE = re.compile(r"(?P<code>[^\s　:：]+)[\s　:：]+(?P<label>.+)")
_HALVES = {"上": "H1", "下": "H2"}


class Notation(NamedTuple):
    """How a value with parts is written in a cell.

    Attributes:
        write: Gives the text of a value.
        read: Gives the value of a text; raises a NotReadableError.
        adopt: Gives the value that replaces an old one: what the cell does not show is kept.
        lists: The kind of names that a drop-down list offers; empty for none.
    """

    write: Callable[[Any, Names], Any]
    read: Callable[[str, Names], Any]
    adopt: Callable[[Any, Any], Any] = lambda _, new: new
    lists: str = ""


def split(text: str) -> list[str]:
    """Take a list of names apart, as offices write them."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def reference(kind: str) -> Notation:
    """One part of the plan, by its name or number."""
    return Notation(
        lambda key, names: names.of(kind).show(key),
        lambda text, names: names.of(kind).find(text),
        lists=kind,
    )


def references(kind: str) -> Notation:
    """Several parts of the plan by their names."""
    return Notation(
        lambda keys, names: "、".join(names.of(kind).show(key) for key in keys),
        lambda text, names: [names.of(kind).find(part) for part in split(text)],
    )


def codes(classification: str) -> Notation:
    """Codes of a classification."""
    return Notation(
        lambda keys, _: "、".join(map(str, keys)),
        lambda text, names: [names.code(classification).find(part) for part in split(text)],
    )


def _write_responsible(entries: Sequence[Any], names: Names) -> str:
    return "、".join(_write_one_responsible(entry, names) for entry in entries)


def _write_one_responsible(entry: Any, names: Names) -> str:
    if not isinstance(entry, dict):
        return names.of("division").show(entry)
    first, last = entry.get("from"), entry.get("until")
    years = f"{first}～{last}年度" if first and last else ""
    years = years or (f"{first}年度から" if first else f"{last}年度まで" if last else "")
    return names.of("division").show(entry["id"]) + (f"（{years}）" if years else "")


def _read_responsible(text: str, names: Names) -> list[Any]:
    return [_read_one_responsible(part, names) for part in split(text)]


def _read_one_responsible(text: str, names: Names) -> Any:
    match = _YEARS.fullmatch(text)
    if match is None:
        return names.of("division").find(text)
    return {"id": names.of("division").find(match["name"]), **read_period(match["years"])}


def read_period(text: str) -> dict[str, int]:
    """Read from when to when something holds: `2026～2027年度`, `2028年度から`, `2027年度まで`."""
    match = _PERIOD.fullmatch("".join(to_half_width(text).split()).replace("〜", "~"))
    if match is None:
        raise NotReadableError(
            f"「{text}」を期間として読めません。",
            "「2027年度まで」「2028年度から」「2026～2027年度」のように書いてください。",
        )
    first, last = match["first"] or match["a"], match["last"] or match["b"]
    years = {"from": first and read_year(first), "until": last and read_year(last)}
    return {key: year for key, year in years.items() if year}


def read_year(text: str) -> int:
    """Read a fiscal year.

    Raises:
        NotReadableError: It is none.
    """
    try:
        return parse_fiscal_year("".join(text.split()))
    except ValueError as error:
        raise NotReadableError(
            f"「{text}」を年度として読めません。", "西暦の年度を、2026 のように書いてください。"
        ) from error


def former(key: str) -> Notation:
    """Former names, each until when it held; until None where the cell does not say."""

    def write(entries: Sequence[Any], _: Names) -> str:
        return "\n".join(
            f"{one[key]}（{one['until']}年度まで）" if one["until"] else one[key] for one in entries
        )

    def read_one(text: str) -> Any:
        match = _YEARS.fullmatch(text)
        if match is None:
            return {"until": None, key: text}
        return {"until": read_period(match["years"]).get("until"), key: match["name"]}

    return Notation(write, lambda text, _: [read_one(part) for part in split(text)])


RESPONSIBLE = Notation(_write_responsible, _read_responsible)
"""Divisions, where they are not responsible all the time with their years."""

LINES = Notation(
    lambda texts, _: "\n".join(texts),
    lambda text, _: [line.strip() for line in text.split("\n") if line.strip()],
)
"""Texts, one on a line."""


def _read_numbers(text: str, _: Names) -> list[int]:
    parts = [to_half_width(part) for part in split(text)]
    if wrong := next((part for part in parts if not part.isdecimal()), None):
        raise NotReadableError(
            f"「{wrong}」を番号として読めません。", "「1、2」のように番号を並べてください。"
        )
    return [int(part) for part in parts]


NUMBERS = Notation(lambda numbers, _: "、".join(map(str, numbers)), _read_numbers)
"""Running numbers."""


_YES, _NO = (
    {"はい", "○", "◯", "〇", "★", "1", "true", "yes"},
    {"いいえ", "×", "0", "false", "no", "-"},
)


def _read_flag(text: str, _: Names) -> bool:
    said = to_half_width(text).casefold().strip()
    if said not in _YES | _NO:
        raise NotReadableError(
            f"「{text}」は「はい」でも「いいえ」でもありません。",
            "「はい」か「いいえ」と書くか、空けてください。",
        )
    return said in _YES


FLAG = Notation(
    lambda value, _: "はい" if value is True else "", lambda t, n: _read_flag(t, n) or None
)
"""Yes, or nothing."""

UNLESS = Notation(lambda value, _: "はい" if value is True else "いいえ", _read_flag)
"""Yes or no, where nothing means yes."""


def _adopt_named(old: Any, new: Any) -> Any:
    """Keep the records of the names that stay; where as many names stay, one is another's new name."""
    by_name = {one["name"]: one for one in old or ()}
    gone = [one for one in old or () if one["name"] not in {part["name"] for part in new}]
    is_renamed = len(old or ()) == len(new)
    adopted = []
    for part in new:
        known = by_name.get(part["name"]) or (gone.pop(0) if is_renamed and gone else {})
        adopted.append({**known, **part})
    return adopted


PARTS = Notation(
    lambda parts, _: "、".join(part["name"] for part in parts),
    lambda text, _: [{"name": part} for part in split(text)],
    _adopt_named,
)
"""The parts of an amount by their names; who takes them in gives the new ones identifiers."""


def _read_class(line: str) -> dict[str, str]:
    match = _CODE.fullmatch(line.strip())
    if match is None:
        raise NotReadableError(
            f"「{line}」を、コードと名称に分けられません。",
            "1行に1つずつ「11　住み続けられるまちづくりを」のように、コード、空白、名称の順に書いてください。",
        )
    return {"code": to_half_width(match["code"]), "label": match["label"].strip()}


CLASSES = Notation(
    lambda values, _: "\n".join(f"{one['code']}　{one['label']}" for one in values),
    lambda text, _: [_read_class(line) for line in text.split("\n") if line.strip()],
    lambda old, new: [
        {**next((known for known in old or () if str(known["code"]) == one["code"]), {}), **one}
        for one in new
    ],
)
"""The codes of a classification, one on a line."""


def is_long(key: Any) -> bool:
    """Tell whether a key of a schedule spans more than a year, a half or a quarter."""
    return ".." in str(key)


def read_when(text: str) -> int | str:
    """Read the key of a schedule: as files write it, or as the office does.

    Raises:
        NotReadableError: It is none.
    """
    plain = "".join(to_half_width(text).split())
    ends = [_read_end(end) for end in re.split(r"\.\.|[~～〜]", plain)]
    key: int | str = "..".join(map(str, ends)) if len(ends) > 1 else ends[0]
    try:
        read_span(key)
    except ValueError as error:
        raise NotReadableError(f"「{text}」を時期として読めません。", _WHEN) from error
    return key


_WHEN = "「2026年度」「2026年度第2四半期～2027年度第4四半期：運用」のように書いてください。"


def _read_end(text: str) -> int | str:
    match = _QUARTER.fullmatch(text)
    if match is None:
        return int(text) if text.isdecimal() else text.upper()
    part = _HALVES.get(match["half"] or "") or (match["quarter"] and f"Q{match['quarter']}")
    return f"{match['year']}-{part}" if part else int(match["year"])


def _read_long(text: str, _: Names) -> dict[Any, str]:
    told = {}
    for line in text.split("\n"):
        when, colon, what = line.replace("：", ":", 1).partition(":")
        if line.strip() and not (colon and what.strip()):
            raise NotReadableError(f"「{line}」に、時期と内容がありません。", _WHEN)
        if line.strip():
            told[read_when(when)] = what.strip()
    return told


def _adopt_long(old: Any, new: Any) -> dict[Any, str]:
    """Keep what stands in other cells, and the line ends that one line of a cell cannot show."""
    known = old or {}
    kept = {key: what for key, what in known.items() if not is_long(key)}
    same = {key: known[key] for key in new if " ".join(known.get(key, "").split()) == new[key]}
    return {**kept, **new, **same}


LONG_STEPS = Notation(
    lambda schedule, _: "\n".join(
        f"{name_key(key) if name_key(key) != str(key) else key}：{' '.join(what.split())}"
        for key, what in schedule.items()
        if is_long(key)
    ),
    _read_long,
    _adopt_long,
)
"""What a schedule says of spans beyond one year, half or quarter: one on a line."""
