"""The record of an evaluation's moving back, which the program writes and nobody publishes."""

from pydantic import Field

from taikou_cli.model.asked import Asked
from taikou_cli.model.fields import Date, Identifier, Text
from taikou_cli.model.record import Record

STEPS_BACK = Asked(None, is_public=False)


class MovedBack(Record):
    """An evaluation that was moved back to an earlier stage, so that it could be changed."""

    asked = STEPS_BACK

    date: Date = Field(title="日付", description="段階を戻した日。")
    from_stage: Identifier = Field(
        alias="from", title="元の段階", description="戻す前の段階の識別名。"
    )
    to: Identifier = Field(title="戻した先", description="戻した先の段階の識別名。")
    why: Text = Field(title="理由", description="なぜ戻したか。")
