"""What every command that checks a plan calls."""

from collections.abc import Iterable

from taikou_cli.base.findings import CheckResult
from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.checks.settings import settings_of
from taikou_cli.project.project import Project


def check_plan(
    project: Project,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    *,
    place_infos: bool = False,
) -> CheckResult:
    """Run the rules that the plan and the command line want.

    Args:
        project: The plan.
        select: Codes, or beginnings of codes, of the rules that run; empty for the plan's choice.
        ignore: Codes, or beginnings of codes, of rules that do not run.
        place_infos: Find the lines of infos, too.
    """
    rules = settings_of(project, select, ignore).choose(load_rules())
    return run_checks(project, rules, place_infos=place_infos)
