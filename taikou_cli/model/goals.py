"""`goals.yaml`: the goals and the policies below each."""

from typing import Annotated

from pydantic import Field

from taikou_cli.model.asked import HEAD
from taikou_cli.model.correction import Correction, corrections_field
from taikou_cli.model.fields import Label, Number, Source, Text
from taikou_cli.model.indicator import Kgi
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FormerTitle


class Policy(Record):
    """A policy (方針): serves one goal, holds some items. Numbered through the whole plan."""

    number: Annotated[Number, HEAD] = Field(
        title="方針番号", description="大綱を通した方針の番号。"
    )
    label: Label = None
    title: Annotated[Text, HEAD] = Field(
        title="方針名", description="大綱に書かれたとおりの方針の名称。"
    )
    names: tuple[FormerTitle, ...] = Field(
        default=(),
        title="旧名称",
        description="途中で名称を変えたときの、それまでの名称。その年度までの報告に使われる。",
    )
    summary: Text | None = Field(
        default=None, title="要約", description="方針の要約（大綱の文を写さず短く）。"
    )
    source: Source | None = Field(default=None, title="出典", description="大綱での記載箇所。")

    @property
    def sign(self) -> str:
        """What is printed as its number."""
        return self.label or str(self.number)


class Goal(Record):
    """A goal (目標) with its policies."""

    number: Annotated[Number, HEAD] = Field(title="目標番号", description="目標の番号。")
    label: Label = None
    title: Annotated[Text, HEAD] = Field(
        title="目標名", description="大綱に書かれたとおりの目標の名称。"
    )
    names: tuple[FormerTitle, ...] = Field(
        default=(),
        title="旧名称",
        description="途中で名称を変えたときの、それまでの名称。その年度までの報告に使われる。",
    )
    summary: Text | None = Field(
        default=None, title="要約", description="目標の要約（大綱の文を写さず短く）。"
    )
    source: Source | None = Field(default=None, title="出典", description="大綱での記載箇所。")
    kgis: tuple[Kgi, ...] = Field(
        default=(), title="KGI", description="目標の成果を測る指標。なければ書かない。"
    )
    policies: tuple[Policy, ...] = Field(
        title="方針", description="この目標の方針。番号の順に並べる。"
    )

    @property
    def sign(self) -> str:
        """What is printed as its number."""
        return self.label or str(self.number)


class Goals(Record):
    """All goals of the plan."""

    goals: tuple[Goal, ...] = Field(title="目標", description="大綱の目標。番号の順に並べる。")
    corrections: tuple[Correction, ...] = corrections_field()
