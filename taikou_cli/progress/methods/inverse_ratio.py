"""目標値に対する逆の割合

目標値÷実績値。小さいほどよい指標に使う。実績値が0のとき（最もよい値で、達成になる）と、どちらかが負のときは、割合を計算しない。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide_positive

DIRECTION = "lower"


def compute(measurement: Measurement) -> Fraction | None:
    if measurement.target is None:
        return None
    return divide_positive(measurement.target, measurement.actual)
