"""A correction: what was wrong in a file after it had been published."""

from typing import Annotated, Any

from pydantic import Field

from taikou_cli.model.fields import Amount, Date, Text
from taikou_cli.model.record import Record

FieldKey = Annotated[str, Field(pattern=r"^[^\s.=]+(\.[^\s.=]+)*$")]
"""The way to a value of a file, with dots: `kpis.online_rate.actual`."""


class Correction(Record):
    """What was wrong after publication."""

    field: FieldKey = Field(
        title="箇所",
        description=(
            "どこが誤っていたか（例：kpis.online_rate.actual）。並びの中は、識別名か番号で指す。"
            "識別名も番号もない並びは、1から数える（例：opinions.2.response）。"
        ),
    )
    date: Date = Field(title="日付", description="訂正した日。")
    before: Amount | None = Field(
        default=None,
        title="誤",
        description="誤っていた内容。公表したとおりに書く（文は一部でよい）。なかったなら書かない。",
    )
    after: Amount | None = Field(
        default=None,
        title="正",
        description="正しい内容。今の値のとおりに書く（文は一部でよい）。消したなら書かない。",
    )
    why: Text = Field(title="理由", description="なぜ誤ったか。")


def corrections_field() -> Any:
    """Describe the field for what was corrected in a file: the same in every kind of file."""
    return Field(default=(), title="訂正", description="公表した後の訂正。なければ書かない。")
