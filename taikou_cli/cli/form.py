"""`taikou form`: Excel forms for divisions and committee members, out and back in."""

from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.cli.japanese_help import JapaneseCommand, JapaneseGroup
from taikou_cli.cli.options import DataOption, DryRunOption, YearOption

HELP = "所属と委員が記入するExcelの様式を作り、返送されたものを取り込みます。"
EXAMPLE = "例： taikou form export --year 2025 -o 様式"

app = typer.Typer(
    cls=JapaneseGroup,
    help=HELP,
    epilog=EXAMPLE,
    add_completion=False,
)

DivisionOption = Annotated[
    str, typer.Option("--division", metavar="所属", help="所属の名称か識別名。", show_default=False)
]
ItemOption = Annotated[
    list[str] | None,
    typer.Option(
        "--item", metavar="番号", help="実施項目の番号（何度でも書けます）。", show_default=False
    ),
]


@app.command(
    "export",
    cls=JapaneseCommand,
    help="様式を、取組所属ごとに1つのExcelファイルで作ります。",
    epilog="例： taikou form export --year 2025 --division 財政課 -o 様式",
)
def export(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="フォルダー", help="保存先のフォルダー。")
    ],
    data: DataOption = None,
    year: YearOption = None,
    division: DivisionOption = "",
    item: ItemOption = None,
    whom: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="だれ",
            help="division＝取組所属用、committee＝第三者委員会の委員用、office＝事務局用、plan＝計画を直すブック、ほかは推進体制の識別名。",
        ),
    ] = "division",
    meeting: Annotated[
        str,
        typer.Option(
            "--meeting",
            metavar="会議",
            help="委員用の様式に書いておく会議（例：第1回）。",
            show_default=False,
        ),
    ] = "",
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of",
            metavar="時点",
            help="年度の途中の報告の様式を作ります（例：2026-H1、2026-Q3）。",
            show_default=False,
        ),
    ] = "",
    dry_run: DryRunOption = False,
) -> int:
    """Write the forms of a year."""
    from taikou_cli.cli.form_export import export_forms
    from taikou_cli.cli.plan_book import WHOM, export_plan_book, refuse_choices
    from taikou_cli.forms.layout.selection import choose_forms

    if whom == WHOM:
        refuse_choices(year=year, division=division, item=item, meeting=meeting)
        return export_plan_book((output, data), dry_run=dry_run)
    selection = choose_forms(whom, meeting, as_of)._replace(division=division)
    return export_forms((output, data), year, selection, item or (), dry_run=dry_run)


@app.command(
    "import",
    cls=JapaneseCommand,
    help="返送された様式を検査し、変わったところだけをデータに取り込みます。",
    epilog="例： taikou form import 返送 --dry-run",
)
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="ファイル...", help="返送された様式か、それを集めたフォルダー。"),
    ],
    data: DataOption = None,
    year: YearOption = None,
    division: DivisionOption = "",
    item: ItemOption = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="誤りのない項目だけを取り込みます。")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="両方で変わったところは、様式の値にします。")
    ] = False,
    ours: Annotated[
        bool, typer.Option("--ours", help="両方で変わったところは、今のデータの値のままにします。")
    ] = False,
    why: Annotated[
        str,
        typer.Option(
            "--why",
            metavar="理由",
            help="公表した内容を直す理由（省略時は、段階を戻したときの理由）。訂正の記録に書きます。",
            show_default=False,
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="書き込まず、何が変わるかだけを示します。")
    ] = False,
) -> int:
    """Take returned forms in; 1 if something was refused, 2 if a file could not be read."""
    from taikou_cli.cli.form_import import choose_side, import_files
    from taikou_cli.work.form_intake import IntakeRequest
    from taikou_cli.work.sent_files import find_plan_books

    side = choose_side(theirs=theirs, ours=ours)
    books, rest = find_plan_books(tuple(files))
    code = 0
    if books:
        from taikou_cli.cli.plan_book import import_plan_book

        code = max(import_plan_book(book, data, side, dry_run=dry_run) for book in books)
    if not rest:
        return code
    request = IntakeRequest(rest, year, division, tuple(item or ()), why.strip())
    return max(code, import_files(request, data, side, is_partial=partial, dry_run=dry_run))


@app.command(
    "status",
    cls=JapaneseCommand,
    help="どの所属の様式が返送され、何が未着かを示します。",
    epilog="例： taikou form status --year 2025",
)
def status(data: DataOption = None, year: YearOption = None) -> int:
    """Show what has been returned."""
    from taikou_cli.cli.form_status import show_status

    return show_status(data, year)
