"""`taikou validate --fix`: correct what is safe to correct, before the check."""

from pathlib import Path
from typing import TYPE_CHECKING

from taikou_cli.cli.console import paint, write
from taikou_cli.cli.locking import writing_to

if TYPE_CHECKING:
    from taikou_cli.work.fix import FixedFile

_ROLES = {"-": "error", "+": "ok", "@": "frame", "=": "place"}


def fix(folder: Path, *, preview: bool) -> None:
    """Correct the files of a plan, or with `preview` only show what would change.

    What is printed goes to stderr: stdout is for the findings.
    """
    from taikou_cli.work.fix import fix_plan

    show = _show_diff if preview else _tell
    with writing_to(folder.parent, "validate --fix", dry_run=preview):
        for file in fix_plan(folder, preview=preview):
            show(file)


def _tell(file: "FixedFile") -> None:
    from taikou_cli.work.writing import name_path

    for one in file.fixed.fixes:
        place = f"{name_path(file.path)}:{one.at.line}:{one.at.column}"
        write(f"{paint('直しました：', 'ok')} {place} {one.message}\n", to_stderr=True)


def _show_diff(file: "FixedFile") -> None:
    from taikou_cli.formatting.differences import iter_diff_lines
    from taikou_cli.work.writing import name_path

    name = name_path(file.path)
    for sign, text in iter_diff_lines(name, file.fixed.before or "", file.fixed.text or ""):
        line = paint(text, _ROLES[sign]) if sign in _ROLES else text
        write(f"{line}\n", to_stderr=True)
