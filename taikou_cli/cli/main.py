"""The `taikou` command, and the one place where errors become exit codes."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from taikou_cli import __version__
from taikou_cli.base.errors import TaikouError, describe_os_error
from taikou_cli.cli.command_table import ProgramGroup
from taikou_cli.cli.console import prepare_streams, write, write_error
from taikou_cli.cli.usage_errors import describe_usage_error

_WRONG_USE = 2
# What typer makes of Ctrl-C.
_INTERRUPTED = 130

app = typer.Typer(
    name="taikou",
    cls=ProgramGroup,
    help="行財政改革大綱と年度評価のYAMLを検査し、集計し、報告書にします。",
    epilog="例： taikou report",
    pretty_exceptions_enable=False,
)


def _print_version(value: bool) -> None:
    if value:
        write(f"taikou {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="版を表示します。"),
    ] = False,
) -> None: ...


def main() -> NoReturn:
    """Run the command line of this process and end it."""
    # A run is short and makes hardly any cycles: looking for them costs a twentieth of its time.
    gc.disable()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        pass  # nobody reads on: `taikou validate | head`
    # What was written is on disk already. Taking every module apart before ending would cost
    # a tenth of the run and give back nothing that the system does not take anyway.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code: 0 fine, 1 errors found, 2 could not work."""
    prepare_streams()
    try:
        result = app(args=list(arguments), prog_name="taikou", standalone_mode=False)
    except TaikouError as error:
        write_error(error.message, error.hint)
    except (typer.Abort, KeyboardInterrupt) as stop:
        write_error(*_describe_stop(stop))
    except typer.TyperException as error:
        write_error(*describe_usage_error(error))
    except OSError as error:
        place = f"：{error.filename}" if error.filename else ""
        write_error(
            f"ファイルを扱えません（{describe_os_error(error)}{place}）。",
            "権限と空き容量を確かめてください。",
        )
    except Exception as error:  # noqa: BLE001
        _report_defect(error)
    except SystemExit:
        return 0  # nobody reads on: `taikou --help | head`
    else:
        if result == _INTERRUPTED:
            write_error("中断しました。", "もう一度実行してください。")
        return result if result in (0, 1) else 0 if result is None else _WRONG_USE
    return _WRONG_USE


def _describe_stop(stop: BaseException) -> tuple[str, str]:
    """Tell somebody who stops it from a script that has no answer to a question."""
    is_asked = sys.stdin is not None and sys.stdin.isatty()
    if isinstance(stop, KeyboardInterrupt) or is_asked:
        return "中断しました。", "もう一度実行してください。"
    return "尋ねたことへの答えがありません。", "「--help」にあるオプションで指定してください。"


def _report_defect(error: Exception) -> None:
    """Last resort: a user gets no traceback, a developer asks for one."""
    if os.environ.get("TAIKOU_DEBUG"):
        raise error
    write_error(
        f"taikou の不具合で処理を続けられません（{type(error).__name__}: {error}）。",
        "計画のデータは、上に書き込んだと示したもののほかは、そのままです。"
        "実行したコマンドとこの表示を開発者に知らせてください。",
    )
