"""期待値に対する割合

基準値と最終の目標値を直線で結び、その年度の値を期待値とする。
期待値＝基準値＋（最終目標値－基準値）×（年度－基準年度）÷（最終年度－基準年度）。
大きいほどよい指標は実績値÷期待値、小さいほどよい指標は期待値÷実績値。
実績値が基準値より後退していれば、（実績値－基準値）÷（期待値－基準値）とし、負になる。出発点より悪い値を「ほぼ達成」と読ませないためである。
その年度に目標値があれば、期待値の代わりにそれを使う。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement, divide_positive

NEEDS_BASELINE = True


def compute(measurement: Measurement) -> Fraction | None:
    aim = measurement.target
    if aim is None:
        return None
    if measurement.baseline is not None:
        done = measurement.actual - measurement.baseline.value
        wanted = aim - measurement.baseline.value
        if done * wanted < 0:
            return done / wanted
    if measurement.lower_is_better:
        return divide_positive(aim, measurement.actual)
    return divide_positive(measurement.actual, aim)


def expect(measurement: Measurement) -> Fraction | None:
    """Give the value that the straight line from baseline to final target has that year."""
    start, end = measurement.baseline, measurement.final_target
    if start is None or end is None or end.fiscal_year == start.fiscal_year:
        return None
    passed = Fraction(
        measurement.fiscal_year - start.fiscal_year, end.fiscal_year - start.fiscal_year
    )
    return start.value + (end.value - start.value) * passed
