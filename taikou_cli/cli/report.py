"""`taikou report`: the plan, or a year's evaluations, as Markdown, HTML, PDF, Word and JSON; papers of bodies."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taikou_cli.base.errors import TaikouError
from taikou_cli.cli.options import DataOption, DryRunOption, FontOption, YearOption
from taikou_cli.reports.document.kinds import list_names
from taikou_cli.work.writing import choose_folder, refuse_link

HELP = "大綱の内容や、年度の評価の報告書を作ります。"
EXAMPLE = "例： taikou report --year 令和7 --format html -o 報告書"


class ReportFormat(StrEnum):
    """What kind of file is made."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


def _read_kind(name: str) -> str:
    if name not in list_names():
        raise TaikouError(
            "オプション「--kind」の値が正しくありません。",
            f"使える値は {'、'.join(list_names())} です。",
        )
    return name


_read_kind.__name__ = "種類"


def report(
    data: DataOption = None,
    year: YearOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="種類",
            parser=_read_kind,
            autocompletion=list_names,
            help=f"{'、'.join(list_names())} のどれか。省くと、年度があれば annual、なければ plan。",
            show_default=False,
        ),
    ] = None,
    body: Annotated[
        str,
        typer.Option(
            "--body",
            metavar="会議",
            help="会議・委員会の資料を作る。推進体制の識別名か名称。",
            show_default=False,
        ),
    ] = "",
    department: Annotated[
        str,
        typer.Option(
            "--department",
            metavar="部局",
            help="「--body」の資料を、一つの部局の項目だけで作る。識別名か名称。",
            show_default=False,
        ),
    ] = "",
    report_format: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            help="作る形式。省くとmdとhtmlを作ります。pdfには日本語のフォントが、docx（Word）には追加の部品（docx）が要ります。",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="フォルダー",
            help="保存先（省略時はdataの隣のbuild）。",
            show_default=False,
        ),
    ] = None,
    font: FontOption = None,
    dry_run: DryRunOption = False,
) -> int:
    """Write the report; 1 and nothing written if the data has errors.

    Without a year and a kind it tells of the plan itself.
    """
    from taikou_cli.cli.soundness import is_sound
    from taikou_cli.cli.writing import write_outputs
    from taikou_cli.project.loading import load_project
    from taikou_cli.project.project import find_data_folder
    from taikou_cli.work.report import build_papers, build_report

    _check_body(body, department, kind)
    project = load_project(find_data_folder(Path.cwd(), data))
    if not is_sound(project):
        return 1
    target = choose_folder(project.folder, output or _default_folder(project.folder))
    chosen = kind or ("annual" if year else "plan")
    files = (
        build_papers(project, (body, department), year, report_format, font)
        if body
        else build_report(project, chosen, year, report_format, font)
    )
    write_outputs({target / name: files[name] for name in files}, dry_run=dry_run)
    return 0


def _check_body(body: str, department: str, kind: str | None) -> None:
    if department and not body:
        raise TaikouError(
            "「--department」は「--body」とともに使います。",
            "「--body department_committee」のように、会議の識別名を加えてください。",
        )
    if body and kind:
        raise TaikouError(
            "「--body」と「--kind」は同時に使えません。",
            "会議の資料なら「--kind」を、報告書なら「--body」を外してください。",
        )


def _default_folder(data_folder: Path) -> Path:
    folder = data_folder.parent.resolve() / "build"
    refuse_link(folder)
    return folder
