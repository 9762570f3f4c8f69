"""A finding → what the office is told of it, in its own words, and the page that shows the place."""

from collections.abc import Mapping

from taikou_cli.base.findings import SEVERITY_NAMES, Finding
from taikou_cli.forms.layout.basics_layout import Basics
from taikou_cli.forms.returns.form_words import say_in_form, words_of_file
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.project import Project


def tell_finding(project: Project, finding: Finding) -> Mapping[str, str]:
    """Say a finding for a list: how grave it is, where, what is wrong, and the way out."""
    place, address = link_to(project, finding.path)
    words = words_of_file(project, finding.path)
    return {
        "severity": SEVERITY_NAMES[finding.severity],
        "code": finding.code,
        "place": place,
        "to": address,
        "message": say_in_form(finding.message, words),
        "hint": say_in_form(finding.hint, words),
    }


def link_to(project: Project, path: str) -> tuple[str, str]:
    """Name a file of the plan in words, and give the address of its page; empty if it has none."""
    match = match_document_kind(path.removeprefix(project.path_of("")))
    if match is None:
        return path, ""
    item = project.words.item
    if match.kind.name == "item":
        return f"{item}{match.number}", f"/items/{match.number}/edit"
    if match.kind.name == "evaluation":
        name = f"{item}{match.number} {match.fiscal_year}年度の評価"
        return name, f"/evaluations/{match.fiscal_year}/{match.number}"
    year = f"{match.fiscal_year}年度 " if match.fiscal_year else ""
    address = f"/basics/{match.kind.name}" if match.kind.name in set(Basics) else ""
    return f"{year}{project.words.say(match.kind.title)}", address
