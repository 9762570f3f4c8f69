"""Everything that taikou says of a plan, as text: whatever a reader may see."""

import io
import json
import re
from html import unescape

import openpyxl

from taikou_cli.cli.main import run
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


def collect(data, folder, capsys, year):
    """Make every output of a plan, and give what each says by its name."""
    told = {}

    def say(name, *arguments, codes=(0,)):
        code = run([*map(str, arguments), "--data", str(data)])
        printed = capsys.readouterr()
        assert code in codes, (arguments, printed.err)
        told[name] = printed.out
        return printed.out

    say("validate", "validate", "--verbose", codes=(0, 1))
    say("sarif", "validate", "--format", "sarif", codes=(0, 1))
    say("status", "status", "--year", year)
    say("status.json", "status", "--year", year, "--format", "json")
    told["status.json"] = json.dumps(json.loads(told["status.json"]), ensure_ascii=False)
    for kind in list_names():
        for form in ("md", "html", "json"):
            out = folder / "reports" / kind / form
            say(
                f"{kind}.{form}.run",
                "report",
                "--kind",
                kind,
                "--format",
                form,
                "--year",
                year,
                "-o",
                out,
            )
            text = next(out.iterdir()).read_text("utf-8")
            told[f"{kind}.{form}"] = text_of_page(text) if form == "html" else text
            if form == "json":
                told[f"{kind}.{form}"] = json.dumps(json.loads(text), ensure_ascii=False)
    for form in ("csv", "json", "xlsx", "stratml"):
        out = folder / f"data.{form}"
        say(f"export.{form}.run", "export", "--format", form, "-o", out)
        for path in sorted(out.rglob("*") if out.is_dir() else [out]):
            if path.suffix == ".xlsx":
                told[f"export.{path.name}"] = text_of_form(path.read_bytes())
            elif path.is_file():
                told[f"export.{form}.{path.name}"] = path.read_text("utf-8")
    site = folder / "site"
    say("site.run", "export", "--format", "site", "-o", site, "--year", year)
    for path in sorted(site.rglob("*.html")):
        told[f"site.{path.relative_to(site)}"] = text_of_page(path.read_text("utf-8"))
    for whom in ("division", "committee"):
        out = folder / "forms" / whom
        say(f"form.{whom}.run", "form", "export", "--for", whom, "--year", year, "-o", out)
        for path in sorted(out.glob("*.xlsx")):
            told[f"form.{path.name}"] = text_of_form(path.read_bytes())
    return told
