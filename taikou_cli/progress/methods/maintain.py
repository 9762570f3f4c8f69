"""維持

目標値（数でなければ基準値）を保てたかどうかだけを見る。割合は計算しない。
"""

from fractions import Fraction

from taikou_cli.progress.measurement import Measurement


def compute(measurement: Measurement) -> Fraction | None:  # noqa: ARG001 - every method has one shape
    return None
