"""`taikou serve`: the plan in a browser on this computer."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.console import write
from taikou_cli.cli.options import DataOption

HELP = "大綱と評価を、このパソコンのブラウザーで見て、書きます。"
EXAMPLE = "例： taikou serve"

_LIBRARIES = ("starlette", "uvicorn", "python_multipart")


def serve(
    data: DataOption = None,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="番号",
            min=0,
            max=65_535,
            help="ポート（省略時は計画ごとに決まった番号。0は空いている番号）。",
            show_default=False,
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="ブラウザーを開きません。")
    ] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="見るだけにします。")] = False,
) -> int:
    """Print the address on one line, then serve until interrupted."""
    from taikou_cli.project.project import find_data_folder

    folder = find_data_folder(Path.cwd(), data)
    if missing := [name for name in _LIBRARIES if find_spec(name) is None]:
        raise TaikouError(
            f"画面を出すためのライブラリー（{'、'.join(missing)}）がありません。",
            "taikou のフォルダーで「pip install -e '.[web]'」を実行して入れてください（docs/serve.md）。"
            "ほかのコマンドは、なくても使えます。",
        )
    from taikou_cli.web import serving

    if not serving.serve(folder, serving.Start(port, read_only, not no_browser), _tell):
        write(
            "この計画は、先に起動した taikou serve が開いています。その画面を使ってください。\n"
            "終わるときは、先に起動した窓で Ctrl+C を押します。\n",
            to_stderr=True,
        )
    return 0


def _tell(address: str) -> None:
    write(f"{address}\n")
