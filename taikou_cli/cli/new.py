"""`taikou new`: the files of a new fiscal year, a new item, a new plan. Nothing is overwritten."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.japan_day import today
from taikou_cli.cli.console import write
from taikou_cli.cli.init import EXAMPLE as INIT_EXAMPLE
from taikou_cli.cli.init import init
from taikou_cli.cli.japanese_help import JapaneseCommand, JapaneseGroup
from taikou_cli.cli.options import DataOption, DryRunOption, YearOption, read_year

HELP = "新しい年度・項目・計画のファイルを、上書きせずに作ります。"
EXAMPLE = "例： taikou new year 2025"

app = typer.Typer(
    cls=JapaneseGroup,
    help=HELP,
    epilog=EXAMPLE,
    add_completion=False,
)


@app.command(
    "year",
    cls=JapaneseCommand,
    help="年度の評価のファイルを、実施中の項目ごとに作り、すでにあるものには加わった取組とKPIを足します。",
    epilog="例： taikou new year 令和7",
)
def year(
    fiscal_year: Annotated[
        int,
        typer.Argument(metavar="年度", parser=read_year, help="評価の年度（2025、令和7など）。"),
    ],
    data: DataOption = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write the missing evaluation files of a fiscal year, and complete those that are there."""
    from taikou_cli.cli.locking import writing_to
    from taikou_cli.cli.soundness import warn_of_unread
    from taikou_cli.cli.writing import write_changes, write_new_files
    from taikou_cli.project.loading import load_tree
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.scaffold.new_year import build_year, complete_year
    from taikou_cli.store.held_tree import HeldTree
    from taikou_cli.work.writing import change_files

    folder = find_data_folder(Path.cwd(), data)
    with writing_to(folder.parent, "new year", dry_run=dry_run):
        tree = HeldTree(folder)
        project = load_tree(tree)
        warn_of_unread(project)
        texts = build_year(project, fiscal_year)
        completed = complete_year(project, fiscal_year)
        present = len(project.evaluation_numbers.get(fiscal_year, ())) - len(completed)
        write_new_files(folder, texts, dry_run=dry_run)
        write_changes(folder, change_files(tree, completed), dry_run=dry_run)
    parts = (
        [f"加わった{project.words.short.action}とKPIを足したもの{len(completed)}件"]
        if completed
        else []
    )
    parts += [f"すでにある{present}件はそのままです"] if present else []
    kept = f"（{'、'.join(parts)}）" if parts else ""
    write(f"{fiscal_year}年度の評価： {len(texts)}件{kept}\n")
    return 0


@app.command(
    "item",
    cls=JapaneseCommand,
    help="実施項目のファイルを次の番号で作り、plan.yaml の項目の数（counts）を1つ増やします。",
    epilog="例： taikou new item --policy 3 --title 電子契約の導入 --why 条例の改正 --year 2026",
)
def item(
    title: Annotated[str, typer.Option("--title", metavar="名称", help="実施項目の名称。")],
    why: Annotated[
        str, typer.Option("--why", metavar="理由", help="加える理由。改定の記録に残ります。")
    ],
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="番号", help="属する方針の番号。")
    ] = None,
    goal: Annotated[
        str | None, typer.Option("--goal", metavar="番号", help="方針のない目標に属するとき。")
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="番号", help="施策のある方針に属するとき。")
    ] = None,
    data: DataOption = None,
    first_year: YearOption = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write the file of a new item, and count it in `plan.yaml`."""
    from taikou_cli.cli.locking import writing_to
    from taikou_cli.cli.writing import edit_text, write_new_files
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.scaffold.new_item import NewItem, build_item, choose_home, count_item

    folder = find_data_folder(Path.cwd(), data)
    plan = folder / "plan.yaml"
    with writing_to(folder.parent, "new item", dry_run=dry_run):
        before = plan.read_bytes()
        project = load_project(folder)
        home = choose_home(project, {"goal": goal, "policy": policy, "group": group})
        texts = build_item(project, NewItem(home, title, why, today(), first_year))
        counted = count_item(project)
        if counted is not None:
            edit_text(plan, before, counted, dry_run=dry_run)
        write_new_files(folder, texts, dry_run=dry_run)
    return 0


app.command(
    "plan",
    cls=JapaneseCommand,
    help="新しい計画のひな形を作ります（taikou init と同じです）。",
    epilog=INIT_EXAMPLE.replace("taikou init", "taikou new plan"),
)(init)
