"""`taikou history`: the life of an item, commit by commit."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.cli.console import paint, write
from taikou_cli.cli.options import DataOption

HELP = "実施項目を、いつ誰がどう変えてきたかを示します。"
EXAMPLE = "例： taikou history 15"


def history(
    item: Annotated[str, typer.Argument(metavar="番号", help="実施項目の番号。")],
    data: DataOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="文の書き換えなども、すべて示します。")
    ] = False,
) -> int:
    """Show the commits that changed an item."""
    from taikou_cli.changes.history import iter_history, refuse_unknown
    from taikou_cli.changes.words import write_changes
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.numbering import read_items
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.store.git_tree import GitRepository

    folder = find_data_folder(Path.cwd(), data)
    (number,) = read_items([item], load_project(folder))
    found, warned = False, False
    for step in iter_history(folder, number, everything=everything):
        if step.notice and not warned:
            write(f"{paint(step.notice, 'warning')}\n")
        found, warned = True, warned or step.notice is not None
        who = reveal_controls(f"{step.date} {step.author}")
        write(f"{paint(step.commit[:10], 'frame')} {who}  {reveal_controls(step.subject)}\n")
        for line in write_changes(step.changes, paint):
            write(f"  {line}\n")
    if GitRepository(folder).is_shallow():
        note = "履歴が浅いリポジトリーのため、古い変更は示していません。"
        hint = "「git fetch --unshallow」で履歴を取得してください。"
        write(
            f"{paint('注意:', 'warning')} {note}\n{paint('直し方:', 'frame')} {hint}\n",
            to_stderr=True,
        )
    elif not found:
        project = load_project(folder)
        refuse_unknown(project, number)
        write(f"{project.words.short.item}{number}の記録はまだありません。\n")
    return 0
