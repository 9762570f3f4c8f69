"""The bundle: all published files in one zip, the same bytes for the same content."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from taikou_cli.base.packing import pack_zip

MANIFEST = "MANIFEST.json"


def name_signature(bundle: str) -> str:
    """Give the name of the signature of a bundle's list.

    It lies beside the bundle: in it, the same commit would give other bytes by every key.

    Args:
        bundle: The name of the bundle's file, or of the folder to which it was unpacked.
    """
    return f"{bundle.removesuffix('.zip')}.{MANIFEST}.sig"


def build_manifest(files: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """List every file with its size in bytes and its SHA-256.

    Args:
        files: The files by their paths in the bundle.
        about: What is said of the bundle as a whole.
    """
    listing = [
        {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(files.items())
    ]
    document = {**about, "files": listing}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def build_zip(files: Mapping[str, bytes]) -> bytes:
    """Put files into a zip, in the order of their paths."""
    return pack_zip(dict(sorted(files.items())))
