"""`taikou schema`: the JSON Schemas of the plan's files, for editors and other programs."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.console import write
from taikou_cli.work.writing import name_path, refuse_link

HELP = "データの書き方を定めたJSON Schemaを書き出します。"
EXAMPLE = "例： taikou schema --check"


def schema(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="フォルダー", help="保存先。")
    ] = Path("schemas"),
    check: Annotated[
        bool, typer.Option("--check", help="書き込まずに最新かどうかだけを調べます。")
    ] = False,
    keys: Annotated[
        bool, typer.Option("--keys", help="すべてのキーの一覧（Markdown）を表示します。")
    ] = False,
) -> int:
    """Write one schema for each kind of file; with `--check` 1 if any is out of date."""
    if keys:
        from taikou_cli.model.key_reference import render_keys

        write(render_keys())
        return 0
    from taikou_cli.model.json_schema import build_schemas
    from taikou_cli.store.atomic_write import write_file

    folder = output.resolve()
    stale = {
        path: content
        for name, content in build_schemas().items()
        if not _holds(path := folder / f"{name}.json", content)
    }
    for path, content in stale.items():
        if not check:
            refuse_link(path)
            write_file(path, content)
        word = (
            "書き出しました" if not check else "古くなっています" if path.exists() else "ありません"
        )
        write(f"{word}： {name_path(path)}\n")
    if not stale:
        write(f"{output} の JSON Schema は最新です。\n")
    elif check:
        write("「taikou schema」で書き出してください。\n")
    return 1 if check and stale else 0


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file is up to date; git may have changed its line ends."""
    return path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == content
