"""基準値からの進み

（実績値－基準値）÷（目標値－基準値）。増やす指標にも減らす指標にも使える。
後退すれば負になり、目標値を超えれば100％を超える。目標値と基準値が同じなら計算しない。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide

NEEDS_BASELINE = True


def compute(measurement: Measurement) -> Fraction | None:
    if measurement.target is None or measurement.baseline is None:
        return None
    start = measurement.baseline.value
    return divide(measurement.actual - start, measurement.target - start)
