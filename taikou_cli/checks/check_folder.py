"""What `taikou validate` calls: the check of a folder, from memory if nothing has changed."""

from pathlib import Path

from taikou_cli.base.findings import CheckResult
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.checks.settings import AS_THE_PLAN_SAYS, Settings
from taikou_cli.progress.editions.templates import find_templates, hash_templates
from taikou_cli.project.loading import load_tree
from taikou_cli.store.held_tree import HeldTree

FEWEST_FILES = 1000
"""A smaller plan is checked in about a second: it leaves no traces."""


def check_folder(
    folder: Path, given: Settings = AS_THE_PLAN_SAYS, *, place_infos: bool = False
) -> CheckResult:
    """Check the plan in a folder as `check_plan` does, or give what that gave before.

    Args:
        folder: The folder that holds `plan.yaml`.
        given: What the command line wants.
        place_infos: Find the lines of infos, too.

    Raises:
        OSError: The folder cannot be listed.
    """
    tree = HeldTree(folder)

    def check() -> CheckResult:
        project = load_tree(tree)
        tree.let_go()
        return check_plan(project, given, place_infos=place_infos)

    if len(tree.entries) < FEWEST_FILES:
        return check()
    from taikou_cli.checks.result_cache import recall_or_check

    templates = hash_templates(find_templates(folder))
    return recall_or_check(tree, (*given, place_infos, *templates.items()), check)
