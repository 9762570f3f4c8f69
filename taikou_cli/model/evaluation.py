"""`evaluations/FY/NN.yaml`: how an item went in one fiscal year, and what people said of it."""

from typing import Annotated, Literal

from pydantic import Field

from taikou_cli.model.amounts import YearAmount
from taikou_cli.model.asked import COMMITTEE, DIVISION, GIVEN, JUDGE, OFFICE, Asked
from taikou_cli.model.correction import Correction, corrections_field
from taikou_cli.model.declared import FieldValues, fields_field
from taikou_cli.model.fields import (
    Amount,
    Date,
    FiscalYear,
    Home,
    Identifier,
    Level,
    Number,
    Text,
    WebAddress,
    YearMonth,
)
from taikou_cli.model.moved_back import STEPS_BACK, MovedBack
from taikou_cli.model.record import Record
from taikou_cli.model.year_part import YearPart, ends_year

_LATER = "書けるようになったら記入する。"
_GRADE = Asked("division", "grade")
_STATE = Asked("division", "state")
_JUDGED = Asked(JUDGE.of, "grade")
_FOLLOW_UP = Asked("office", is_text=False)
_COPY = GIVEN._replace(is_text=False)
_INTERNAL = Asked("office", is_public=False)


class Pending(Record):
    """Why something cannot be told yet, and when it can."""

    asked = _STATE

    reason: Literal["accounts", "statistics", "other"] = Field(
        title="理由",
        description="accounts＝決算が未確定、statistics＝統計が未公表、other＝そのほか（note に書く）。",
    )
    expected: YearMonth = Field(title="見込み", description="分かる見込みの年月（例：2026-10）。")
    note: Text | None = Field(default=None, title="説明", description="理由の説明。")


class SelfEvaluation(Record):
    """What the responsible division says of its own work."""

    asked = DIVISION

    grade: Annotated[Text | None, _GRADE] = Field(
        default=None, title="評価区分", description=f"plan.yaml の尺度の区分。{_LATER}"
    )
    other_grades: Annotated[dict[Identifier, Text], _GRADE] = Field(
        default_factory=dict,
        title="ほかの尺度の区分",
        description="二つ目以降の尺度での区分。尺度の識別名: 区分。",
    )
    grade_reason: Annotated[Text | None, _GRADE] = Field(
        default=None,
        title="評価区分の理由",
        description="評価区分がKPIからの目安と違うときの理由。",
    )
    achievements: Text | None = Field(
        default=None, title="取組実績", description=f"その年度に行ったことと成果。{_LATER}"
    )
    factors: Text | None = Field(
        default=None, title="要因分析", description=f"実績の要因の分析。{_LATER}"
    )
    issues: Text | None = Field(default=None, title="課題", description=f"残った課題。{_LATER}")
    review: Text | None = Field(
        default=None, title="見直し", description=f"次の年度からの見直し。{_LATER}"
    )


class ActionResult(Record):
    """How an action went."""

    asked = DIVISION

    id: Annotated[Identifier, GIVEN] = Field(
        title="取組", description="‹item›にある‹action›の識別名。"
    )
    status: Annotated[Text | None, _GRADE] = Field(
        default=None, title="状況", description=f"plan.yaml の取組の尺度の区分。{_LATER}"
    )
    note: Text | None = Field(default=None, title="説明", description="状況の説明。")


class Restatement(Record):
    """A value as it was before it was restated (遡及改定)."""

    date: Date = Field(title="日付", description="改めた日（例：2026-12-01）。")
    before: Amount = Field(title="改める前の値", description="改める前の値。")
    why: Text = Field(title="理由", description="なぜ改めたか。")


class IndicatorResult(Record):
    """The actual value of an indicator."""

    asked = DIVISION

    id: Annotated[Identifier, GIVEN] = Field(title="指標", description="KPIやKGIの識別名。")
    actual: Annotated[Amount | None, _GRADE] = Field(
        default=None, title="実績値", description=f"実績値。{_LATER}"
    )
    fiscal_year: Annotated[FiscalYear | None, _GRADE] = Field(
        default=None, title="値の年度", description="実績値がどの年度の値か（西暦）。"
    )
    target: Annotated[Amount | None, _COPY] = Field(
        default=None,
        title="目標値の控え",
        description="様式を作ったときの目標値。‹item›の目標値が記録なしに変わると検査で分かる。",
    )
    finality: Annotated[Literal["provisional", "final", "revised"], _GRADE] = Field(
        default="final",
        title="確定の別",
        description="provisional＝速報値、final＝確定値、revised＝遡及改定値。",
    )
    status: Annotated[Text | None, _GRADE] = Field(
        default=None,
        title="状況",
        description="計算で決まらない指標（言葉の目標値など）や、計算と違うと人が判断したときの区分。ふつうは空けておく。",
    )
    status_reason: Annotated[Text | None, _GRADE] = Field(
        default=None,
        title="状況の理由",
        description="状況が、実績値と目標値から計算したものと違うときの理由。",
    )
    pending: Annotated[Pending | None, _STATE] = Field(
        default=None, title="未確定", description="まだ分からないときの理由と見込み。"
    )
    restatements: Annotated[tuple[Restatement, ...], OFFICE] = Field(
        default=(), title="遡及改定", description="改める前の値の記録。"
    )
    note: Text | None = Field(default=None, title="説明", description="値についての説明。")


class IndicatorReport(Record):
    """The value of an indicator in a report of a part of a year, or of the whole period."""

    asked = JUDGE

    id: Annotated[Identifier, GIVEN] = Field(title="指標", description="KPIの識別名。")
    actual: Annotated[Amount | None, _JUDGED] = Field(
        default=None, title="実績値", description="その時点での値。"
    )
    finality: Annotated[Literal["provisional", "final", "revised"], _JUDGED] = Field(
        default="final",
        title="確定の別",
        description="provisional＝速報値、final＝確定値、revised＝遡及改定値。",
    )
    status: Annotated[Text | None, _JUDGED] = Field(
        default=None, title="状況", description="その時点での状況。plan.yaml のKPIの尺度の区分。"
    )
    note: Text | None = Field(default=None, title="説明", description="値についての説明。")


class Evidence(Record):
    """Where a reader can check what is claimed."""

    asked = DIVISION

    label: Text = Field(title="名称", description="資料の名称。")
    url: WebAddress | None = Field(
        default=None, title="資料のURL", description="資料のあるウェブページ。"
    )
    accessed: Date | None = Field(default=None, title="確認日", description="URLを確かめた日。")
    archived: Text | None = Field(
        default=None, title="保存先", description="URLが変わったときのための控えの場所。"
    )


class Opinion(Record):
    """What one member of the third-party committee said, and what came of it."""

    asked = COMMITTEE

    member: Text | None = Field(
        default=None, title="委員", description="委員の名前。匿名なら書かない。"
    )
    meeting: Text = Field(title="会議", description="意見が出された会議（例：第1回）。")
    date: Date | None = Field(default=None, title="日付", description="意見の日付。")
    opinion: Text = Field(title="意見", description="‹opinion›。")
    response: Annotated[Text | None, DIVISION] = Field(
        default=None, title="‹response›", description=f"意見への‹response›。{_LATER}"
    )
    follow_up: Annotated[Text | None, _FOLLOW_UP] = Field(
        default=None, title="その後", description="次の年度に確かめた、‹response›の結果。"
    )


class Assessment(Record):
    """What a body says beside the self-evaluation: of the year, or of a part of it."""

    has_fields_as = "evaluation"
    asked = JUDGE

    by: Annotated[Identifier, GIVEN] = Field(
        title="評価者",
        description="だれの評価か。division＝‹division›、office＝‹office›、ほかは推進体制の識別名。",
    )
    date: Annotated[Date | None, GIVEN] = Field(
        default=None, title="日付", description="評価や報告の日付（例：2027-08-20）。"
    )
    as_of: Annotated[YearPart | None, GIVEN] = Field(
        default=None,
        title="時点",
        description=(
            "年度の途中の報告なら、いつまでのものか。半期は 2026-H1、四半期は 2026-Q3 のように書く。"
            "書かなければ年度末。"
        ),
    )
    grades: Annotated[dict[Identifier, Text], _JUDGED] = Field(
        default_factory=dict,
        title="評価区分",
        description="尺度の識別名: 区分。尺度の judged_by の評価者だけが使う。",
    )
    comment: Text | None = Field(default=None, title="所見", description="評価についての所見。")
    achievements: Text | None = Field(
        default=None, title="取組実績", description="その時点までに行ったことと成果。"
    )
    factors: Text | None = Field(default=None, title="要因分析", description="実績の要因の分析。")
    issues: Text | None = Field(default=None, title="課題", description="残った課題。")
    review: Text | None = Field(default=None, title="見直し", description="これからの見直し。")
    kpis: tuple[IndicatorReport, ...] = Field(
        default=(), title="KPIの実績", description="その時点でのKPIの実績値。"
    )
    actions: tuple[ActionResult, ...] = Field(
        default=(), title="‹action›の状況", description="その時点での取組の状況。"
    )
    amounts: Annotated[dict[Identifier, YearAmount], _JUDGED] = Field(
        default_factory=dict,
        title="金額と業務量の実績",
        description=(
            "plan.yaml の amounts の識別名ごとの、その時点までの額。"
            "内訳のあるものは {内訳の識別名: 数}。どの集計にも足さない。"
        ),
    )
    fields: FieldValues = fields_field()

    @property
    def is_of_year(self) -> bool:
        """It is of the whole year, not of a part of it."""
        return ends_year(self.as_of)


class Evaluation(Record):
    """One item in one fiscal year."""

    has_fields_as = "evaluation"
    asked = DIVISION

    item: Annotated[Number, GIVEN] = Field(
        title="項目番号", description="‹item›の番号。ファイル名と同じ。"
    )
    fiscal_year: Annotated[FiscalYear, GIVEN] = Field(
        title="評価の年度", description="評価される年度（西暦）。フォルダー名と同じ。"
    )
    stage: Annotated[Identifier, GIVEN] = Field(
        title="段階", description="plan.yaml の workflow の識別名。"
    )
    dates: Annotated[dict[Identifier, Date], GIVEN] = Field(
        default_factory=dict,
        title="段階の日付",
        description="各段階に達した日。段階の識別名: 日付。",
    )
    moved_back: Annotated[tuple[MovedBack, ...], STEPS_BACK] = Field(
        default=(),
        title="段階を戻した記録",
        description="taikou advance --back が書く、公表しない記録。",
    )
    state: Annotated[Literal["rated", "pending", "discontinued", "carried_over"], _STATE] = Field(
        default="rated",
        title="状態",
        description="rated＝評価する、pending＝未確定、discontinued＝中止、carried_over＝先送り。",
    )
    pending: Annotated[Pending | None, _STATE] = Field(
        default=None, title="未確定", description="state が pending のときの理由と見込み。"
    )
    state_reason: Annotated[Text | None, _STATE] = Field(
        default=None, title="状態の理由", description="中止や先送りの理由。"
    )
    self_evaluation: SelfEvaluation = Field(
        default_factory=SelfEvaluation, title="自己評価", description="‹division›の自己評価。"
    )
    actions: tuple[ActionResult, ...] = Field(
        default=(), title="‹action›の状況", description="取組ごとの状況。"
    )
    kpis: tuple[IndicatorResult, ...] = Field(
        default=(), title="KPIの実績", description="KPIごとの実績値。"
    )
    amounts: Annotated[dict[Identifier, YearAmount], _GRADE] = Field(
        default_factory=dict,
        title="金額と業務量の実績",
        description=(
            "plan.yaml の amounts の識別名ごとの、その年度の実績の額。"
            f"内訳のあるものは {{内訳の識別名: 数}}。{_LATER}"
        ),
    )
    fields: FieldValues = fields_field()
    evidence: tuple[Evidence, ...] = Field(
        default=(), title="根拠資料", description="読む人が確かめられる資料。"
    )
    opinions: Annotated[tuple[Opinion, ...], COMMITTEE] = Field(
        default=(), title="‹opinion›", description="‹committee›の委員の意見。"
    )
    assessments: Annotated[tuple[Assessment, ...], JUDGE] = Field(
        default=(),
        title="ほかの評価と途中の報告",
        description="自己評価のほかの、だれの・いつの評価か。",
    )
    corrections: Annotated[tuple[Correction, ...], OFFICE] = corrections_field()
    internal_note: Annotated[Text | None, _INTERNAL] = Field(
        default=None, title="内部の覚え", description="公表しない覚え。どの出力にも出ない。"
    )


class PartSummary(Record):
    """What is said of a goal, a policy or a group as a whole (総括)."""

    number: Annotated[Number, GIVEN] = Field(title="番号", description="その階層での番号。")
    summary: Text | None = Field(default=None, title="総括", description="その部分の総括。")
    assessments: Annotated[tuple[Assessment, ...], JUDGE] = Field(
        default=(), title="ほかの評価", description="その部分についての、ほかの評価。"
    )


class Summaries(Record):
    """What is said of the plan, its goals and its policies as a whole (総括)."""

    summary: Text | None = Field(default=None, title="総括", description="計画全体の総括。")
    assessments: Annotated[tuple[Assessment, ...], JUDGE] = Field(
        default=(), title="ほかの評価", description="計画全体についての、ほかの評価。"
    )
    kgis: tuple[IndicatorResult, ...] = Field(
        default=(), title="KGIの実績", description="KGIごとの実績値。"
    )
    goals: tuple[PartSummary, ...] = Field(
        default=(), title="‹goal›の総括", description="‹goal›ごとの総括とほかの評価。"
    )
    policies: tuple[PartSummary, ...] = Field(
        default=(), title="‹policy›の総括", description="‹policy›ごとの総括とほかの評価。"
    )
    groups: tuple[PartSummary, ...] = Field(
        default=(), title="‹group›の総括", description="‹group›ごとの総括とほかの評価。"
    )
    corrections: tuple[Correction, ...] = corrections_field()

    @property
    def parts(self) -> dict[Level, tuple[PartSummary, ...]]:
        """What is said of the parts of each level."""
        return {"goal": self.goals, "policy": self.policies, "group": self.groups}

    def of_part(self, home: Home) -> PartSummary | None:
        """Give what is said of a part of the plan."""
        level, number = home
        return next((one for one in self.parts[level] if one.number == number), None)


class _OfYear(Record):
    fiscal_year: Annotated[FiscalYear, GIVEN] = Field(
        title="年度", description="値を記録する年度（西暦）。フォルダー名と同じ。"
    )


class GoalResults(Summaries, _OfYear):
    """`evaluations/FY/goals.yaml`: the values of the goals' indicators (KGI), and 総括."""

    opinions: Annotated[tuple[Opinion, ...], COMMITTEE] = Field(
        default=(),
        title="全体への‹opinion›",
        description="年度の評価全体についての委員の意見。項目についての意見は、項目の評価に書く。",
    )
