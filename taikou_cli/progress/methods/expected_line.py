"""期待値に対する割合

基準値と最終の目標値を直線で結び、その年度の値を期待値とする。
期待値＝基準値＋（最終目標値－基準値）×（年度－基準年度）÷（最終年度－基準年度）。
大きいほどよい指標は実績値÷期待値、小さいほどよい指標は期待値÷実績値。
その年度に目標値があれば、期待値の代わりにそれを使う。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide


def compute(measurement: Measurement) -> Fraction | None:
    expected = measurement.target
    if expected is None:
        expected = find_expected(measurement)
    if expected is None:
        return None
    if measurement.lower_is_better:
        return divide(expected, measurement.actual)
    return divide(measurement.actual, expected)


def find_expected(measurement: Measurement) -> Fraction | None:
    """Give the value that the straight line from baseline to final target has that year."""
    start, end = measurement.baseline, measurement.final_target
    if start is None or end is None or end.fiscal_year == start.fiscal_year:
        return None
    passed = Fraction(
        measurement.fiscal_year - start.fiscal_year, end.fiscal_year - start.fiscal_year
    )
    return start.value + (end.value - start.value) * passed
