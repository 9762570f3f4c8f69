"""One file per way to compute an achievement; this folder is the list of them.

The first line of a file's docstring is the method's name in Japanese, the rest its definition.
`compute(measurement)` gives the achievement (1 = 100 %) or None. A file may say more:

* `reach(measurement)`: what is held against targets, where that is not the actual value alone.
* `expect(measurement)`: the target of a year that has none of its own.
* `start(measurement)`: where progress to the final target begins, if not at the baseline.
* `DIRECTION`: the only direction of indicators that it fits, `higher` or `lower`.
* `NEEDS_BASELINE`: it computes nothing without a baseline.
"""

import importlib
import pkgutil
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from taikou_cli.progress.measurement import Measurement

Compute = Callable[[Measurement], Fraction | None]


class Method(NamedTuple):
    """A way to compute an achievement, as its file tells it."""

    title: str
    compute: Compute
    reach: Callable[[Measurement], Fraction]
    expect: Compute
    start: Compute
    direction: str | None
    needs_baseline: bool


def list_methods() -> tuple[str, ...]:
    """Give the names by which plans call the methods."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


@cache
def load_method(name: str) -> Method:
    """Give a method by the name that the plan uses."""
    file = importlib.import_module(f"{__name__}.{name}")
    return Method(
        title=(file.__doc__ or name).partition("\n")[0],
        compute=file.compute,
        reach=getattr(file, "reach", lambda measurement: measurement.actual),
        expect=getattr(file, "expect", lambda _: None),
        start=getattr(file, "start", _start_at_baseline),
        direction=getattr(file, "DIRECTION", None),
        needs_baseline=getattr(file, "NEEDS_BASELINE", False),
    )


def name_methods() -> dict[str, str]:
    """Give what the methods are called in Japanese, by the names that plans use."""
    return {name: load_method(name).title for name in list_methods()}


def _start_at_baseline(measurement: Measurement) -> Fraction | None:
    return measurement.baseline.value if measurement.baseline else None
