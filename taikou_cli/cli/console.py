"""What is printed: in colour on a terminal, plain elsewhere, on any encoding."""

import codecs
import errno
import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taikou_cli.base.errors import WriteError, describe_os_error
from taikou_cli.base.japanese_text import CONTROL_CHARACTER, reveal_controls
from taikou_cli.cli.cells import console_class, count_cells, wrap_lines

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.measure import Measurement

_STYLES: dict[str, dict[str, str | bool]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue"},
    "place": {"bold": True},
    "frame": {"fg": "cyan"},
    "ok": {"fg": "green", "bold": True},
}

# What writing to a pipe that nobody reads is called; the second by Windows.
_NOBODY_READS = {errno.EPIPE, errno.EINVAL}
_COLOUR = r"\x1b\[[0-9;]*m"
# What a CI server takes for an order to itself: GitHub at the beginning of a line of its log,
# Azure, and GitHub for its older orders, anywhere.
_ORDER = re.compile(rf"^((?:[^\S\n]|{_COLOUR})*):(?=:)|#(?=#(?:\[|vso\[))", re.MULTILINE)
_NO_COLOUR = re.compile(f"(?!{_COLOUR}){CONTROL_CHARACTER.pattern}")

# `0` comes from terminals that do not know how wide they are.
_COLUMNS = re.compile("[1-9][0-9]{1,3}")

# Cells below which a column of Japanese text can no longer be read.
_NARROWEST = 16


def prepare_streams() -> None:
    """Make the standard streams fit for any text, whatever the caller made of them.

    A console that lacks a character shows `?` in its place; one that has nothing but ASCII
    (`LC_ALL=C`) is given UTF-8: only `?` would help nobody. What was closed (`taikou … >&-`) takes
    everything in silence, and a number of columns that no console has is passed over.
    """
    _occupy_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="replace")
    if not _COLUMNS.fullmatch(os.environ.get("COLUMNS", "80")):
        del os.environ["COLUMNS"]


def _occupy_closed_streams() -> None:
    """Put something into the place of streams that are closed.

    Else the next file that is opened would get their number, and whoever prints would write into it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for good


def paint(text: str, role: str) -> str:
    """Colour a piece of text for its role; `write` takes the colour off where none belongs."""
    return typer.style(text, **_STYLES[role])  # type: ignore[arg-type]


def write(text: str, *, to_stderr: bool = False) -> None:
    """Print text for people, without adding a line end.

    Whatever of the data is in it, it neither moves the cursor nor gives a CI server orders.
    """
    calm = _NO_COLOUR.sub(lambda match: reveal_controls(match[0]), text)
    _print(_ORDER.sub(_disarm, calm), to_stderr=to_stderr)


def _disarm(match: re.Match[str]) -> str:
    return f"{match[1] or ''}{'＃' if match[0] == '#' else '：'}"


def _print(text: str, *, to_stderr: bool = False) -> None:
    """Print text as it is, without adding a line end.

    Where nobody reads on (`taikou validate | head`) the work goes on in silence.

    Raises:
        WriteError: The output goes to a file, and that cannot be written.
    """
    try:
        typer.echo(text, nl=False, err=to_stderr, color=wants_color())
    except OSError as error:
        if error.errno in _NOBODY_READS:
            sys.stdout = io.StringIO()
        elif not to_stderr:  # what cannot be said there can be said nowhere
            raise WriteError(
                f"表示を書き込めません（{describe_os_error(error)}）。",
                "「>」で保存しているときは、保存先の空き容量と権限を確かめてください。",
            ) from error


def write_document(text: str) -> None:
    """Print what another program reads: UTF-8 with LF, whatever the system is used to."""
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    _print(text)


def write_error(message: str, hint: str) -> None:
    """Say why the work could not be done, and what to do."""
    write(
        f"{paint('エラー:', 'error')} {message}\n{paint('直し方:', 'frame')} {hint}\n",
        to_stderr=True,
    )


def build_console() -> "Console":
    """Make a rich console for tables; without a terminal it is 80 columns wide."""
    return console_class()(
        highlight=False,
        emoji=False,
        markup=False,
        color_system=None if wants_color() is False else "auto",
    )


def show(console: "Console", *parts: "RenderableType", style: str | None = None) -> None:
    """Print what rich renders, without the spaces that it puts at the ends of lines."""
    with console.capture() as captured:
        for part in parts or ("",):
            console.print(part, style=style)
    write("".join(f"{line.rstrip(' ')}\n" for line in captured.get().splitlines()))


class Words:
    """Text from the data, ready for a rich table: harmless, and broken as Japanese is."""

    def __init__(self, text: str, style: str = "") -> None:
        self._text = reveal_controls(text)
        self._style = style

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        from rich.text import Text

        for line in wrap_lines(self._text, options.max_width):
            yield Text(line, self._style, no_wrap=True)

    def __rich_measure__(self, console: "Console", options: "ConsoleOptions") -> "Measurement":
        from rich.measure import Measurement

        widest = max(count_cells(line) for line in self._text.split("\n"))
        return Measurement(min(widest, _NARROWEST), min(widest, options.max_width))


def wants_color() -> bool | None:
    """Tell what the environment demands; None leaves it to whether a terminal listens."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return True if os.environ.get("FORCE_COLOR") else None
