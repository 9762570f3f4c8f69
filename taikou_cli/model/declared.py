"""What a government declares in `plan.yaml` beside the standard texts: fields and classifications."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from taikou_cli.model.asked import GIVEN, STEERING
from taikou_cli.model.catalogue import Entry, Kind
from taikou_cli.model.fields import Identifier, Text, check_amount
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FirstYear, LastYear, Validity

Place = Literal["plan", "goal", "policy", "group", "item", "action", "kpi", "evaluation"]
"""The records that may have declared fields."""

FieldType = Literal["text", "number", "date", "link", "choice"]

_KINDS = {
    "text": Kind.TEXT,
    "number": Kind.NUMBER,
    "date": Kind.DATE,
    "link": Kind.LINK,
    "choice": Kind.CHOICE,
}


def _check_value(value: object) -> int | Decimal | str | None:
    return None if value is None else check_amount(value)


FieldValue = Annotated[
    int | Decimal | str | None,
    PlainValidator(_check_value),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}, {"type": "null"}]}),
]
"""The value of a declared field as YAML writes it; its type is the plan's own, and a rule's work."""

FieldValues = Annotated[dict[Identifier, FieldValue], GIVEN]
"""Values by the ids of the fields that `plan.yaml` declares for this kind of record."""

CodesByClassification = dict[Identifier, tuple[Text, ...]]


def fields_field() -> FieldValues:
    """Give the field of a record for what the plan declares of its kind."""
    values: FieldValues = Field(
        default_factory=dict,
        title="団体が定める欄",
        description="plan.yaml の fields で定めた欄の値。欄の識別名: 値。",
    )
    return values


class DeclaredField(Validity):
    """A field that this government asks beside the standard ones."""

    id: Identifier = Field(title="識別名", description="値を書くときの、半角英小文字の識別名。")
    name: Text = Field(title="名称", description="欄の名称（例：次年度の方向性）。")
    from_year: FirstYear = None
    until: LastYear = None
    on: Place = Field(
        title="置く所",
        description=(
            "plan＝計画、goal＝‹goal›、policy＝‹policy›、group＝‹group›、item＝‹item›、"
            "action＝‹action›、kpi＝指標、evaluation＝年度評価。"
        ),
    )
    type: FieldType = Field(
        title="種類",
        description="text＝文、number＝数、date＝日付、link＝ウェブのアドレス、choice＝選択。",
    )
    unit: Text | None = Field(default=None, title="単位", description="数の単位（例：人）。")
    choices: Annotated[tuple[Text, ...], STEERING] = Field(
        default=(), title="選択肢", description="選択のとき、選べるもの。"
    )
    description: Annotated[Text | None, STEERING] = Field(
        default=None, title="記入のしかた", description="様式に示す、記入のしかた。"
    )
    asked_of: Annotated[Identifier, STEERING] = Field(
        default="office",
        title="尋ねる相手",
        description="division＝‹division›、office＝‹office›、または推進体制の識別名。",
    )
    required_from: Annotated[Identifier | None, STEERING] = Field(
        default=None, title="必要になる段階", description="記入が要る最初の段階の識別名。"
    )
    public: Annotated[bool, STEERING] = Field(
        default=True,
        title="公表",
        description="公表しないなら false。尋ねる相手の様式のほかには、どこにも出ない。",
    )
    value: FieldValue = Field(
        default=None,
        title="値",
        description="on が plan の欄の値（ほかの欄は、それぞれのfieldsに）。",
    )

    @property
    def identity(self) -> str:
        """What tells it from all others: ids may repeat on another kind of record."""
        return f"{self.on}-{self.id}"

    @property
    def entry(self) -> Entry:
        """The same as the model's own fields are known by."""
        return Entry(
            self.id,
            self.id,
            self.name,
            self.description or (f"単位は{self.unit}。" if self.unit else ""),
            _KINDS[self.type],
            self.asked_of,
            "story",
            is_public=self.public,
            choices=self.choices,
            is_declared=True,
            unit=self.unit or "",
        )


class ClassValue(Record):
    """One value of a classification."""

    code: Text = Field(title="コード", description="‹item›の classes に書くコード。")
    label: Text = Field(title="名称", description="コードの意味。")


class Classification(Validity):
    """A grouping that items name: SDGs, the policies of another plan."""

    id: Identifier = Field(title="識別名", description="半角英小文字の識別名。")
    name: Text = Field(title="名称", description="分類の名称（例：SDGs）。")
    from_year: FirstYear = None
    until: LastYear = None
    mark: Text | None = Field(
        default=None, title="印", description="この分類に入る‹item›に付ける印。なければ書かない。"
    )
    roll_up: bool = Field(default=False, title="集計", description="値ごとに集計するなら true。")
    values: tuple[ClassValue, ...] = Field(title="値", description="コードと名称。順に並べる。")

    def label_of(self, code: str) -> str:
        """Name a code: `11　住み続けられるまちづくりを`."""
        label = next((one.label for one in self.values if one.code == code), "")
        return f"{code}　{label}" if label else code
