"""The plans that `taikou validate` is given: their folders, and what they come to together."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import CheckResult
from taikou_cli.project.project import find_data_folder


class NamedPlan(NamedTuple):
    """A plan to check.

    Attributes:
        named: What the user called it.
        folder: Its data folder.
        prefix: With what the paths of its files begin; empty where it is the only one.
    """

    named: Path
    folder: Path
    prefix: str = ""


def find_plans(named: Sequence[Path], data: Path | None) -> tuple[NamedPlan, ...]:
    """Find the plans that are named, or the one of the current folder.

    Args:
        named: Folders that hold `data/plan.yaml`, or `plan.yaml` itself.
        data: What `--data` says.

    Raises:
        TaikouError: Both are given.
        PlanNotFoundError: A folder holds no plan: nothing at all is checked then.
    """
    if named and data:
        raise TaikouError(
            "フォルダーと「--data」は同時に使えません。",
            "「taikou validate フォルダー…」のように、フォルダーだけを並べてください。",
        )
    if not named:
        return (NamedPlan(Path(), find_data_folder(Path.cwd(), data)),)
    plans = tuple(_find_plan(one) for one in dict.fromkeys(named))
    return plans if plans[1:] else (plans[0]._replace(prefix=""),)


def _find_plan(named: Path) -> NamedPlan:
    below = named / "data"
    place = below if (below / "plan.yaml").is_file() else named
    folder = find_data_folder(Path.cwd(), place)
    parent = (place.parent if place.name else place / "..").as_posix()
    return NamedPlan(named, folder, "" if parent == "." else f"{parent.rstrip('/')}/")


def join(results: Sequence[CheckResult]) -> CheckResult:
    """Make one result of those of several plans, in their order."""
    return CheckResult(
        tuple(finding for one in results for finding in one.findings),
        sum(one.file_count for one in results),
        {path: text for one in results for path, text in one.texts.items()},
        {code: manual for one in results for code, manual in one.manuals.items()},
        any(one.is_strict for one in results),
    )
