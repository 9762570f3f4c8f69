"""目標値に対する割合

実績値÷目標値。大きいほどよい指標に使う。目標値が0のときと、どちらかが負のとき（赤字など）は計算しない。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide_positive

DIRECTION = "higher"


def compute(measurement: Measurement) -> Fraction | None:
    if measurement.target is None:
        return None
    return divide_positive(measurement.actual, measurement.target)
