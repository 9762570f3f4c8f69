"""Times `taikou validate FOLDER…` of many plans in one process: each further plan, and memory.

Every plan is of 175 evaluations, with texts of its own. What one more plan takes is told by two
counts; from it follows what all 1,788 governments would take on one core. Run it as
`python bench/many.py [PLANS] [FOLDER]`: 300 plans if none are named, made in FOLDER or in a
temporary one, and used again if they are there.
"""

import sys
import tempfile
from pathlib import Path

from make_data import make_data
from measure import ONE_CORE, TAIKOU, run_once

PLANS, FEW = 300, 50
GOVERNMENTS = 1788


def main() -> None:
    """Check one plan, a few and all, and print what a further one takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PLANS
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)  # noqa: PLR2004
        plans = [top / f"{number:04}" for number in range(count)]
        for seed, plan in enumerate(plans):
            if not plan.exists():
                make_data(plan, 1, seed)
        runs = {}
        for some in (1, min(FEW, count // 2), count):
            one = runs[some] = run_once(
                [*ONE_CORE, *TAIKOU, "validate", *map(str, plans[:some])], expected=(0,)
            )
            print(f"{some:>6} plans: CPU {one.cpu:.1f} s, {one.memory / 1e6:.0f} MB")
        single, few, most = runs.items()
        further = (most[1].cpu - few[1].cpu) / (most[0] - few[0])
        print(
            f"a further plan: {further * 1000:.0f} ms, {further / single[1].cpu:.2f} of one alone"
        )
        print(f"{GOVERNMENTS:,} plans: {single[1].cpu + further * (GOVERNMENTS - 1):.0f} s")


if __name__ == "__main__":
    main()
