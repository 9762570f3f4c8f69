"""Which items of a year are late, for which stage, and whether their forms have come back."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.forms.returns.receipts import load_receipts, receipts_folder
from taikou_cli.progress.figures import Figures
from taikou_cli.progress.workflow import Delay, find_delays


class LateItem(NamedTuple):
    """An item that is late, and whether its division has returned the form."""

    delay: Delay
    is_returned: bool


def list_late(figures: Figures, folder: Path, day: date) -> tuple[LateItem, ...]:
    """List the late items of a year by number.

    Args:
        figures: The figures of the year.
        folder: The folder that holds `plan.yaml`.
        day: The day as of which they are late.

    Raises:
        TaikouError: The record of what came back is not what this program writes.
    """
    year = figures.fiscal_year
    receipts = load_receipts(receipts_folder(folder, year))
    returned = {one.item for one in receipts if one.kind == FormKind.DIVISION}
    delays = find_delays(figures.standings, figures.plan, year, day)
    return tuple(LateItem(one, one.standing.item.number in returned) for one in delays)


def describe_late(late: LateItem) -> dict[str, Any]:
    """Give a late item as plain data, as `status --format json` prints it."""
    delay = late.delay
    return {
        "item": delay.standing.item.number,
        "divisions": list(delay.standing.item.division_ids),
        "stage": delay.stage.id,
        "deadline": delay.deadline.isoformat(),
        "returned": late.is_returned,
    }
