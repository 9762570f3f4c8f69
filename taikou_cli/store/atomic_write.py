"""Writing a file whole or not at all."""

import os
import tempfile
from pathlib import Path

from taikou_cli.base.errors import WriteError, describe_os_error


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that an interruption leaves either the old content or the new.

    The folder is made if need be. The content goes into a temporary file beside the target,
    is brought to disk, and takes the target's place in one step.

    Raises:
        WriteError: The folder or the file cannot be written, or the disk is full.
    """
    temporary: str | None = None
    path = path.resolve()  # a link stays a link: what it leads to is written
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".taikou-", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_for(path))
        Path(temporary).replace(path)
    except OSError as error:
        raise _explain(path, error) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _mode_for(path: Path) -> int:
    """Keep an existing file's permissions; a temporary file's own would lock others out."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _explain(path: Path, error: OSError) -> WriteError:
    hint = (
        "保存先の空き容量と書き込みの権限を確かめ、そのファイルを開いているソフトを閉じてください。"
    )
    return WriteError(
        f"「{path}」に書き込めません（{describe_os_error(error)}）。元のファイルはそのままです。",
        hint,
    )
