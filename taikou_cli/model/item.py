"""`items/NN.yaml`: an item of the outline and its part of the implementation plan."""

from typing import Annotated, Any, NamedTuple

from pydantic import Field, GetJsonSchemaHandler, TypeAdapter, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from taikou_cli.base.label import label
from taikou_cli.base.span import Span, read_span
from taikou_cli.model.amounts import YearAmount
from taikou_cli.model.asked import HEAD, PLAN_TEXT
from taikou_cli.model.correction import Correction, corrections_field
from taikou_cli.model.declared import CodesByClassification, FieldValues, fields_field
from taikou_cli.model.fields import (
    Date,
    FiscalYear,
    Home,
    Identifier,
    Label,
    Level,
    Number,
    Source,
    SpanKey,
    Text,
)
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FirstYear, FormerTitle, LastYear, Validity


class Responsibility(Validity):
    """A division that is responsible; one without years is written as its id alone."""

    id: Identifier = Field(title="識別名", description="organization.yaml の所属の識別名。")
    from_year: FirstYear = None
    until: LastYear = None

    @model_validator(mode="before")
    @classmethod
    def _take_id_alone(cls, value: Any) -> Any:
        return {"id": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        """The id with its years: `koho（2027年度まで）`."""
        return f"{self.id}（{self.years}）" if self.years else self.id

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [TypeAdapter(Identifier).json_schema(), handler(core_schema)]}


class Step(NamedTuple):
    """What is to happen in some quarters."""

    span: Span
    text: str


class Action(Record):
    """A concrete action (具体的な取組) with what is to happen each fiscal year."""

    has_fields_as = "action"

    id: Annotated[Identifier, HEAD] = Field(
        title="識別名", description="半角英小文字の識別名。評価から指す。"
    )
    title: Annotated[Text, HEAD] = Field(title="取組名", description="‹action›の名称。")
    summary: Text | None = Field(
        default=None, title="取組の内容", description="何をどのように行うか。"
    )
    divisions: tuple[Responsibility, ...] = Field(
        default=(),
        title="‹division›",
        description="‹item›と違う所属が担うときの、所属の識別名。",
    )
    first_year: Annotated[FiscalYear | None, HEAD] = Field(
        default=None,
        title="開始年度",
        description="途中で始まる取組なら、最初の年度（西暦）。書かなければ、予定の最初の年度から。",
    )
    last_year: Annotated[FiscalYear | None, HEAD] = Field(
        default=None, title="終了年度", description="途中で終わる取組なら、最後の年度（西暦）。"
    )
    schedule: dict[SpanKey, Text] = Field(
        default_factory=dict,
        json_schema_extra={"additionalProperties": False},
        title="予定（工程表）",
        description=(
            "いつ何をするか。キーは年度（2025）、半期（2026-H1）、四半期（2026-Q1）か、"
            "「初め..終わり」（2026-Q2..2027-Q4。両端を含む）。"
        ),
    )
    fields: FieldValues = fields_field()

    @property
    def begins(self) -> int | None:
        """The fiscal year in which it begins: of its schedule if it says none; None with its item."""
        years = (read_span(key).first_year for key in self.schedule)
        return self.first_year or min(years, default=None)

    def has_begun(self, fiscal_year: int) -> bool:
        """Tell whether it begins in a fiscal year, or did before."""
        if self.first_year or not self.schedule:
            return (self.first_year or fiscal_year) <= fiscal_year
        return any(read_span(key).first_year <= fiscal_year for key in self.schedule)

    def covers(self, fiscal_year: int) -> bool:
        """Tell whether it is worked on in a fiscal year of its item."""
        return self.has_begun(fiscal_year) and fiscal_year <= (self.last_year or fiscal_year)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is to happen when, in the order of time; of one span it is told in one place."""
        told: dict[Span, list[str]] = {}
        for key, text in self.schedule.items():
            told.setdefault(read_span(key), []).append(text)
        return tuple(Step(span, "\n".join(texts)) for span, texts in sorted(told.items()))

    def plan_for(self, fiscal_year: int) -> tuple[str, ...]:
        """Say what is to happen in a fiscal year: in which of its quarters if not in all, and what."""
        return tuple(
            label("{when}：{text}", when=when, text=step.text)
            if (when := step.span.name_in(fiscal_year))
            else step.text
            for step in self.steps
            if step.span.touches(fiscal_year)
        )


class Revision(Record):
    """A change of the item after the plan was adopted."""

    date: Date = Field(title="日付", description="改定した日（例：2026-04-01）。")
    what: Text = Field(title="内容", description="何を変えたか。")
    why: Text = Field(title="理由", description="なぜ変えたか。")


class Lineage(Record):
    """Where an item of an earlier plan goes on."""

    plan: Text = Field(title="前の計画", description="この項目を引き継いだ元の計画の名称。")
    item: Annotated[Text, HEAD] = Field(
        title="前の項目", description='元の計画での番号や名称（例："3-2"）。'
    )


class Item(Record):
    """An item (実施項目): the smallest part of the outline that is evaluated."""

    has_fields_as = "item"

    number: Annotated[Number, HEAD] = Field(
        title="項目番号", description="‹plan›を通した‹item›の番号。ファイル名と同じ。"
    )
    label: Label = None
    goal: Annotated[Number | None, HEAD] = Field(
        default=None,
        title="‹goal›番号",
        description="‹goal›のすぐ下に‹item›を置くとき、その番号。",
    )
    policy: Annotated[Number | None, HEAD] = Field(
        default=None, title="‹policy›番号", description="この‹item›が属する‹policy›の番号。"
    )
    group: Annotated[Number | None, HEAD] = Field(
        default=None,
        title="‹group›番号",
        description="この‹item›が属する‹group›の番号。",
    )
    also_under: Annotated[tuple[Number, ...], HEAD] = Field(
        default=(),
        title="再掲",
        description=(
            "この‹item›を再び掲げる、ほかの所（属する所と同じ階層）の番号。なければ書かない。"
        ),
    )
    title: Annotated[Text, HEAD] = Field(
        title="項目名",
        description="‹plan›に書かれたとおりの‹item›の名称（★や脚注番号は含めない）。",
    )
    names: tuple[FormerTitle, ...] = Field(
        default=(),
        title="旧名称",
        description="途中で名称を変えたときの、それまでの名称。その年度までの報告に使われる。",
    )
    data_plan: Annotated[bool, HEAD] = Field(
        default=False, title="★", description="官民データ活用推進計画の取組項目なら true。"
    )
    examples: tuple[Text, ...] = Field(
        default=(), title="事業例", description="項目名の後の（ ）にある事業例。なければ []。"
    )
    summary: Text | None = Field(
        default=None, title="取組内容", description="項目全体で何に取り組むか。"
    )
    background: Annotated[Text | None, PLAN_TEXT] = Field(
        default=None, title="現状と課題", description="なぜ取り組むか。今の状況と困っていること。"
    )
    aim: Text | None = Field(
        default=None, title="達成すべき成果", description="取組が終わったとき、どうなっているか。"
    )
    continues: Lineage | None = Field(
        default=None,
        title="引き継いだ項目",
        description="前の計画から続くときの、元の計画と項目。なければ書かない。",
    )
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")
    first_year: Annotated[FiscalYear | None, HEAD] = Field(
        default=None, title="開始年度", description="途中で加えた項目なら、最初の年度（西暦）。"
    )
    last_year: Annotated[FiscalYear | None, HEAD] = Field(
        default=None, title="終了年度", description="途中で終わる項目なら、最後の年度（西暦）。"
    )
    attitudes: tuple[Number, ...] = Field(
        default=(),
        title="職員の‹attitude›",
        description="特に関わる‹attitude›の番号（①なら1）。定まっていなければ書かない。",
    )
    fields: FieldValues = fields_field()
    classes: Annotated[CodesByClassification, HEAD] = Field(
        default_factory=dict,
        title="分類",
        description=(
            "plan.yaml の classifications のコード。"
            '分類の識別名: コードの並び（例：sdgs: ["11", "16"]）。'
        ),
    )
    divisions: tuple[Responsibility, ...] = Field(
        default=(),
        title="‹division›",
        description=(
            "取り組む所属の識別名。先頭が主担当。未登録なら []。"
            "途中で替わるときは {id: 識別名, from: 年度, until: 年度}。"
        ),
    )
    actions: tuple[Action, ...] = Field(
        default=(), title="‹action›", description="実施計画の‹action›。未登録なら []。"
    )
    kpis: tuple[Indicator, ...] = Field(
        default=(), title="KPI", description="実施計画の指標。未登録なら []。"
    )
    amounts: dict[Identifier, dict[FiscalYear, YearAmount]] = Field(
        default_factory=dict,
        title="金額と業務量の計画",
        description=(
            "plan.yaml の amounts の識別名ごとに、年度（西暦）ごとの計画の額。"
            "内訳のあるものは {内訳の識別名: 数}。"
        ),
    )
    revisions: tuple[Revision, ...] = Field(
        default=(), title="改定の記録", description="策定後の変更の記録。なければ []。"
    )
    corrections: tuple[Correction, ...] = corrections_field()

    @property
    def sign(self) -> str:
        """What is printed as its number."""
        return self.label or str(self.number)

    @property
    def named_levels(self) -> tuple[Level, ...]:
        """The levels that it names; of a sound plan one."""
        named: dict[Level, int | None]
        named = {"goal": self.goal, "policy": self.policy, "group": self.group}
        return tuple(level for level, number in named.items() if number is not None)

    @property
    def home(self) -> Home:
        """What it stands under: of several the lowest; ("policy", 0), which is none, of none."""
        level = (self.named_levels or ("policy",))[-1]
        return level, getattr(self, level) or 0

    @property
    def homes(self) -> tuple[Home, ...]:
        """What it stands under: its own, and the others of that level where it is told again (再掲)."""
        level, number = self.home
        return tuple((level, one) for one in (number, *self.also_under))

    @property
    def division_ids(self) -> tuple[str, ...]:
        """The ids of the divisions, the lead first; of an item as of a year, that year's alone."""
        return tuple(one.id for one in self.divisions)
