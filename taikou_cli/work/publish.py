"""Makes a year's publication: what is published, from which commit, and the record of it."""

from collections.abc import Generator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from taikou_cli import __version__
from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import CheckResult
from taikou_cli.progress.contract import describe_figures
from taikou_cli.progress.figures import Figures, choose_year, compute_figures
from taikou_cli.project.loading import load_tree
from taikou_cli.project.project import Project
from taikou_cli.publication.bundle import MANIFEST, build_manifest, build_zip
from taikou_cli.publication.readiness import Obstacle, find_obstacles
from taikou_cli.publication.record import Imprint, build_record
from taikou_cli.reports.fonts import choose_fonts
from taikou_cli.work.bundle import Bundle, Files, build_bundle
from taikou_cli.work.soundness import find_errors
from taikou_cli.work.source import Source, find_source

_TOOL = f"taikou {__version__}"


class PublishRequest(NamedTuple):
    """What shall be published.

    Attributes:
        year: The fiscal year.
        published_on: The day of the publication.
        again: Make the bundle anew and leave the record as it is.
        with_pdf: Whether the bundle holds PDFs.
        font: What they are set in; None for what the system has.
    """

    year: int
    published_on: date
    again: bool = False
    with_pdf: bool = True
    font: str | None = None


class Refusal(NamedTuple):
    """Why nothing was made: errors of the data, or items that are not decided yet."""

    errors: CheckResult | None
    obstacles: tuple[Obstacle, ...] = ()


class Publication(NamedTuple):
    """What is to be written of a publication.

    Attributes:
        name: The name of the bundle's file.
        packed: The bundle.
        commit: The commit that all of it was read from; None if the plan is not kept in git.
        records: The records by their paths below the data.
    """

    name: str
    packed: bytes
    commit: str | None
    records: dict[str, str]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bundle, in hexadecimal digits."""
        return sha256(self.packed).hexdigest()


def prepare_publication(
    folder: Path, request: PublishRequest
) -> Generator[str, None, Publication | Refusal]:
    """Make a publication without writing it; yield the name of each step of the bundle.

    Args:
        folder: The folder that holds `plan.yaml`.
        request: What shall be published.

    Raises:
        TaikouError: The year is recorded already, or not yet; or where the data come from
            cannot be told.
    """
    _check_record(folder / _record_of(request.year), request)
    source = find_source(folder)
    project = load_tree(source.data)
    if errors := find_errors(project):
        return Refusal(errors)
    figures = compute_figures(project, choose_year(project, request.year))
    if obstacles := tuple(find_obstacles(figures.standings, project.require_outline())):
        return Refusal(None, obstacles)
    fonts = choose_fonts(request.font) if request.with_pdf else None
    bundle = yield from build_bundle(project, figures, source, fonts)
    packed = build_zip(_add_manifest(bundle, project, figures, source))
    records = {}
    if not request.again:
        imprint = Imprint(request.published_on, source.commit, _TOOL)
        records[_record_of(request.year)] = build_record(project, figures, imprint)
    return Publication(f"publication-{request.year}.zip", packed, source.commit, records)


def _record_of(year: int) -> str:
    return f"publications/{year}.yaml"


def _check_record(path: Path, request: PublishRequest) -> None:
    """Hold to one record a year: the first publication is what later changes are held against."""
    if path.exists() and not request.again:
        raise TaikouError(
            f"{request.year}年度はすでに公表の記録があります（{path}）。何も書き込んでいません。",
            "訂正を評価の corrections に書いた後なら、「--again」で一式だけを作り直せます。",
        )
    if request.again and not path.exists():
        raise TaikouError(
            f"{request.year}年度の公表の記録がまだありません。",
            "「--again」を付けずに実行してください。",
        )


def _add_manifest(bundle: Bundle, project: Project, figures: Figures, source: Source) -> Files:
    plan = project.require_outline()
    about = {
        "title": plan.title,
        "government": plan.government,
        "fictitious": plan.fictitious,
        "fiscal_year": figures.fiscal_year,
        "commit": source.commit,
        "data_date": source.day.isoformat() if source.day else None,
        "tool": _TOOL,
        "figures": describe_figures(figures, plan),
    }
    return bundle.files | {MANIFEST: build_manifest(bundle.files, about)}
