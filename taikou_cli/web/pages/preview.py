"""Reports and the website as they will be: made when asked for, shown where they can do no harm."""

import mimetypes
from collections.abc import Iterator, Mapping

from taikou_cli.base.errors import TaikouError
from taikou_cli.project.project import Project
from taikou_cli.reports.document import kinds
from taikou_cli.reports.document.registry import find_kind
from taikou_cli.web import answers
from taikou_cli.web.answers import Answer, go_to, offer
from taikou_cli.web.asked import Asked
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.work.export import ExportFormat, build_export
from taikou_cli.work.report import build_papers, build_report
from taikou_cli.work.soundness import find_errors

_SITE = "site"
_OF_BODY = "body~"
_SHOWN = {"html": "画面で見る", "pdf": "PDF", "docx": "Word", "md": "Markdown"}
_HTML = ".html"


def show(session: Session, asked: Asked) -> Answer:
    """Lay out what can be made."""
    project = session.view().project
    context = {
        "place": "preview",
        "year": session.choose_year(project, asked.query.get("year", "")),
        "years": project.evaluated_years(),
        "kinds": tuple(_list_kinds(project)),
        "formats": tuple(_SHOWN.items()),
    }
    return session.page("preview", "報告書", context)


def make(session: Session, asked: Asked) -> Answer:
    """Make a report or the website of a year; show it, or give it to be saved."""
    project = session.view().project
    if find_errors(project):
        raise TaikouError(
            "データに誤りがあるので、作れません。", "「はじめ」の画面で誤りを確かめてください。"
        )
    kind, form = asked.query.get("kind", ""), asked.query.get("format", "html")
    year = session.choose_year(project, asked.query.get("year", ""))
    if kind == _SITE:
        output = session.folder.parent / _SITE
        made = build_export(project, ExportFormat.SITE, output, year)
        files = {path.relative_to(output).as_posix(): raw for path, raw in made.items()}
        return go_to(f"/preview/{session.keep(files)}/index.html")
    if kind not in dict(_list_kinds(project)) or form not in _SHOWN:
        raise NotThereError(kind)
    if kind.startswith(_OF_BODY):
        files = build_papers(project, (kind.removeprefix(_OF_BODY), ""), year, form)
    else:
        files = build_report(project, kind, year, form)
    (name, raw), *_ = files.items()
    if name.endswith(_HTML):
        return go_to(f"/preview/{session.keep(files)}/{name}")
    return offer(name, raw)


def _list_kinds(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the kinds of reports, then the bodies whose papers can be made."""
    for name in kinds.list_names():
        yield name, find_kind(name).title
    for body in project.organization.content.bodies if project.organization else ():
        yield f"{_OF_BODY}{body.id}", f"{body.name}の資料"


def give(session: Session, asked: Asked) -> Answer:
    """Give a file of what was made."""
    files = session.kept(asked.path["name"])
    if not isinstance(files, Mapping) or asked.path["path"] not in files:
        raise NotThereError(asked.path["path"])
    path = asked.path["path"]
    media = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if media.startswith(("text/", "application/j")):
        media += "; charset=utf-8"
    return answers.preview(files[path], media, session.gate.origin)
