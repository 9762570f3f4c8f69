"""A fiscal year or a part of one, as a report of it is dated: `2026`, `2026-H1`, `2026-Q3`."""

import re
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from taikou_cli.base.label import label

_PATTERN = "[0-9]{4}(-(H[12]|Q[1-4]))?"
_WHOLE, _HALVES = "", {"H1": label("上半期"), "H2": label("下半期")}
_LAST = {_WHOLE, "H2", "Q4"}


def _check_part(value: object) -> str:
    # YAML reads a year alone as a number.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and re.fullmatch(_PATTERN, text):
        return text
    raise PydanticCustomError("year_part_invalid", "年度でも半期でも四半期でもありません")


YearPart = Annotated[
    str,
    PlainValidator(_check_part),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1000, "maximum": 9999},
                {"type": "string", "pattern": f"^{_PATTERN}$"},
            ]
        }
    ),
]


def read_part(text: str) -> str:
    """Read a part of a year that ends before the year does, as `2026-H1` or `2026-Q3`.

    Raises:
        ValueError: It is none.
    """
    part = text.strip().upper()
    if re.fullmatch(_PATTERN, part) is None or ends_year(part):
        raise ValueError(text)
    return part


def year_of(part: str) -> int:
    """Give the fiscal year that a part lies in."""
    return int(part.partition("-")[0])


def ends_year(part: str | None) -> bool:
    """Tell whether what is dated so holds for the whole year: its end, or no part at all."""
    return part is None or part.partition("-")[2] in _LAST


def move_part(part: str, years: int) -> str:
    """Give the same part of another year: `2026-H1`, one year earlier, is `2025-H1`."""
    year, dash, within = part.partition("-")
    return f"{int(year) + years}{dash}{within}"


def name_part(part: str) -> str:
    """Name a part in words: `2026年度上半期`, `2026年度第3四半期`."""
    year, _, within = part.partition("-")
    named = _HALVES.get(within) or (
        label("第{quarters}四半期", quarters=within[1:]) if within else ""
    )
    return label("{year}年度{part}", year=year, part=named)
