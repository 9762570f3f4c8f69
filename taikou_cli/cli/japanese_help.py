"""typer's own words in Japanese: headings of the help, and the completion options."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_METAVAR = {"options_metavar": "[オプション]"}


class JapaneseCommand(TyperCommand):
    """A command whose help is Japanese throughout."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **(options | _METAVAR))

    def get_usage(self, ctx: Any) -> str:
        """Give the usage line."""
        return _translate_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Give the `--help` option."""
        return _translate_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        _translate_headings()
        super().format_help(ctx, formatter)


class JapaneseGroup(TyperGroup):
    """Commands in the order of their use, told in Japanese where none is named."""

    def __init__(self, *words: Any, **options: Any) -> None:
        options |= {"subcommand_metavar": "コマンド [引数]...", "no_args_is_help": True}
        super().__init__(*words, **(options | _METAVAR))

    def get_params(self, ctx: Any) -> list[Any]:
        """Give the options; typer adds those for completion after the group is made."""
        parameters: list[Any] = super().get_params(ctx)
        for parameter in parameters:
            if parameter.name in _COMPLETION:
                parameter.help, parameter.callback = _COMPLETION[parameter.name]
        return parameters

    def get_usage(self, ctx: Any) -> str:
        """Give the usage line."""
        return _translate_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Give the `--help` option."""
        return _translate_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        _translate_headings()
        super().format_help(ctx, formatter)


def _translate_usage(usage: str) -> str:
    return usage.replace("Usage: ", "使い方: ", 1)


def _translate_help_option(option: Any) -> Any:
    if option is not None:
        option.help = "この説明を表示します。"
    return option


def _translate_headings() -> None:
    """Put Japanese headings in place of typer's; imported here because only help needs rich."""
    import rich.columns
    import rich.table
    from typer import rich_utils

    from taikou_cli.cli.cells import console_class
    from taikou_cli.cli.console import wants_color

    class FoldingTable(rich.table.Table):
        """A table that breaks Japanese, which has no spaces, instead of cutting it off."""

        def add_row(self, *cells: Any, **options: Any) -> None:
            super().add_row(*cells, **options)
            for column in self.columns:
                column.overflow = "fold"

    # The commands stand in a table of typer's own, the help of an option in rich's columns.
    rich_utils.Table = rich.columns.Table = FoldingTable  # type: ignore[attr-defined]
    rich_utils.Console = console_class()  # type: ignore[attr-defined]
    if wants_color() is False:
        rich_utils.COLOR_SYSTEM = None
    rich_utils.ARGUMENTS_PANEL_TITLE = "引数"
    rich_utils.OPTIONS_PANEL_TITLE = "オプション"
    rich_utils.COMMANDS_PANEL_TITLE = "コマンド"
    rich_utils.DEFAULT_STRING = "［省略時: {}］"
    rich_utils.REQUIRED_LONG_STRING = "［必須］"


def _install_completion(ctx: Any, _parameter: Any, value: Any) -> Any:
    if not value or ctx.resilient_parsing:
        return value
    from typer.completion import install  # type: ignore[attr-defined]

    shell, path = install(shell=value if isinstance(value, str) else None)
    typer.echo(f"{shell} の補完を {path} に設定しました。端末を開き直すと使えます。")
    raise typer.Exit


def _show_completion(ctx: Any, parameter: Any, value: Any) -> Any:
    from typer.completion import show_callback

    return show_callback(ctx, parameter, value)


_COMPLETION = {
    "install_completion": ("シェルにコマンド名の補完を設定します。", _install_completion),
    "show_completion": ("補完の設定内容を表示します。", _show_completion),
}
