"""Which checks a plan wants, and how grave their findings are to it."""

from typing import Annotated, Literal

from pydantic import Field

from taikou_cli.model.record import Record

RuleCode = Annotated[str, Field(pattern=r"^TK[0-9]{0,3}$")]
"""A rule (`TK421`) or the rules whose codes begin so (`TK4`)."""


class Checks(Record):
    """The checks of this plan; the command line can narrow them further."""

    select: tuple[RuleCode, ...] = Field(
        default=(),
        title="行う検査",
        description="行う検査の番号か、その頭（例：TK4）。空なら全部。",
    )
    ignore: tuple[RuleCode, ...] = Field(
        default=(), title="行わない検査", description="行わない検査の番号か、その頭。"
    )
    severity: dict[RuleCode, Literal["error", "warning", "info"]] = Field(
        default_factory=dict,
        title="重さの変更",
        description="検査の番号か、その頭ごとの重さ（例：TK421: error）。",
    )
