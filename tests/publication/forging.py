"""What a forger does after altering a bundle: its list is made to fit."""

import hashlib
import json

MANIFEST = "MANIFEST.json"


def mend(files):
    """Give the files with a list that says what they are now."""
    manifest = json.loads(files[MANIFEST])
    manifest["files"] = [
        {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(files.items())
        if path != MANIFEST
    ]
    content = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    return files | {MANIFEST: content.encode()}
