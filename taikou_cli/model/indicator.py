"""An indicator: a KPI of an item or a KGI of a goal, with its baseline and targets."""

from typing import Annotated, Any, Literal

from pydantic import Field, GetPydanticSchema, TypeAdapter, ValidatorFunctionWrapHandler
from pydantic_core import core_schema

from taikou_cli.model.asked import HEAD, PLAN_TEXT
from taikou_cli.model.declared import FieldValues, fields_field
from taikou_cli.model.fields import Amount, Date, FiscalYear, Identifier, Text
from taikou_cli.model.record import Record

Method = Literal[
    "ratio", "inverse_ratio", "from_baseline", "maintain", "cumulative", "expected_line"
]
"""The ways to compute an achievement: each is a file in `progress/methods/`."""

IndicatorKind = Literal["input", "output", "outcome"]
"""What an indicator measures: what is put in, what is done, what comes of it."""


class Baseline(Record):
    """Where an indicator stood before."""

    fiscal_year: FiscalYear = Field(title="年度", description="基準値の年度（西暦）。")
    value: Amount = Field(title="基準値", description="基準値。")


class TargetChange(Record):
    """A target as it was before a change: a loosened target stays visible."""

    fiscal_year: FiscalYear = Field(
        title="目標値の年度", description="変えた目標値の年度（西暦）。"
    )
    date: Date = Field(title="日付", description="変えた日（例：2026-04-01）。")
    before: Amount | None = Field(
        default=None,
        title="変更前の目標値",
        description="変える前の目標値。目標値のなかった年度に加えたなら書かない。",
    )
    why: Text = Field(title="理由", description="なぜ変えたか。")


class Indicator(Record):
    """An indicator with its targets by fiscal year."""

    has_fields_as = "kpi"

    id: Annotated[Identifier, HEAD] = Field(
        title="識別名", description="半角英小文字の識別名。評価から指す。"
    )
    name: Annotated[Text, HEAD] = Field(title="指標名", description="指標の名称。")
    kind: Annotated[IndicatorKind | None, HEAD] = Field(
        default=None,
        title="指標の種類",
        description=(
            "input＝投入（予算、人手）、output＝活動の量、outcome＝成果。"
            "書いた項目では、「成果が表れたか」を outcome だけで見る。"
        ),
    )
    serves: tuple[Identifier, ...] = Field(
        default=(),
        title="寄与するKGI",
        description="この指標が進むと進む、goals.yaml のKGIの識別名。なければ書かない。",
    )
    unit: Annotated[Text | None, HEAD] = Field(
        default=None, title="単位", description="値の単位（例：％、件）。未定なら書かない。"
    )
    direction: Annotated[Literal["higher", "lower"], HEAD] = Field(
        default="higher",
        title="望ましい向き",
        description="higher＝大きいほどよい、lower＝小さいほどよい。",
    )
    method: Annotated[Method | None, HEAD] = Field(
        default=None,
        title="達成率の計算方法",
        description=(
            "ratio＝実績÷目標値、inverse_ratio＝目標値÷実績、from_baseline＝基準値からの進み、"
            "maintain＝維持できたか、cumulative＝累計、expected_line＝基準値と最終の目標値を結ぶ線。"
            "書かなければ、大きいほどよい指標は ratio、小さいほどよい指標は inverse_ratio。"
        ),
    )
    decimals: Annotated[Annotated[int, Field(ge=0, le=6)] | None, HEAD] = Field(
        default=None,
        title="小数の桁数",
        description="値を小数第何位まで示すか。書かなければ値のとおりに示す。",
    )
    first_year: Annotated[FiscalYear | None, HEAD] = Field(
        default=None, title="開始年度", description="途中で加えた指標なら、最初の年度（西暦）。"
    )
    last_year: Annotated[FiscalYear | None, HEAD] = Field(
        default=None, title="終了年度", description="途中でやめた指標なら、最後の年度（西暦）。"
    )
    baseline: Baseline | None = Field(
        default=None, title="基準値", description="基準値とその年度。"
    )
    targets: dict[FiscalYear, Amount] = Field(
        default_factory=dict,
        title="目標値",
        description="年度（西暦）ごとの目標値。数のほか「93％超」「維持」「5位以内」とも書ける。",
    )
    definition: Annotated[Text | None, PLAN_TEXT] = Field(
        default=None, title="指標の定義", description="何をどう数えるか。計算式があれば計算式。"
    )
    data_source: Annotated[Text | None, PLAN_TEXT] = Field(
        default=None, title="データの出所", description="値を取る統計、調査、システム。"
    )
    target_changes: tuple[TargetChange, ...] = Field(
        default=(), title="目標値の変更", description="変える前の目標値と、変えた日と理由。"
    )

    fields: FieldValues = fields_field()

    @property
    def effective_method(self) -> Method:
        """The method that the indicator names, or the one that its direction implies."""
        return self.method or ("ratio" if self.direction == "higher" else "inverse_ratio")

    def covers(self, fiscal_year: int) -> bool:
        """Tell whether it is measured in a fiscal year of its item."""
        first, last = self.first_year or fiscal_year, self.last_year or fiscal_year
        return first <= fiscal_year <= last

    def is_late(self, fiscal_year: int, last_year: int) -> bool:
        """Tell whether a target is one of an outcome that shows after the plan's last year."""
        return self.kind == "outcome" and fiscal_year > last_year


class SumOfKpis(Record):
    """The KPIs of one id of the goal's items."""

    kpi: Identifier = Field(title="KPI", description="足し上げるKPIの識別名。")


def _read_name_or_kpis(_source: Any, handler: Any) -> core_schema.CoreSchema:
    """Read a text as an amount's id; whether there is such an amount, a rule tells."""

    def choose(value: object, read_kpis: ValidatorFunctionWrapHandler) -> object:
        return value if isinstance(value, str) else read_kpis(value)

    return core_schema.no_info_wrap_validator_function(choose, handler(SumOfKpis))


def _describe_name_or_kpis(schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
    return {"anyOf": [TypeAdapter(Identifier).json_schema(), handler(schema)]}


SumOf = Annotated[SumOfKpis | str, GetPydanticSchema(_read_name_or_kpis, _describe_name_or_kpis)]
"""What a KGI is the sum of: an amount by its id, or KPIs."""


class Kgi(Indicator):
    """An indicator of a goal, whose actual value may be a sum instead of being typed."""

    sum_of: Annotated[SumOf | None, HEAD] = Field(
        default=None,
        title="合計するもの",
        description=(
            "実績値を、‹goal›の‹item›から計算するとき、amounts の識別名か {kpi: KPIの識別名}。"
            "単位は、この指標の単位に直す。"
        ),
    )
