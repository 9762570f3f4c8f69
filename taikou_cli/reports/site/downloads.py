"""The page of the website that offers files, and lists the editions of the year."""

from collections.abc import Iterator

from taikou_cli.base.label import label
from taikou_cli.project.editions import list_editions, name_edition
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
)
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.texts import say
from taikou_cli.reports.site.contents import Contents, Download
from taikou_cli.reports.site.kept import list_versions
from taikou_cli.reports.site.page_names import page_id

_DOWNLOADS = (
    ("report", label("報告書")),
    ("whole", label("まとめて使うデータ")),
    ("table", label("表ごとのデータ")),
    ("description", label("データの説明")),
)


def tell_downloads(site: Contents) -> Iterator[Section | Block]:
    """Tell what the website offers beside its pages, the editions, and how a bundle is checked."""
    downloads = site.extras.downloads
    if downloads:
        link = Run("link", label("利用条件"), page_id("licence"))
        told = label("このサイトの数字は、すべて次のデータから計算できます。")
        yield Prose(say(told, link))
    else:
        yield Notice(say(_say_where(site.year)))
    for kind, title in _DOWNLOADS:
        files = [one for one in downloads if one.kind == kind]
        if files:
            table = _tabulate_files(site.year, files, title)
            yield Section(f"{kind}-files", (title,), (table,))
    if list_editions(site.year.project, site.year.fiscal_year):
        yield Section("editions", (label("公表した版"),), (list_versions(site),))
    command = f"taikou verify publication-{site.year.fiscal_year}.zip"
    told = label(
        "一式（zip）を手元に置いて「{command}」を実行すると、ファイルが一覧のとおりか、ウェブサイトと HTML・Markdown の報告書の集計が、データから計算したものと合うかを確かめられます。",
        command=command,
    )
    yield Section("check", (label("確かめる"),), (Prose(say(told)),))


def _say_where(year: Year) -> str:
    """Say where the files are that this website does not hold."""
    if list_editions(year.project, year.fiscal_year):
        return label("報告書（PDF）とデータのファイルは、公表した一式（zip）に入っています。")
    return label(
        "このサイトは公表の前の下見です。報告書（PDF）とデータのファイルは、公表するときに加わります。"
    )


def _tabulate_files(year: Year, files: list[Download], title: str) -> Table:
    columns = (
        Column(label("内容"), "name"),
        Column(label("ファイル"), "text"),
        Column(label("大きさ"), "number"),
    )
    rows = tuple(
        Row(
            (
                say(one.title),
                say(Run("link", one.name, one.path, _name_saved(year, one))),
                say(_format_size(one.size)),
            )
        )
        for one in files
    )
    return Table(
        label("{title}（{count}ファイル）", title=title, count=len(files)), columns, rows, "records"
    )


def _name_saved(year: Year, file: Download) -> str:
    """Name a file so that it tells among others what it is of; a page is read, and not saved."""
    if file.path.endswith(".html"):
        return ""
    return f"{_name_edition(year)}_{file.name}"


def _name_edition(year: Year) -> str:
    return name_edition(year.project, year.fiscal_year)


def _format_size(size: int) -> str:
    """Write a size in bytes as people read it: `1.2MB`."""
    return f"{size / 1_000_000:.1f}MB" if size >= 1_000_000 else f"{-(-size // 1000)}KB"  # noqa: PLR2004
