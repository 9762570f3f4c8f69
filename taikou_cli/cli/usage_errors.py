"""typer's complaints about the command line in Japanese."""

from typing import Any

import typer


def describe_usage_error(error: typer.TyperException) -> tuple[str, str]:
    """Give the message and the hint for a wrong use.

    The kinds are told by their names: typer keeps the classes private.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "taikou"
    describe = _KINDS.get(type(error).__name__, _describe_other)
    message, hint = describe(error)
    return message, f"{hint}「{command} --help」で使い方を表示します。"


def _describe_option(error: Any) -> tuple[str, str]:
    close = "、".join(sorted(error.possibilities or ()))
    return (
        f"オプション「{error.option_name}」はありません。",
        f"{close} ではありませんか。" if close else "",
    )


def _describe_option_use(error: Any) -> tuple[str, str]:
    return f"オプション「{error.option_name}」の使い方が違います（値がないか、多すぎます）。", ""


def _describe_missing(error: Any) -> tuple[str, str]:
    return f"{_name_of(error)}がありません。", ""


def _describe_value(error: Any) -> tuple[str, str]:
    choices = getattr(getattr(error.param, "type", None), "choices", None)
    hint = (
        f"使える値は {'、'.join(str(getattr(c, 'value', c)) for c in choices)} です。"
        if choices
        else ""
    )
    return f"{_name_of(error)}の値が正しくありません。", hint


def _describe_other(error: Any) -> tuple[str, str]:
    context = getattr(error, "ctx", None)
    typed = getattr(context, "args", ()) or ()
    commands = getattr(context.command, "commands", None) if context else None
    if commands is not None:
        return _describe_command(str(error), commands)
    extra = " ".join(typed) or str(error).rpartition("(")[2].rstrip(")")
    return f"余分な引数があります（{extra}）。", ""


def _describe_command(text: str, commands: Any) -> tuple[str, str]:
    _, _, rest = text.partition("'")
    name = rest.partition("'")[0]
    if not name:
        return "コマンドが指定されていません。", f"使えるコマンドは {'、'.join(commands)} です。"
    import difflib

    close = difflib.get_close_matches(name, commands, n=1)
    return (
        f"「{name}」というコマンドはありません。",
        f"「{close[0]}」ではありませんか。" if close else "",
    )


def _name_of(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return "引数"
    if parameter.param_type_name == "option":
        return f"オプション「{parameter.opts[0]}」"
    return f"引数「{parameter.metavar or parameter.name}」"


_KINDS = {
    "NoSuchOption": _describe_option,
    "BadOptionUsage": _describe_option_use,
    "MissingParameter": _describe_missing,
    "BadParameter": _describe_value,
}
