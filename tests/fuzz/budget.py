"""How much a fuzz test tries: a little and always the same, or for as long as is asked for."""

import os

from hypothesis import HealthCheck, Phase, settings

SECONDS = int(os.environ.get("TAIKOU_FUZZ_SECONDS", "0"))
_UNHURRIED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def bounded(examples, *, per_second):
    """Try so many examples; with TAIKOU_FUZZ_SECONDS other ones each time, about that long."""
    return settings(
        max_examples=SECONDS * per_second or examples,
        derandomize=not SECONDS,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=_UNHURRIED,
    )
