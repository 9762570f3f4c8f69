"""The environment as it was before PyInstaller's own start changed it."""

import os


def restore_environment() -> None:
    """Let programs that are started from here (git, the browser) load their own libraries."""
    name = "LD_LIBRARY_PATH"
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is not None:
        os.environ[name] = before
    else:
        os.environ.pop(name, None)
