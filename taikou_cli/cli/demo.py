"""`taikou demo`: a copy of the fictitious example, to try everything out."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.console import write
from taikou_cli.cli.options import DryRunOption

HELP = "架空の団体の例を書き出します。"
EXAMPLE = "例： taikou demo 練習"


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="フォルダー", help="この下に data を作ります。")
    ],
    dry_run: DryRunOption = False,
) -> int:
    """Write the example below a folder."""
    from taikou_cli.cli.locking import writing_to
    from taikou_cli.cli.workplace import write_place
    from taikou_cli.store.shipped import find_shipped
    from taikou_cli.work.writing import name_path

    source = find_shipped("demo", "examples/demo")
    texts = {
        path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*"))
        if path.is_file()
    }
    with writing_to(folder, "demo", dry_run=dry_run):
        write_place(folder, texts, dry_run=dry_run)
    data = name_path((folder / "data").resolve())
    write(f"架空のデータです。「taikou status --data {data}」などを試してください。\n")
    return 0
