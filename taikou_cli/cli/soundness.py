"""The question that every command asks before it makes something of the data."""

from typing import TYPE_CHECKING

from taikou_cli.cli.console import paint, write

if TYPE_CHECKING:
    from taikou_cli.project.project import Project


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
