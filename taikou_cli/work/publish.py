"""Makes an edition of a year: what is published, from which commit, and the record of it."""

from collections.abc import Generator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from taikou_cli import __version__
from taikou_cli.base.errors import TaikouError, WriteError, describe_os_error
from taikou_cli.base.findings import CheckResult
from taikou_cli.model.publication import EditionKind
from taikou_cli.model.publication import Publication as Record
from taikou_cli.model.words import Words
from taikou_cli.progress.contract import describe_figures
from taikou_cli.progress.editions.changes import Cause, find_changes
from taikou_cli.progress.editions.templates import hash_templates
from taikou_cli.progress.figures import Figures, choose_year, compute_figures
from taikou_cli.project.editions import name_edition
from taikou_cli.project.loading import load_tree
from taikou_cli.project.project import Project
from taikou_cli.publication.bundle import (
    MANIFEST,
    build_manifest,
    build_zip,
    name_signature,
)
from taikou_cli.publication.edition import (
    Imprint,
    begin_edition,
    complete_edition,
    find_publication,
    mark_published,
    record_of,
)
from taikou_cli.publication.readiness import Obstacle, find_obstacles
from taikou_cli.publication.record import render_record
from taikou_cli.reports.fonts import choose_fonts
from taikou_cli.store.file_tree import Tree
from taikou_cli.work.bundle import Bundle, Files, build_bundle
from taikou_cli.work.soundness import find_errors
from taikou_cli.work.source import Source, find_source

TOOL = f"taikou {__version__}"
"""The program and its version, as a bundle names what made it."""

_UNPUBLISHED_CHANGE = "TK608"
_OTHER_FIGURES = "TK602"


class PublishRequest(NamedTuple):
    """What shall be published.

    Attributes:
        year: The fiscal year.
        published_on: The day of the publication.
        why: Why there is a further edition; the first needs no reason.
        kind: Which kind of edition it is; None lets the changes tell.
        with_pdf: Whether the bundle holds PDFs.
        font: What they are set in; None for what the system has.
    """

    year: int
    published_on: date
    why: str | None = None
    kind: EditionKind | None = None
    with_pdf: bool = True
    font: str | None = None


class Refusal(NamedTuple):
    """Why nothing was made: errors of the data, or items that are not decided yet."""

    errors: CheckResult | None
    obstacles: tuple[Obstacle, ...] = ()
    words: Words = Words()


class Publication(NamedTuple):
    """What is to be written of a publication, in this order.

    Attributes:
        name: The name of the bundle's file: that of the year's newest edition.
        kept_names: The names by which bundles are kept, once there is a newer edition, by the
            SHA-256 of each; the last is this one's.
        packed: The bundle.
        manifest: Its list, which can be signed.
        edition: What the edition is called.
        commit: The commit that all of it was read from; None if the plan is not kept in git.
        edits: The evaluations that come to the last stage, then the record, by their paths below
            the data: a run that was interrupted before the record can be repeated.
    """

    name: str
    kept_names: dict[str, str]
    packed: bytes
    manifest: bytes
    edition: str
    commit: str | None
    edits: dict[str, str]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bundle, in hexadecimal digits."""
        return sha256(self.packed).hexdigest()


class Made(NamedTuple):
    """An edition that is made, but not recorded.

    Attributes:
        project: The plan with the edition begun, as it is published.
        files: The files of the bundle by their paths, with their list.
        marked: The texts of the evaluations that come to the last stage, by their paths.
    """

    project: Project
    files: Files
    marked: dict[str, str]


def prepare_publication(
    folder: Path, request: PublishRequest
) -> Generator[str, None, Publication | Refusal]:
    """Make an edition without writing it; yield the name of each step of the bundle.

    Args:
        folder: The folder that holds `plan.yaml`.
        request: What shall be published.

    Raises:
        TaikouError: A further edition has no reason, or is of a kind that it cannot be; or where
            the data come from cannot be told.
    """
    source = find_source(folder, partial(_list_marked, request))
    made = yield from make_edition(source, request)
    if isinstance(made, Refusal):
        return made
    project, year, packed = made.project, request.year, build_zip(made.files)
    templates = hash_templates(source.templates)
    record = complete_edition(project, year, templates, sha256(packed).hexdigest())
    edits = {path.removeprefix(project.path_of("")): text for path, text in made.marked.items()}
    edits[record_of(year)] = render_record(record)
    kept_names = {
        one.bundle_sha256: f"{name_edition(project, year, one.number)}.zip"
        for one in record.editions
        if one.bundle_sha256
    }
    return Publication(
        f"publication-{year}.zip",
        kept_names,
        packed,
        made.files[MANIFEST],
        record.last.name,
        source.commit,
        edits,
    )


def find_earlier(folder: Path, made: Publication) -> dict[str, bytes]:
    """Give the earlier edition that the new one is going to take the place of in a folder.

    Returns:
        Its bundle, and its signature if there is one, by the names that they keep; nothing where
        no recorded edition is found.

    Raises:
        TaikouError: It cannot be read.
    """
    try:
        packed = (folder / made.name).read_bytes()
        name = made.kept_names.get(sha256(packed).hexdigest())
        if not name or packed == made.packed:
            return {}
        signature = folder / name_signature(made.name)
        signed = {name_signature(name): signature.read_bytes()} if signature.is_file() else {}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise TaikouError(
            f"前の版の一式「{made.name}」を読めません（{describe_os_error(error)}）。",
            "別の保存先を指定するか、前の版を先に移してください。",
        ) from error
    return {name: packed} | signed


def remove_signature(folder: Path, made: Publication) -> None:
    """Remove the signature of an earlier edition from beside the name that the new one gets.

    Raises:
        WriteError: It cannot be removed.
    """
    path = folder / name_signature(made.name)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(
            f"前の版の署名「{path.name}」を消せません（{describe_os_error(error)}）。",
            "開いているソフトを閉じるか、別の保存先を指定して、もう一度実行してください。",
        ) from error


def make_edition(source: Source, request: PublishRequest) -> Generator[str, None, Made | Refusal]:
    """Make the files of an edition from what is committed; yield the name of each step.

    Raises:
        TaikouError: A further edition has no reason, or is of a kind that it cannot be.
    """
    year = request.year
    whole = load_tree(source.data)
    choose_year(whole, year)
    kind = _choose_kind(whole, request)
    project, marked = mark_published(whole, year, request.published_on)
    if errors := find_errors(project, ignore=_list_explained(project, year, kind)):
        return Refusal(errors)
    imprint = Imprint(kind, request.published_on, source.commit, TOOL, request.why)
    project = begin_edition(project, year, imprint)
    figures = compute_figures(project, year)
    if obstacles := tuple(find_obstacles(figures.standings, figures.plan)):
        return Refusal(None, obstacles, project.words)
    fonts = choose_fonts(request.font) if request.with_pdf else None
    bundle = yield from build_bundle(project, figures, source, fonts)
    return Made(project, _add_manifest(bundle, figures, source, _record(project, year)), marked)


def _list_marked(request: PublishRequest, committed: Tree) -> dict[str, str]:
    """Give what a run that was interrupted may already have written."""
    project = load_tree(committed)
    _, marked = mark_published(project, request.year, request.published_on)
    return {path.removeprefix(project.path_of("")): text for path, text in marked.items()}


def _record(project: Project, year: int) -> Record:
    record = find_publication(project, year)
    if record is None:
        raise LookupError(year)
    return record


def _choose_kind(project: Project, request: PublishRequest) -> EditionKind:
    """Tell which kind of edition this is: what is asked for, or what the changes make it.

    Raises:
        TaikouError: It cannot be that kind.
    """
    year, record = request.year, find_publication(project, request.year)
    if record is None:
        if request.kind is not None:
            raise TaikouError(
                f"{year}年度はまだ公表されていません。", "最初の公表に「--kind」は要りません。"
            )
        return "first"
    if not request.why:
        raise TaikouError(
            f"{year}年度はすでに公表されています（{record.last.published_on}、{record.last.name}）。"
            "何も書き込んでいません。",
            "新しい版を公表するなら、「--why」で理由を書いてください。",
        )
    if request.published_on < record.last.published_on:
        raise TaikouError(
            f"公表日が、{record.last.name}の公表日（{record.last.published_on}）より前です。",
            "「--date」を確かめてください。",
        )
    causes = {change.cause for change in find_changes(project) if change.fiscal_year == year}
    content = causes - {Cause.REISSUE}
    if request.kind == "addition" and Cause.ADDITION not in content:
        raise TaikouError(
            f"{year}年度には、公表した後に分かったもの（未確定だったもの）がありません。",
            "誤りの訂正なら「--kind correction」、内容の変わらない再発行なら「--kind reissue」です。",
        )
    if request.kind:
        return request.kind
    if not content:
        return "reissue"
    return "addition" if content - {Cause.MOVED_BACK} == {Cause.ADDITION} else "correction"


def _list_explained(project: Project, year: int, kind: EditionKind) -> tuple[str, ...]:
    """Give the codes of the errors that an edition of this kind does away with.

    What waits for an edition of another year does not hold this one up: of two years that wait,
    one must come first.
    """
    addition = {Cause.ADDITION, Cause.MOVED_BACK}
    explained = {"addition": addition, "correction": {*addition, Cause.CORRECTION}}
    waiting = {
        change.cause
        for change in find_changes(project)
        if change.fiscal_year == year and change.cause in explained["correction"]
    }
    if kind == "first" or waiting - explained.get(kind, set()):
        return ()
    return (_UNPUBLISHED_CHANGE, *([_OTHER_FIGURES] if kind == "correction" else []))


def _add_manifest(bundle: Bundle, figures: Figures, source: Source, record: Record) -> Files:
    plan, edition = figures.plan, record.last
    about = {
        "title": plan.title,
        "government": plan.government,
        "fictitious": plan.fictitious,
        "fiscal_year": figures.fiscal_year,
        "edition": {
            "number": edition.number,
            "kind": edition.kind,
            "published_on": edition.published_on.isoformat(),
            "why": edition.why,
        },
        "commit": source.commit,
        "data_date": source.day.isoformat() if source.day else None,
        "tool": TOOL,
        "figures": describe_figures(figures),
    }
    return bundle.files | {MANIFEST: build_manifest(bundle.files, about)}
