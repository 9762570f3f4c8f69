"""What every command that checks a plan calls."""

from taikou_cli.base.findings import CheckResult
from taikou_cli.checks.engine import run_checks
from taikou_cli.checks.registry import load_rules
from taikou_cli.checks.settings import AS_THE_PLAN_SAYS, Settings, settings_of
from taikou_cli.project.project import Project


def check_plan(
    project: Project, given: Settings = AS_THE_PLAN_SAYS, *, place_infos: bool = False
) -> CheckResult:
    """Run the rules that the plan and the command line want.

    Args:
        project: The plan.
        given: What the command line wants.
        place_infos: Find the lines of infos, too.
    """
    settings = settings_of(project, given)
    result = run_checks(project, settings.choose(load_rules()), place_infos=place_infos)
    return result._replace(is_strict=settings.is_strict)
