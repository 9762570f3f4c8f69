"""`evaluations/period/`: an item over the whole period (総合評価), and 総括 of the period."""

from typing import Annotated

from pydantic import Field

from taikou_cli.model.amounts import YearAmount
from taikou_cli.model.asked import COMMITTEE, DIVISION, GIVEN, JUDGE, OFFICE, Asked
from taikou_cli.model.correction import Correction, corrections_field
from taikou_cli.model.declared import FieldValues, fields_field
from taikou_cli.model.evaluation import (
    ActionResult,
    Assessment,
    Evidence,
    IndicatorReport,
    Opinion,
    SelfEvaluation,
    Summaries,
)
from taikou_cli.model.fields import Identifier, Number, Text
from taikou_cli.model.record import Record

_INTERNAL = Asked("office", is_public=False)


class PeriodResults(Summaries):
    """`evaluations/period/goals.yaml`: 総括 of the whole period."""


class PeriodEvaluation(Record):
    """`evaluations/period/NN.yaml`: an item over the whole period (総合評価)."""

    has_fields_as = "evaluation"
    asked = DIVISION

    item: Annotated[Number, GIVEN] = Field(
        title="項目番号", description="‹item›の番号。ファイル名と同じ。"
    )
    self_evaluation: SelfEvaluation = Field(
        default_factory=SelfEvaluation,
        title="総合評価",
        description="‹division›による、期間全体の評価。",
    )
    actions: tuple[ActionResult, ...] = Field(
        default=(), title="‹action›の結果", description="期間全体での、取組ごとの状況。"
    )
    kpis: tuple[IndicatorReport, ...] = Field(
        default=(), title="KPIの結果", description="期間全体での、KPIごとの値。"
    )
    amounts: Annotated[dict[Identifier, YearAmount], Asked("division", "grade")] = Field(
        default_factory=dict,
        title="金額と業務量の結果",
        description=(
            "plan.yaml の amounts の識別名ごとの、期間全体の額。"
            "内訳のあるものは {内訳の識別名: 数}。どの集計にも足さない。"
        ),
    )
    fields: FieldValues = fields_field()
    evidence: tuple[Evidence, ...] = Field(
        default=(), title="根拠資料", description="読む人が確かめられる資料。"
    )
    opinions: Annotated[tuple[Opinion, ...], COMMITTEE] = Field(
        default=(), title="‹opinion›", description="期間全体についての委員の意見。"
    )
    assessments: Annotated[tuple[Assessment, ...], JUDGE] = Field(
        default=(), title="ほかの評価", description="自己評価のほかの、期間全体の評価。"
    )
    corrections: Annotated[tuple[Correction, ...], OFFICE] = corrections_field()
    internal_note: Annotated[Text | None, _INTERNAL] = Field(
        default=None, title="内部の覚え", description="公表しない覚え。どの出力にも出ない。"
    )
