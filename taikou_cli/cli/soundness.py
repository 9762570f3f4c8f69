"""What commands ask of the data before they make something of it, or tell of it."""

from typing import TYPE_CHECKING

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.cli.console import paint, write

if TYPE_CHECKING:
    from taikou_cli.project.project import Project

_MOST_NAMED = 5
_WAY_OUT = "「taikou validate」で誤りを確かめてください。"


def is_sound(project: "Project") -> bool:
    """Print the errors if there are any: what cannot be trusted is not published."""
    from taikou_cli.base.findings import Severity
    from taikou_cli.checks.check_plan import check_plan
    from taikou_cli.output import text

    result = check_plan(project)
    if not result.count_of(Severity.ERROR):
        return True
    write(text.render(result, paint), to_stderr=True)
    write(
        "誤りがあるため、何も作りませんでした。直してからもう一度実行してください。\n",
        to_stderr=True,
    )
    return False


def warn_of_unread(project: "Project") -> None:
    """Say beside the output which files it lacks, so that JSON stays JSON."""
    if names := _name_unread(project):
        message = f"読み込めないファイルの内容は含まれていません（{names}）。"
        write(f"{paint('警告:', 'warning')} {message}\n{_WAY_OUT}\n", to_stderr=True)


def refuse_unread(project: "Project") -> None:
    """Refuse what would lack something without anybody seeing it.

    Raises:
        TaikouError: A file of the plan could not be read.
    """
    if names := _name_unread(project):
        raise TaikouError(f"読み込めないファイルがあります（{names}）。", _WAY_OUT)


def _name_unread(project: "Project") -> str:
    paths = sorted(project.unread_paths())
    more = f"など{len(paths)}件" if len(paths) > _MOST_NAMED else ""
    return reveal_controls("、".join(paths[:_MOST_NAMED])) + more
