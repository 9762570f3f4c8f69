"""Puts together what a year's publication consists of: documents, open data, website."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from taikou_cli.progress.figures import Figures
    from taikou_cli.project.project import Project
    from taikou_cli.publication.origin import Origin
    from taikou_cli.reports.fonts import FontChoice

Files = dict[str, bytes]

STEPS = 4
"""How many steps `build_bundle` tells of."""

_KINDS = ("annual", "data-plan", "final")


class Bundle(NamedTuple):
    """The files of a publication.

    Attributes:
        files: The contents by their paths in the bundle.
        titles: What those are called that a reader downloads.
    """

    files: Files
    titles: dict[str, str]


def build_bundle(
    project: "Project",
    figures: "Figures",
    origin: "Origin",
    fonts: "FontChoice | None",
    advance: Callable[[str], None],
) -> Bundle:
    """Make every file of the publication but the list of them.

    Args:
        project: The plan, without errors.
        figures: The figures of the year.
        origin: Where the data come from.
        fonts: What the PDF is set in; None leaves it out.
        advance: Is told the name of each step.
    """
    from taikou_cli.publication.open_data import build_all, name_files
    from taikou_cli.publication.tables import build_tables
    from taikou_cli.reports.document.registry import build_report
    from taikou_cli.reports.template_files import TemplateFiles, find_own_templates
    from taikou_cli.reports.writers.typst import write_pdf

    year = figures.fiscal_year
    advance("報告書")
    files, titles = _build_documents(project, year)
    if fonts:
        advance("PDF")
        path = f"reports/annual-{year}.pdf"
        templates = TemplateFiles(find_own_templates(project.folder))
        files[path] = write_pdf(build_report("annual", project, year), templates, fonts, origin.day)
        titles = {path: "報告書　年度評価（PDF）"} | titles
    advance("オープンデータ")
    tables = build_tables(project, year)
    for name, content in build_all(tables).items():
        files[f"data/{name}"] = content
    titles |= {f"data/{name}": title for name, title in name_files(tables).items()}
    advance("ウェブサイト")
    bundle = Bundle(files, titles)
    for path, content in build_website(project, year, origin, bundle).items():
        files[f"site/{path}"] = content
    return bundle


def build_website(project: "Project", fiscal_year: int, origin: "Origin", beside: Bundle) -> Files:
    """Make the website alone.

    Args:
        project: The plan, without errors.
        fiscal_year: The year that it tells of.
        origin: Where the data come from.
        beside: The files in the folder above that the website offers.
    """
    from taikou_cli.reports.site.build_site import build_site
    from taikou_cli.reports.site.contents import Download, Extras
    from taikou_cli.reports.template_files import find_own_templates
    from taikou_cli.reports.writers.html import HtmlWriter

    downloads = tuple(
        Download(f"../{path}", title, len(beside.files[path]))
        for path, title in beside.titles.items()
    )
    day = origin.day.isoformat() if origin.day else ""
    extras = Extras(downloads, day, _describe_open_data(project, beside.files))
    return build_site(project, fiscal_year, HtmlWriter(find_own_templates(project.folder)), extras)


def _describe_open_data(project: "Project", files: Files) -> str:
    """Give the open data among the files as JSON-LD; nothing where there are none."""
    from taikou_cli.publication.exports.dataset import describe_dataset, render_json_ld

    data = {f"../{path}": content for path, content in files.items() if path.startswith("data/")}
    if project.plan is None or not data:
        return ""
    return render_json_ld(describe_dataset(project.plan.content, data))


def _build_documents(project: "Project", fiscal_year: int) -> tuple[Files, dict[str, str]]:
    from taikou_cli.reports.document.registry import build_report, find_kind
    from taikou_cli.reports.template_files import find_own_templates
    from taikou_cli.reports.writers.html import HtmlWriter
    from taikou_cli.reports.writers.markdown import write_markdown

    files: Files = {}
    titles: dict[str, str] = {}
    html = HtmlWriter(find_own_templates(project.folder))
    for kind in map(find_kind, _KINDS):
        if kind.name == "data-plan" and project.require_outline().data_plan is None:
            continue
        document = build_report(kind.name, project, fiscal_year)
        path = f"reports/{kind.name_file(fiscal_year)}"
        files[f"{path}.md"] = write_markdown(document).encode("utf-8")
        files[f"{path}.html"] = html.write(document).encode("utf-8")
        titles[f"{path}.md"] = f"報告書　{kind.title}（Markdown）"
        titles[f"{path}.html"] = f"報告書　{kind.title}（HTML）"
    return files, titles
