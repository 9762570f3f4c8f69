"""The bundle: all published files in one zip, the same bytes for the same content."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

MANIFEST = "MANIFEST.json"
# The earliest time that a zip can hold: a real one would make every bundle another.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


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
    """Put files into a zip, in the order of their paths.

    They are stored as they are: what a compressor makes of them differs between its versions.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _NO_TIME)
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
