"""Everything that taikou says of a plan, as text: whatever a reader may see."""

import io
import json
import re
from html import unescape

import openpyxl

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.reports.document.kinds import list_names

_TAG = re.compile("<[^>]*>")


def text_of_form(content):
    """Give the names of a workbook's sheets and its cells, with what they explain."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    told = []
    for sheet in book:
        told += [sheet.title, *(str(c.value) for row in sheet for c in row if c.value is not None)]
        for rule in sheet.data_validations.dataValidation:
            told += filter(None, (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle))
    return "\n".join(told)


def text_of_page(text):
    """Give what a page says: its texts, and those of its attributes that are read out."""
    read = re.findall(r'(?:title|alt|aria-label|content|data-label)="([^"]*)"', text)
    visible = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    return unescape("\n".join((_TAG.sub("\n", visible), *read)))


def read(path):
    """Give what a file says to people."""
    if path.suffix == ".xlsx":
        return text_of_form(path.read_bytes())
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        return text_of_page(text)
    if path.suffix == ".json":
        return json.dumps(json.loads(text), ensure_ascii=False)
    return text


def commands(folder, year, bodies):
    """Yield every command that says something of a plan, by a name, with where it writes."""
    yield "validate", ("validate", "--verbose"), None
    yield "sarif", ("validate", "--format", "sarif"), None
    yield "status", ("status", "--year", year), None
    for kind in list_names():
        for form in ("md", "html", "json"):
            place = folder / "reports" / kind / form
            yield f"{kind}.{form}", ("report", "--kind", kind, "--format", form), place
    for body in bodies:
        papers = ("report", "--body", body, "--format", "md")
        yield f"papers.{body}", papers, folder / "papers" / body
    for form, name in (
        ("csv", "csv"),
        ("json", "d.json"),
        ("xlsx", "d.xlsx"),
        ("stratml", "d.xml"),
    ):
        yield f"export.{form}", ("export", "--format", form), folder / "data" / name
    yield "site", ("export", "--format", "site"), folder / "site"
    for whom in ("division", "committee", "office", *bodies):
        yield "form", ("form", "export", "--for", whom), folder / "forms" / whom
    yield "book", ("form", "export", "--for", "plan"), folder / "book"


def collect(data, folder, capsys, year):
    """Make every output of a plan of a year, and give what each says by its name."""
    told = {}
    bodies = [body.id for body in load_project(data).organization.content.bodies]
    for name, command, place in commands(folder, str(year), bodies):
        of_year = ("--year", str(year)) if name != "book" else ()
        where = ("-o", str(place), *of_year) if place else ()
        code = run([*command, *where, "--data", str(data)])
        printed = capsys.readouterr()
        assert code in ({0} if place else {0, 1}), (command, printed.err)
        told[name if place is None else f"{name}.run"] = printed.out
        written = sorted(place.rglob("*") if place.is_dir() else [place]) if place else []
        for path in written:
            if path.suffix in {".csv", ".json", ".xlsx", ".xml", ".md", ".html"}:
                short = name if name.startswith(tuple(list_names())) else f"{name}.{path.name}"
                told[short] = read(path)
    return told
