"""Whether a bundle's list is signed by one who may sign it: the signature lies beside the bundle."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.publication.bundle import MANIFEST, name_signature
from taikou_cli.publication.verification.verify_bundle import Opened
from taikou_cli.store.ssh_signature import find_signer

_LONGEST = 100_000  # bytes; a signature has about 400


class Seal(NamedTuple):
    """What came out of a check: `problem` says that the signature does not hold, or is None."""

    problem: str | None
    signer: str = ""


def find_signature(bundle: Path) -> Path | None:
    """Give where the signature of a bundle, packed or unpacked, lies; None if there is none."""
    path = bundle.resolve().with_name(name_signature(bundle.resolve().name))
    return path if path.is_file() else None


def check_signature(bundle: Path, opened: Opened, signers: Path) -> Seal:
    """Check the signature of the list, which names the hash of every other file.

    Args:
        bundle: Where the bundle lies.
        opened: What it holds.
        signers: The list of those who may sign. It has to come from elsewhere than the bundle.

    Raises:
        TaikouError: There is no signature, no list, or no `ssh-keygen`.
    """
    signature = find_signature(bundle)
    if signature is None:
        raise TaikouError(
            f"一式の隣に、署名「{name_signature(bundle.resolve().name)}」がありません。",
            "一式と同じフォルダーに、署名もダウンロードしてください。",
        )
    try:
        listed, sealed = signers.read_bytes(), signature.read_bytes()
    except OSError as error:
        raise TaikouError(
            f"署名者の一覧「{signers}」を読めません。", "ファイルの場所を確かめてください。"
        ) from error
    signer = find_signer(opened.files[MANIFEST], sealed[:_LONGEST], listed, _day_of(opened))
    if signer is None:
        return Seal(
            f"署名「{signature.name}」は、{MANIFEST} に対する、"
            "署名者の一覧にある（公表日に有効な）鍵の署名ではありません。"
        )
    return Seal(None, signer)


def _day_of(opened: Opened) -> date:
    """Give the day of the publication: a key may have run out since."""
    try:
        return date.fromisoformat(opened.manifest["edition"]["published_on"])
    except (KeyError, TypeError, ValueError):
        return date.min
