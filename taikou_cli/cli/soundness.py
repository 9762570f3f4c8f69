"""Says on the terminal what is wrong with the data that a command needs."""

from typing import TYPE_CHECKING

from taikou_cli.cli.cells import count_cells
from taikou_cli.cli.console import paint, write

if TYPE_CHECKING:
    from taikou_cli.base.findings import CheckResult
    from taikou_cli.project.project import Project


def is_sound(project: "Project") -> bool:
    """Print the errors if there are any: what cannot be trusted is not published."""
    from taikou_cli.work.soundness import find_errors

    errors = find_errors(project)
    if errors:
        print_errors(errors)
    return errors is None


def print_errors(result: "CheckResult") -> None:
    """Print the findings for which nothing was made."""
    from taikou_cli.output import text

    write(text.render(result, text.Screen(paint, count_cells)), to_stderr=True)
    write(
        "誤りがあるため、何も作りませんでした。直してからもう一度実行してください。\n",
        to_stderr=True,
    )


def warn_of_unread(project: "Project") -> None:
    """Say beside the output which files it lacks, so that JSON stays JSON."""
    from taikou_cli.work.soundness import WAY_OUT, name_unread

    if names := name_unread(project):
        message = f"読み込めないファイルの内容は含まれていません（{names}）。"
        write(f"{paint('警告:', 'warning')} {message}\n{WAY_OUT}\n", to_stderr=True)
