"""Whom a form is for, beside the divisions."""

from collections.abc import Iterator

from taikou_cli.forms.layout.assessor import OFFICE
from taikou_cli.forms.layout.sheets import FormKind
from taikou_cli.project.project import Project


def list_whom(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the committee, the bodies and the office: what their forms are asked for by, and names."""
    words = project.words
    yield FormKind.COMMITTEE.value, f"{words.committee}の委員"
    for body in project.organization.content.bodies if project.organization else ():
        yield body.id, body.name
    yield OFFICE, words.office
