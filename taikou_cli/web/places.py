"""The path of a file → what the office calls it, and the page that shows it."""

from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.project import Project


def link_to(project: Project, path: str) -> tuple[str, str]:
    """Name a file of the plan in words, and give the address of its page; empty if it has none."""
    match = match_document_kind(path.removeprefix(project.path_of("")))
    if match is None:
        return path, ""
    item = project.words.item
    if match.kind.name == "item":
        return f"{item}{match.number}", f"/items/{match.number}"
    if match.kind.name == "evaluation":
        name = f"{item}{match.number} {match.fiscal_year}年度の評価"
        return name, f"/evaluations/{match.fiscal_year}/{match.number}"
    year = f"{match.fiscal_year}年度 " if match.fiscal_year else ""
    return f"{year}{project.words.say(match.kind.title)}", ""
