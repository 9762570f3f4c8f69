"""What is wrong with a template of the plan's own, in the office's words."""

from pathlib import Path
from traceback import walk_tb

from jinja2.exceptions import (
    SecurityError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.japanese_text import reveal_line

_LONGEST = 200
_HINT = (
    "ひな形を直すか、消してください（消すと taikou のものが使われます）。"
    "使えるものは docs/templates.md にあります。"
)


def explain_failure(error: Exception, name: str, own: Path) -> TaikouError:
    """Say what failed where.

    Args:
        error: What was raised while a page was made.
        name: The name of the page's template.
        own: The folder of the plan's own templates.
    """
    place = _find_place(error, own) or name
    message = reveal_line(str(error))[:_LONGEST]
    return TaikouError(f"ひな形「{place}」を使えません。{_describe(error)}（{message}）。", _HINT)


def _describe(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError):
        return "書き方に誤りがあります"
    if isinstance(error, TemplateNotFound):
        return "取り込むひな形が templates の中にありません"
    if isinstance(error, SecurityError):
        return "ひな形では使えないものを使っています"
    if isinstance(error, UndefinedError):
        return "ない名前を使っています"
    if isinstance(error, RecursionError):
        return "呼び出しが終わりません"
    return "計算できません"


def _find_place(error: Exception, own: Path) -> str | None:
    """Give the template and the line that come last before the failure."""
    if isinstance(error, TemplateSyntaxError):
        return _name(error.filename, error.lineno, own)
    places = (_name(f.f_code.co_filename, line, own) for f, line in walk_tb(error.__traceback__))
    return next(filter(None, reversed(list(places))), None)


def _name(filename: str | None, line: int, own: Path) -> str | None:
    if filename is None or not Path(filename).is_relative_to(own):
        return None
    return f"{Path(filename).relative_to(own.parent).as_posix()}:{line}"
