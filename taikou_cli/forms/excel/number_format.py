"""A number and the format of its cell → what the cell shows, as a Japanese Excel shows it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

_ERA_DAY, _ERA_SHORT = 'ggge"年"m"月"d"日"', "ge.m.d"
_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN = {
    "0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%",
    "11": "0.00E+00", "12": "# ?/?", "13": "# ??/??", "14": "yyyy/m/d", "15": "d-mmm-yy",
    "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM", "19": "h:mm:ss AM/PM", "20": "h:mm",
    "21": "h:mm:ss", "22": "yyyy/m/d h:mm", "27": _ERA_SHORT, "28": _ERA_DAY, "29": _ERA_DAY,
    "30": "m/d/yy", "31": 'yyyy"年"m"月"d"日"', "32": 'h"時"mm"分"', "33": 'h"時"mm"分"ss"秒"',
    "34": _MONTH, "35": _DAY, "36": _ERA_SHORT, "37": "#,##0;-#,##0", "38": "#,##0;-#,##0",
    "39": "#,##0.00;-#,##0.00", "40": "#,##0.00;-#,##0.00", "45": "mm:ss", "46": "[h]:mm:ss",
    "47": "mm:ss.0", "48": "##0.0E+0", "49": "@", "50": _ERA_SHORT, "51": _ERA_DAY, "52": _MONTH,
    "53": _DAY, "54": _ERA_DAY, "55": _MONTH, "56": _DAY, "57": _ERA_SHORT, "58": _ERA_DAY,
}  # fmt: skip
"""The formats that a file calls by their numbers alone."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*](?P<spacing>.)'
    r"|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<colour>[^\]]*)\]"
    r"|(?P<general>General)|(?P<scientific>E[-+])"
    r"|(?P<day>y+|m+|d+|h+|s+|g+|e+|a{3,4})|(?P<digits>[#0?][#0?,.]*)|(?P<percent>%)"
    r"|(?P<plain>[-+() :/.,¥$]|[^\x00-\x7f])|(?P<unknown>.)",
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = re.compile(r"#?(?P<comma>,?)#*(?P<zeros>0*)(?:\.(?P<decimals>0*))?")
_GENERAL = {"General", "@", ""}
# A number has up to 309 digits before the point, a format 255 signs: decimals, and per cents of two.
_EXACT = Context(prec=2_000)
_LAST_SERIAL = 2_958_466
_FIRST_TRUE_SERIAL = 60
_ERAS = (("令和", "R", date(2019, 5, 1), 2018), ("平成", "H", date(1989, 1, 8), 1988))
_MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001 - cells know no time zone
_WEEKDAYS = "月火水木金土日"

Token = tuple[str, str]


def is_percent(number_format: str) -> bool:
    """Tell whether a format shows a number as a share of a hundred."""
    return any(kind == "percent" for kind, _ in _tokens(number_format.split(";", maxsplit=1)[0]))


def is_time(number_format: str) -> bool:
    """Tell whether a format shows a number as a day, a time of day or a length of time."""
    if number_format in _GENERAL:
        return False
    return any(
        kind in {"day", "elapsed"} for kind, _ in _tokens(number_format.split(";", maxsplit=1)[0])
    )


def to_day(value: float, number_format: str, epoch: date) -> datetime | None:
    """Give the day that a number stands for; None if its format shows none."""
    tokens = (
        _tokens(number_format.split(";", maxsplit=1)[0]) if number_format not in _GENERAL else []
    )
    letters = {text[0].lower() for kind, text in tokens if kind in {"day", "elapsed"}}
    has_day = letters & set("ydgea") or ("m" in letters and not letters & set("hs"))
    if not has_day or not 1 <= value < _LAST_SERIAL:
        return None
    if value < _FIRST_TRUE_SERIAL and epoch.year < 1900:  # noqa: PLR2004 - Excel's own first year
        value += 1
    start = datetime(epoch.year, epoch.month, epoch.day)  # noqa: DTZ001 - cells know no time zone
    return start + timedelta(days=int(value), seconds=round(value % 1 * 86_400))


def show_number(number: Decimal, number_format: str) -> str | None:
    """Write a number as its cell shows it; None if that cannot be told."""
    if number_format in _GENERAL:
        return f"{number:f}"
    sections = _sections(number_format)
    section, shown = sections[0], number
    if number < 0:
        section, shown = (sections[1], -number) if len(sections) > 1 else (section, number)
    elif not number and len(sections) > 2:  # noqa: PLR2004 - positive; negative; zero
        section = sections[2]
    tokens = _tokens(section)
    if any(kind == "elapsed" for kind, _ in tokens):
        return _show_elapsed(shown, tokens)
    if any(kind == "day" for kind, _ in tokens):
        is_time_of_day = 0 <= shown < 1
        return (
            _show_day(_MIDNIGHT + timedelta(days=float(shown)), tokens) if is_time_of_day else None
        )
    return _show_digits(shown, tokens)


def show_day(day: datetime, number_format: str) -> str | None:
    """Write a day as its cell shows it; None if that cannot be told."""
    return _show_day(day, _tokens(_sections(number_format)[0]))


def _tokens(section: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
    return found


def _sections(number_format: str) -> list[str]:
    """Part a format at the semicolons that are not within quotes."""
    sections, is_quoted = [""], False
    for character in number_format:
        is_quoted ^= character == '"'
        if character == ";" and not is_quoted:
            sections.append("")
        else:
            sections[-1] += character
    return sections


def _show_digits(number: Decimal, tokens: list[Token]) -> str | None:
    kinds = [kind for kind, _ in tokens]
    if kinds.count("digits") + kinds.count("general") > 1:
        return None
    number *= 100 ** kinds.count("percent")
    shown = [_literal(token) for token in tokens]
    for place, (kind, text) in enumerate(tokens):
        if kind == "digits":
            shown[place] = _fill(abs(number), text)
        elif kind == "general":
            shown[place] = f"{abs(number):f}"
    if None in shown:
        return None
    sign = "-" if number < 0 else ""
    return sign + "".join(text for text in shown if text)


def _fill(number: Decimal, digits: str) -> str | None:
    match = _DIGITS.fullmatch(digits.rstrip(","))
    if match is None:
        return None
    number = number.scaleb(-3 * (len(digits) - len(digits.rstrip(","))))
    decimals = len(match["decimals"] or "")
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    written = f"{rounded:,f}" if match["comma"] else f"{rounded:f}"
    whole, point, rest = written.partition(".")
    if not match["zeros"]:
        whole = whole if whole != "0" else ""
    return whole.rjust(len(match["zeros"]), "0") + point + rest


def _literal(token: Token) -> str | None:
    kind, text = token
    if kind in {"quoted", "escaped", "plain", "currency", "percent"}:
        return text
    return "" if kind in {"spacing", "colour", "digits"} else None


def _show_day(day: datetime, tokens: list[Token]) -> str | None:
    shown = list(_iter_day(day, tokens))
    return None if None in shown else "".join(text for text in shown if text)


def _iter_day(day: datetime, tokens: list[Token]) -> Iterator[str | None]:
    letters = [text.lower() if kind == "day" else "" for kind, text in tokens]
    for place, token in enumerate(tokens):
        letter = letters[place]
        if not letter:
            yield None if token[0] == "digits" else _literal(token)
            continue
        near = [one[0] for one in (_before(letters, place), _after(letters, place)) if one]
        is_minute = letter[0] == "m" and ("h" in near[:1] or "s" in near[-1:])
        yield _part_of_day(day, letter, is_minute=is_minute)


def _before(letters: list[str], place: int) -> str:
    return next((one for one in reversed(letters[:place]) if one), "-")


def _after(letters: list[str], place: int) -> str:
    return next((one for one in letters[place + 1 :] if one), "-")


def _part_of_day(day: datetime, letter: str, *, is_minute: bool) -> str | None:
    numbers = {"m": day.minute if is_minute else day.month, "d": day.day, "h": day.hour}
    numbers["s"] = day.second
    if letter[0] in numbers and len(letter) <= 2:  # noqa: PLR2004 - longer ones are English names
        return f"{numbers[letter[0]]:0{len(letter)}}"
    if letter[0] == "y":
        return f"{day.year:04}" if len(letter) > 2 else f"{day.year % 100:02}"  # noqa: PLR2004
    if letter[0] == "a":
        return _WEEKDAYS[day.weekday()] + ("曜日" if len(letter) > 3 else "")  # noqa: PLR2004
    era = next((one for one in _ERAS if day.date() >= one[2]), None)
    if era is None or letter[0] not in "ge":
        return None
    name, initial, _, before = era
    if letter[0] == "e":
        return f"{day.year - before:0{len(letter)}}"
    return {1: initial, 2: name[0]}.get(len(letter), name)


def _show_elapsed(number: Decimal, tokens: list[Token]) -> str | None:
    """Write a length of time: hours beyond a day, then minutes and seconds."""
    seconds = int((number * 86_400).to_integral_value(ROUND_HALF_UP))
    units = {"h": 3_600, "m": 60, "s": 1}
    shown: list[str | None] = []
    for kind, text in tokens:
        letter = text[:1].lower()
        if kind in {"elapsed", "day"} and letter in units:
            count, seconds = divmod(seconds, units[letter])
            shown.append(f"{count:0{len(text)}}")
        else:
            shown.append(None if kind == "digits" else _literal((kind, text)))
    return None if None in shown or number < 0 else "".join(text for text in shown if text)
