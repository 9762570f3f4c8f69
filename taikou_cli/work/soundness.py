"""What is asked of the data before something is made of them, or told of them."""

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import CheckResult, Severity
from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.checks.check_plan import check_plan
from taikou_cli.checks.settings import Settings
from taikou_cli.project.project import Project

WAY_OUT = "「taikou validate」で誤りを確かめてください。"

_MOST_NAMED = 5


def find_errors(project: Project, ignore: tuple[str, ...] = ()) -> CheckResult | None:
    """Check a plan; what has errors cannot be trusted and is not published.

    Args:
        project: The plan.
        ignore: The codes of the rules that are left out.

    Returns:
        All findings if there is an error among them, else None.
    """
    result = check_plan(project, Settings(ignore=ignore))
    return result if result.count_of(Severity.ERROR) else None


def name_unread(project: Project) -> str:
    """Name the files of a plan that could not be read; empty if there are none."""
    paths = sorted(project.unread_paths())
    more = f"など{len(paths)}件" if len(paths) > _MOST_NAMED else ""
    return reveal_controls("、".join(paths[:_MOST_NAMED])) + more


def refuse_unread(project: Project) -> None:
    """Refuse what would lack something without anybody seeing it.

    Raises:
        TaikouError: A file of the plan could not be read.
    """
    if names := name_unread(project):
        raise TaikouError(f"読み込めないファイルがあります（{names}）。", WAY_OUT)
