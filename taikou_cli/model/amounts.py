"""Amounts: sums of money or work that a plan adds up beside its grades; never a KPI."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    Field,
    GetPydanticSchema,
    PlainValidator,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from taikou_cli.base.label import label
from taikou_cli.model.asked import HEAD
from taikou_cli.model.fields import Identifier, Text
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FirstYear, LastYear, Validity

WHOLE = ""
"""Stands for the part of an amount that has no parts."""


class AmountPart(Record):
    """A part of an amount: together they are the whole."""

    id: Annotated[Identifier, HEAD] = Field(
        title="識別名", description="半角英小文字の識別名。項目と評価から指す。"
    )
    name: Annotated[Text, HEAD] = Field(
        title="内訳の名称", description="内訳の名称（例：歳出削減）。"
    )
    lasting: bool | None = Field(
        default=None,
        title="効果の継続",
        description="この内訳だけが、始めた年度の後も毎年度続くか。書かなければ全体と同じ。",
    )


class AmountKind(Validity):
    """A kind of amount that the plan adds up: its unit, its parts, whether its effects last."""

    id: Annotated[Identifier, HEAD] = Field(
        title="識別名", description="半角英小文字の識別名。項目と評価から指す。"
    )
    from_year: FirstYear = None
    until: LastYear = None
    name: Annotated[Text, HEAD] = Field(
        title="名称", description="金額や業務量の名称（例：財政効果額）。"
    )
    unit: Annotated[Text, HEAD] = Field(
        title="単位", description="単位（例：千円、人）。項目と評価の数はこの単位で書く。"
    )
    parts: tuple[AmountPart, ...] = Field(
        default=(), title="内訳", description="足して全体になる内訳。なければ書かない。"
    )
    lasting: bool = Field(
        default=False,
        title="効果の継続",
        description="始めた年度の後も、計画の最後の年度まで毎年度続く効果なら true。累計に毎年度数える。",
    )
    planned_name: Text = Field(
        default=label("計画"), title="計画の呼び方", description="計画の額の呼び方（例：予算額）。"
    )
    actual_name: Text = Field(
        default=label("実績"), title="実績の呼び方", description="実績の額の呼び方（例：決算額）。"
    )
    decimals: Annotated[int, Field(ge=0, le=6)] | None = Field(
        default=None,
        title="小数の桁数",
        description="小数第何位までは必ず示すか。書かなければ値のとおりに示す。",
    )

    def lasts(self, part: str) -> bool:
        """Tell whether what begins in a year still counts in the years after.

        Args:
            part: The id of a part; `WHOLE` of an amount that has none.
        """
        own = next((one.lasting for one in self.parts if one.id == part), None)
        return self.lasting if own is None else own


def _check_number(value: object) -> int | Decimal | None:
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    raise PydanticCustomError("number_type", "数ではありません")


def _check_whole(value: object, read_parts: ValidatorFunctionWrapHandler) -> object:
    return read_parts(value) if isinstance(value, dict) else _check_number(value)


_NUMBER_SCHEMA = {"type": ["number", "null"]}
_Number = Annotated[
    int | Decimal | None, PlainValidator(_check_number), WithJsonSchema(_NUMBER_SCHEMA)
]


def _read_number_or_parts(_source: Any, handler: Any) -> core_schema.CoreSchema:
    """Read a mapping as parts and all else as a number: an error is at the value, not at a choice."""
    parts = handler(dict[Identifier, _Number])
    return core_schema.no_info_wrap_validator_function(_check_whole, parts)


YearAmount = Annotated[
    int | Decimal | dict[str, int | Decimal | None] | None,
    GetPydanticSchema(_read_number_or_parts),
    WithJsonSchema(
        {
            "anyOf": [
                _NUMBER_SCHEMA,
                {
                    "type": "object",
                    "propertyNames": {"pattern": r"^[a-z][a-z0-9_]*$"},
                    "additionalProperties": _NUMBER_SCHEMA,
                },
            ]
        }
    ),
]
"""An amount of one year: a number, or one for each part; blank where it is not known yet."""


def numbers_of(amount: int | Decimal | Mapping[str, int | Decimal | None] | None) -> dict[str, Any]:
    """Give the numbers of an amount by their parts, `WHOLE` of one that has none; known ones only."""
    parts = amount if isinstance(amount, Mapping) else {WHOLE: amount}
    return {part: number for part, number in parts.items() if number is not None}
