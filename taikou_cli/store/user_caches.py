"""Where what can be made again is kept for a user: never in the repository, never for others."""

import os
from pathlib import Path


def find_caches() -> Path | None:
    """Give this program's folder among the user's own caches; None where a user has none."""
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "taikou"
    except RuntimeError:
        return None
