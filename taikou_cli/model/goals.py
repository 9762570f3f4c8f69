"""`goals.yaml`: the levels of the plan above its items."""

from typing import Annotated

from pydantic import Field

from taikou_cli.model.asked import HEAD
from taikou_cli.model.correction import Correction, corrections_field
from taikou_cli.model.declared import FieldValues, fields_field
from taikou_cli.model.fields import Label, Number, Source, Text
from taikou_cli.model.indicator import Kgi
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FormerTitle


class Part(Record):
    """A part of the plan: it has parts below it, or items. Each level is numbered by itself."""

    number: Annotated[Number, HEAD] = Field(
        title="番号", description="‹plan›を通した、その階層での番号。"
    )
    label: Label = None
    title: Annotated[Text, HEAD] = Field(title="名称", description="‹plan›に書かれたとおりの名称。")
    names: tuple[FormerTitle, ...] = Field(
        default=(),
        title="旧名称",
        description="途中で名称を変えたときの、それまでの名称。その年度までの報告に使われる。",
    )
    summary: Text | None = Field(
        default=None, title="要約", description="内容の要約（‹plan›の文を写さず短く）。"
    )
    fields: FieldValues = fields_field()
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")

    @property
    def sign(self) -> str:
        """What is printed as its number."""
        return self.label or str(self.number)


class Group(Part):
    """A group (施策) of items below a policy, where the plan has a fourth level."""

    has_fields_as = "group"


class Policy(Part):
    """A policy (方針): serves one goal, holds some items, or groups of them."""

    has_fields_as = "policy"

    groups: tuple[Group, ...] = Field(
        default=(),
        title="‹group›",
        description="この‹policy›の下の‹group›。番号の順に並べる。なければ書かない。",
    )


class Goal(Part):
    """A goal (目標) with its policies, or with items of its own."""

    has_fields_as = "goal"

    kgis: tuple[Kgi, ...] = Field(
        default=(), title="KGI", description="‹goal›の成果を測る指標。なければ書かない。"
    )
    policies: tuple[Policy, ...] = Field(
        default=(),
        title="‹policy›",
        description="この‹goal›の‹policy›。番号の順に並べる。なければ書かない。",
    )


class Goals(Record):
    """All goals of the plan."""

    goals: tuple[Goal, ...] = Field(
        title="‹goal›", description="‹plan›の‹goal›。番号の順に並べる。"
    )
    corrections: tuple[Correction, ...] = corrections_field()
