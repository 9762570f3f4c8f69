"""The workflow of `plan.yaml`: the stages of a year's evaluation and their deadlines."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from taikou_cli.model.asked import STEERING
from taikou_cli.model.catalogue import entries_of, stories_of
from taikou_cli.model.evaluation import Evaluation, SelfEvaluation
from taikou_cli.model.fields import Date, FiscalYear, Identifier, Text
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FirstYear, LastYear, Validity

DEMANDS = {
    "grade": "評価区分",
    **{entry.key: entry.title for entry in stories_of(SelfEvaluation)},
    "actions": "取組の状況",
    "kpis": "KPIの実績",
    "amounts": "計画した金額と業務量の実績",
    "evidence": "根拠資料",
    "opinions": "‹opinion›",
    "responses": "意見への‹response›",
}
"""What a stage can demand of an evaluation, and what it is called."""

CLOSABLE = {
    **{
        entry.key: entry.title
        for entry in entries_of(Evaluation)
        if entry.is_held and entry.asked_of and entry.key != "corrections"
    },
    "fields": "団体が定める欄",
    "responses": DEMANDS["responses"],
}
"""What a stage can close, by the keys of an evaluation; responses are apart from the opinions."""

if TYPE_CHECKING:
    Demand = str
    Closable = str
else:
    Demand = Literal[tuple(DEMANDS)]
    Closable = Literal[tuple(CLOSABLE)]


class Stage(Validity):
    """A stage that an evaluation passes; it demands what all stages before it demand, too."""

    id: Identifier = Field(
        title="識別名", description="評価の stage に書く、半角英小文字の識別名。"
    )
    from_year: FirstYear = None
    until: LastYear = None
    name: Text = Field(title="名称", description="段階の名称（例：自己評価済）。")
    body: Annotated[Identifier | None, STEERING] = Field(
        default=None,
        title="担う会議体",
        description="この段階を担う推進体制の識別名。‹division›の段階なら書かない。",
    )
    publishable: Annotated[bool, STEERING] = Field(
        default=False,
        title="公表できる",
        description="この段階から公表できるなら true。どの段階にもなければ、最後の段階から。",
    )
    demands: Annotated[tuple[Demand, ...], STEERING] = Field(
        default=(),
        title="必要な記入",
        description=(
            "この段階までに記入されていなければならないもの。"
            + "、".join(f"{key}＝{title}" for key, title in DEMANDS.items())
            + "。"
        ),
    )
    closes: Annotated[tuple[Closable, ...] | None, STEERING] = Field(
        default=None,
        title="締め切るもの",
        description=(
            "この段階に達した後は、様式の取り込みで変えられないもの。段階を戻せば変えられる。"
            "書かなければ、公表できる最初の段階はすべてを、ほかの段階は何も締め切らない。"
            + "、".join(f"{key}＝{title}" for key, title in CLOSABLE.items())
            + "。"
        ),
    )


# To validate them would build the checks of a stage apart from those of a plan.
USUAL_STAGES = (
    Stage.model_construct(id="drafting", name="作成中"),
    Stage.model_construct(id="decided", name="決定", publishable=True),
    Stage.model_construct(id="published", name="公表"),
)
"""The stages of a plan that names none."""


class YearCalendar(Record):
    """The deadlines of one year's evaluation."""

    fiscal_year: FiscalYear = Field(title="評価の年度", description="評価される年度（西暦）。")
    deadlines: dict[Identifier, Date] = Field(
        title="期限", description="段階の識別名ごとの期限（例：self_evaluated: 2026-05-29）。"
    )
