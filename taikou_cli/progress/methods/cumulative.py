"""累計

開始からの実績値の合計÷累計の目標値。実績値は年度ごとの値、目標値は開始からの累計で書く。
実績値は、それがどの年度の値か（fiscal_year）によって一度だけ加える。前の年度と同じ値を続けて示しても、二度は加えない。
途中に実績のない年度（未確定を含む）があれば、その年度は加えず、報告書にその旨を書く。累計の目標値が0なら計算しない。
最終の目標値までの進みは、合計÷最終の累計の目標値。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide_positive


def compute(measurement: Measurement) -> Fraction | None:
    if measurement.target is None:
        return None
    return divide_positive(reach(measurement), measurement.target)


def reach(measurement: Measurement) -> Fraction:
    return sum(measurement.actuals.values(), Fraction(0))


def start(_measurement: Measurement) -> Fraction:
    return Fraction(0)
