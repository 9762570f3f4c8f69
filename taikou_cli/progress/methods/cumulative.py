"""累計

開始からの実績値の合計÷累計の目標値。実績値は年度ごとの値、目標値は開始からの累計で書く。
途中に実績のない年度（未確定を含む）があれば、その年度は加えず、報告書にその旨を書く。累計の目標値が0なら計算しない。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide


def compute(measurement: Measurement) -> Fraction | None:
    if measurement.target is None:
        return None
    return divide(measurement.total, measurement.target)
