"""目標に対する逆の割合

目標値÷実績値。小さいほどよい指標に使う。実績値が0なら計算しない。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide


def compute(measurement: Measurement) -> Fraction | None:
    if measurement.target is None:
        return None
    return divide(measurement.target, measurement.actual)
