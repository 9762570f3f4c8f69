"""The scales of `plan.yaml`: grades, the rates made of their counts, and how shares are rounded."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from taikou_cli.base.rounding import RoundingMethod, round_fraction
from taikou_cli.model.fields import Bound, Identifier, Text, WebAddress
from taikou_cli.model.record import Record
from taikou_cli.model.validity import FirstYear, LastYear, Validity

_HUNDRED = 100
Measure = Literal["achievement", "progress", "change", "change_percent"]
"""What a scale for indicators looks at."""


class Rounding(Validity):
    """How printed percentages are rounded."""

    from_year: FirstYear = None
    until: LastYear = None
    method: RoundingMethod = Field(
        default="half_up",
        title="方法",
        description="half_up＝四捨五入、truncate＝切捨て、half_even＝偶数への丸め。",
    )
    decimals: Annotated[int, Field(ge=0, le=6)] = Field(
        default=1, title="小数の桁数", description="割合を小数第何位まで示すか。"
    )

    def apply(self, value: Fraction) -> Decimal:
        """Round an exact value for print."""
        return round_fraction(value, self.decimals, self.method)

    def print_ratio(self, ratio: Fraction) -> Decimal:
        """Give an achievement or a progress in per cent.

        What is below 1 is cut off where rounding would make 100 of it: 9996 of 10000 are 99.9 %.
        """
        percent = self.apply(ratio * _HUNDRED)
        if ratio < 1 and percent >= _HUNDRED:
            return round_fraction(ratio * _HUNDRED, self.decimals, "truncate")
        return percent


class ScaleGrade(Record):
    """One grade of a rating scale."""

    code: Text = Field(title="区分", description="評価区分の記号（例：A）。")
    label: Text = Field(title="意味", description="評価区分の意味（例：大きな成果あり）。")
    counted: bool = Field(
        default=True,
        title="集計の対象",
        description="割合の分母に入れるなら true。判定不能や対象外なら false。",
    )
    favorable: bool = Field(
        default=False,
        title="順調",
        description="予定どおり（取組）、目標値に到達（KPI）といえる区分なら true。",
    )
    behind: bool = Field(
        default=False,
        title="遅れ",
        description="遅れている（報告で「遅れていること」に挙げる）区分なら true。",
    )
    at_least: Bound | None = Field(
        default=None,
        title="下限（以上）",
        description=(
            "尺度が見る値（of。ふつうはKPIの達成率（％））がいくつ以上ならこの区分に当たるか。"
            "目安がなければ書かない。"
        ),
    )
    above: Bound | None = Field(
        default=None,
        title="下限（超）",
        description="at_least の代わりに、いくつを超えればこの区分に当たるか。",
    )
    without: bool = Field(
        default=False,
        title="計算できないもの",
        description="値はあるが計算できないとき（前年度の値がないなど）に当たる区分なら true。",
    )

    @property
    def bound(self) -> Decimal | None:
        """From which value on, or above which, the grade is right; None takes the rest."""
        return self.above if self.at_least is None else self.at_least

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value, in the unit of the bound, is within it."""
        if self.at_least is not None:
            return value >= Fraction(self.at_least)
        return self.above is None or value > Fraction(self.above)


class Rate(Record):
    """A rate made of the counts of some grades."""

    id: Identifier = Field(title="識別名", description="半角英小文字の識別名。")
    name: Text = Field(title="名称", description="率の名称（例：計画実施率）。")
    grades: tuple[Text, ...] = Field(title="分子の区分", description="分子として数える評価区分。")
    denominator: Literal["all", "rated", "in_force"] = Field(
        title="分母",
        description=(
            "all＝その年度までに始まったすべて、rated＝評価したもの、"
            "in_force＝その年度に実施中のもの（尺度の対象により、項目か取組かKPIを数える）。"
        ),
    )


class RatingScale(Validity):
    """The grades by which items, actions or indicators are rated."""

    id: Identifier = Field(title="識別名", description="半角英小文字の識別名。")
    title: Text = Field(title="名称", description="評価尺度の名称。")
    applies_to: Literal["items", "actions", "kpis"] = Field(
        title="対象", description="items＝‹item›、actions＝‹action›、kpis＝KPI。"
    )
    judged_by: Identifier | None = Field(
        default=None,
        title="評価者",
        description=(
            "この尺度で評価する会議体の識別名（office＝‹office›）。"
            "書かなければ‹division›。ほかの者は使えない。"
        ),
    )
    of: Measure = Field(
        default="achievement",
        title="見る値",
        description=(
            "KPIの尺度が見る値。achievement＝達成率（％）、progress＝最終の目標値までの進み（％）、"
            "change＝前年度の値からの変化（KPIの単位。良くなれば正）、change_percent＝その変化の率（％）。"
        ),
    )
    from_year: FirstYear = None
    until: LastYear = None
    provisional: bool = Field(
        default=False, title="暫定", description="この‹plan›の尺度として確定していなければ true。"
    )
    grades: tuple[ScaleGrade, ...] = Field(title="評価区分", description="良い順に並べた評価区分。")
    rates: tuple[Rate, ...] = Field(default=(), title="率", description="評価区分から計算する率。")
    suggested_by: Literal["lowest", "achieved_share"] = Field(
        default="lowest",
        title="目安の求め方",
        description=(
            "‹item›の尺度で、何を下限 と比べるか。"
            "lowest＝最も低いKPIの達成率、achieved_share＝目標値に到達したKPIの割合。"
        ),
    )
    origin: Text | None = Field(
        default=None, title="出所", description="この尺度がどこで定められたか。"
    )
    url: WebAddress | None = Field(
        default=None, title="出所のURL", description="出所のあるウェブページ。"
    )

    def grade_of(self, code: str) -> ScaleGrade | None:
        """Give the grade with this code."""
        return next((grade for grade in self.grades if grade.code == code), None)

    @property
    def has_thresholds(self) -> bool:
        """The scale says from which achievement on a grade is right."""
        return any(grade.counted and grade.bound is not None for grade in self.grades)

    @property
    def judge(self) -> str:
        """Who grades by it: `division`, `office` or the id of a body."""
        return self.judged_by or "division"

    @property
    def code_without(self) -> str | None:
        """The code of what cannot be computed, if the scale has one for it."""
        return next((grade.code for grade in self.grades if grade.without), None)
