"""The commands of the program: the file of a command is imported when somebody asks for it."""

from collections import UserDict
from importlib import import_module
from typing import Any

import typer

from taikou_cli.cli.japanese_help import JapaneseCommand, JapaneseGroup

COMMANDS = (
    "validate",
    "status",
    "show",
    "report",
    "publish",
    "verify",
    "diff",
    "fmt",
    "history",
    "export",
    "rule",
    "schema",
    "init",
    "demo",
    "new",
    "form",
    "advance",
    "remind",
)
"""What a user types, in the order of the help; each is a file beside this one."""


class CommandTable(UserDict[str, Any]):
    """The commands by name. To run one, the others need not be read; the help reads all."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(COMMANDS))

    def __getitem__(self, name: str) -> Any:
        """Give a command.

        Raises:
            KeyError: There is none of that name.
        """
        if self.data[name] is None:
            self.data[name] = _build_command(name)
        return self.data[name]


class ProgramGroup(JapaneseGroup):
    """The program itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = CommandTable()


def _build_command(name: str) -> Any:
    """Give the command of a file: its function of the same name, or its `app` of several."""
    module = import_module(f"taikou_cli.cli.{name}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False)
        app.command(name, cls=JapaneseCommand, help=module.HELP, epilog=module.EXAMPLE)(
            getattr(module, name)
        )
    command = typer.main.get_command(app)
    command.name = name
    return command
