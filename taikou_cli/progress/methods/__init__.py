"""One file per way to compute an achievement: `compute(measurement)` gives a ratio or None.

The first line of a file's docstring is the method's name in Japanese, the rest its definition.
"""

import importlib
from collections.abc import Callable
from fractions import Fraction
from typing import get_args

from taikou_cli.model.indicator import Method
from taikou_cli.progress.measurement import Measurement

Compute = Callable[[Measurement], Fraction | None]


def load_method(name: str) -> Compute:
    """Give the function of a method by the name that the plan uses."""
    compute: Compute = importlib.import_module(f"{__name__}.{name}").compute
    return compute


def name_methods() -> dict[str, str]:
    """Give what the methods are called in Japanese, by the names that plans use."""
    return {
        name: (importlib.import_module(f"{__name__}.{name}").__doc__ or name).partition("\n")[0]
        for name in get_args(Method)
    }
