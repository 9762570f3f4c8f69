"""`taikou rule`: the manual of a rule, or of all."""

from typing import TYPE_CHECKING, Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import SEVERITY_NAMES
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.cli.console import paint, write, write_document

if TYPE_CHECKING:
    from taikou_cli.checks.rule import Rule

HELP = "検査の番号ごとに、意味と直し方を説明します。"
EXAMPLE = "例： taikou rule TK206"


def rule(
    code: Annotated[
        str | None,
        typer.Argument(metavar="番号", help="TK206のような検査の番号。", show_default=False),
    ] = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="すべての説明をMarkdownで出力します。")
    ] = False,
) -> int:
    """Explain one rule, list them, or print the whole catalogue."""
    from taikou_cli.checks.catalogue import render_catalogue
    from taikou_cli.checks.registry import load_rules

    rules = load_rules()
    if show_all:
        write_document(render_catalogue(rules))
    elif code is None:
        for entry in rules:
            severity = paint(SEVERITY_NAMES[entry.severity], entry.severity.value)
            write(f"{entry.code}  {severity}  {entry.title}\n")
    else:
        _explain(_choose(rules, code))
    return 0


def _choose(rules: "tuple[Rule, ...]", code: str) -> "Rule":
    wanted = to_half_width(code).strip().upper()
    for entry in rules:
        if wanted in {entry.code, entry.name.upper()}:
            return entry
    raise TaikouError(
        f"「{code}」という検査はありません。", "「taikou rule」で番号の一覧を表示します。"
    )


def _explain(entry: "Rule") -> None:
    severity = paint(SEVERITY_NAMES[entry.severity], entry.severity.value)
    _, _, manual = entry.manual.partition("\n")
    write(
        f"{paint(entry.code, 'place')}  {severity}  {entry.name}\n{paint(entry.title, 'place')}\n{manual.rstrip()}\n"
    )
