"""Whether a bundle comes from the commit that it names: it is made anew from it and compared."""

import re
from collections.abc import Generator, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, get_args

from taikou_cli.base.errors import TaikouError
from taikou_cli.model.publication import Edition, EditionKind, Publication
from taikou_cli.publication.bundle import build_zip
from taikou_cli.publication.edition import record_of
from taikou_cli.publication.verification.rebuilt import iter_other_files
from taikou_cli.publication.verification.verify_bundle import Opened
from taikou_cli.reports.fonts import choose_fonts
from taikou_cli.reports.site.contents import CARD
from taikou_cli.store.file_tree import FolderTree, Tree
from taikou_cli.store.git_tree import GitRepository
from taikou_cli.store.yaml_reading import read_yaml
from taikou_cli.work.publish import TOOL, PublishRequest, Refusal, make_edition
from taikou_cli.work.source import find_plan, read_commit

_HASH = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
# What the manifest's account of its edition must agree on with the record.
_TOLD = {"kind": "種類", "published_on": "公表日", "why": "理由"}


class Proof(NamedTuple):
    """What came out: `problems` say that the bundle is not the published one, `notes` do not."""

    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def prove_origin(opened: Opened, repository: Path, font: str | None) -> Generator[str, None, Proof]:
    """Make the bundle anew from its commit and compare; yield the name of each step.

    Args:
        opened: The bundle.
        repository: A folder of the repository that has the commit.
        font: What its PDF was set in; None for what the system has.

    Raises:
        TaikouError: The bundle names no commit; there is no such repository, or it lacks the
            commit; or PDFs cannot be made.
    """
    commit = str(opened.manifest.get("commit"))
    if not _HASH.fullmatch(commit):
        raise TaikouError(
            "この一式は、もとのコミットを挙げていません。",
            "git で管理していない計画の一式は、「--source」では確かめられません。",
        )
    source = read_commit(repository, commit)
    request = _read_request(opened, font)
    if request is None:
        return Proof(("MANIFEST.json の版の記録（edition、fiscal_year）が読めません。",))
    if request.with_pdf:
        choose_fonts(font)  # before the work begins, and no fault of the bundle
    try:
        made = yield from make_edition(source, request)
    except TaikouError as error:
        return Proof((f"挙げられたコミットからは、この版を作れません（{error.message}）",))
    if isinstance(made, Refusal):
        return Proof(
            ("挙げられたコミットには誤りか未決定の項目があり、そこからは公表できません。",)
        )
    digest = sha256(build_zip(made.files)).hexdigest()
    editions = _find_editions(repository, request.year)
    problems = [
        *iter_other_files(opened.files, made.files),
        *_check_record(opened.manifest, editions, digest),
    ]
    notes = [*_tell_packing(opened, digest), *_tell_editions(opened, editions)]
    return Proof(tuple(problems), tuple(_advise(opened, problems) if problems else notes))


def _read_request(opened: Opened, font: str | None) -> PublishRequest | None:
    """Read what was asked for when the bundle was made; None if the list does not say it."""
    edition, year = opened.manifest.get("edition"), opened.manifest.get("fiscal_year")
    if not isinstance(edition, dict) or type(year) is not int:
        return None
    kind, why = edition.get("kind"), edition.get("why")
    try:
        day = date.fromisoformat(str(edition.get("published_on")))
    except ValueError:
        return None
    if kind not in get_args(EditionKind) or not isinstance(why, str | None):
        return None
    with_pdf = any(name.endswith(".pdf") for name in opened.files)
    return PublishRequest(year, day, why, None if kind == "first" else kind, with_pdf, font)


def _find_editions(folder: Path, year: int) -> tuple[Edition, ...]:
    """Give the recorded editions of a year, from the disk or else the last commit; none if unread.

    Of an edition just made the record may not be committed yet.
    """
    repository = GitRepository(folder)
    head = repository.resolve("HEAD")
    prefix = find_plan(repository, head, folder)
    place = repository.top / prefix
    for tree in (FolderTree(place), repository.tree_at(head, place, prefix)):
        if editions := _read_editions(tree, record_of(year)):
            return editions
    return ()


def _read_editions(tree: Tree, path: str) -> tuple[Edition, ...]:
    try:
        content, faults = read_yaml(tree.read(path).decode("utf-8"))
        return () if faults else Publication.model_validate(content).editions
    except (OSError, KeyError, ValueError):
        return ()


def _check_record(
    manifest: dict[str, Any], editions: tuple[Edition, ...], digest: str
) -> Iterator[str]:
    """Hold what the bundle says of its edition against the record, where that is there."""
    told = manifest["edition"]
    recorded = next((one for one in editions if one.number == told.get("number")), None)
    if recorded is None:
        return
    said = recorded.model_dump(mode="json")
    names = [name for key, name in _TOLD.items() if told.get(key) != said[key]]
    if manifest["commit"] != recorded.commit:
        names.append("コミット")
    if names:
        yield f"{recorded.name}の{'、'.join(names)}が、公表の記録と違います。"
    elif recorded.bundle_sha256 not in (None, digest):
        yield (
            f"公表の記録にある{recorded.name}の一式の SHA-256 は {recorded.bundle_sha256} で、"
            f"コミットから作り直したもの（{digest}）と違います。"
        )


def _tell_packing(opened: Opened, digest: str) -> Iterator[str]:
    if opened.sha256 is None:
        yield "展開したフォルダーですが、ファイルはすべてコミットから作り直したものと同じです。"
    elif opened.sha256 != digest:
        yield (
            "ファイルはすべて同じですが、zip は詰め直されています"
            f"（公表された一式の SHA-256 は {digest}）。"
        )
    else:
        yield "一式は、コミットから作り直したものと同じバイト列です。"


def _tell_editions(opened: Opened, editions: tuple[Edition, ...]) -> Iterator[str]:
    """Tell of the editions that follow; or that the record knows nothing of this one."""
    number = opened.manifest["edition"].get("number")
    recorded = next((one for one in editions if one.number == number), None)
    if recorded is None:
        yield "この版の公表の記録は、リポジトリーにありません。"
        return
    if opened.sha256 and opened.sha256 == recorded.bundle_sha256:
        yield f"SHA-256 は、公表の記録の{recorded.name}にあるもの（bundle_sha256）と同じです。"
    for one in editions:
        if one.number > number:
            why = f"、理由：{one.why}" if one.why else ""
            yield f"この版の後に、{one.name}が {one.published_on} に公表されています{why}。"


def _advise(opened: Opened, problems: list[str]) -> Iterator[str]:
    """Say what else than a change of the bundle makes files differ."""
    tool = opened.manifest.get("tool")
    if tool != TOOL:
        yield f"一式を作ったのは「{tool}」、これは「{TOOL}」です。同じ版で確かめてください。"
    if any(f"{one} の内容" in told for told in problems for one in (".pdf", CARD)):
        yield "PDFと年度の画像は、フォントが違うと変わります。公表に使ったフォントを「--font」で指定してください。"
