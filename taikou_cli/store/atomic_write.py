"""Writing a file whole or not at all, and never over what somebody else has just written."""

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from taikou_cli.base.errors import WriteError, describe_os_error
from taikou_cli.store.system_lock import is_at, try_lock

LEFTOVERS = ".taikou-*.tmp"
"""The names of temporary files: a run that is killed leaves one behind."""

_PAUSE = 0.001
# Seconds that another program may keep a file to itself.
_PATIENCE = 10.0
# Seconds after which a temporary file belongs to no run any more.
_FORGOTTEN = 3600
# When this process last looked through a folder: one of a website gets thousands of files.
_looked_through: dict[Path, float] = {}
# Characters from which on Windows cannot find a path that it is told to make.
_LONGEST_PATH = 240


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that an interruption leaves either the old content or the new.

    The folder is made if need be. The content goes into a temporary file beside the target,
    is brought to disk, and takes the target's place in one step.

    Raises:
        WriteError: The folder or the file cannot be written, or the disk is full.
    """
    with _prepare(path, content) as (temporary, target):
        _replace(temporary, target)


def edit_file(path: Path, before: bytes | None, content: bytes) -> None:
    """Write a file like `write_file`, but only in the place of what it was made from.

    Args:
        path: The file.
        before: Its content as it was read; None if there was no file.
        content: What to write.

    Raises:
        WriteError: Somebody else has written the file since, and theirs stays; or see
            `write_file`.
    """
    with _prepare(path, content) as (temporary, target):
        if before is None:
            _take_free_place(temporary, target)
        else:
            with _alone_with(target):
                _take_place_of(before, temporary, target)


def remove_file(path: Path, before: bytes) -> None:
    """Take a file away, if it still is as it was read.

    Raises:
        WriteError: Somebody else has written the file since, and it stays; or it cannot be removed.
    """
    try:
        with _alone_with(path):
            if path.read_bytes() != before:
                raise _overtaken(path)
            path.unlink()
    except OSError as error:
        raise explain_failure(path, error) from error


@contextmanager
def _prepare(path: Path, content: bytes) -> Iterator[tuple[Path, Path]]:
    """Bring the content to disk beside the target; give its file and the target."""
    target = path.resolve()  # a link stays a link: what it leads to is written
    temporary = target.with_name(LEFTOVERS.replace("*", secrets.token_hex(4)))
    try:
        if target.exists() and not (target.is_file() or target.is_dir()):
            raise WriteError(
                f"「{path}」は、ファイルではなく装置やパイプです。何も書き込んでいません。",
                "保存するファイルの名前を指定してください。",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(target.parent)
        _write_new(temporary, content, _mode_of(target))
        if target.exists():
            _keep_attributes(target, temporary)
        yield temporary, target
    except OSError as error:
        raise explain_failure(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _mode_of(path: Path) -> int | None:
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else None


def _write_new(path: Path, content: bytes, mode: int | None) -> None:
    """Write a file that does not exist yet, with the given permissions or the system's own."""

    def create(name: str, flags: int) -> int:
        return os.open(name, flags, 0o666 if mode is None else mode)

    with open(path, "xb", opener=create) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        path.chmod(mode)


def _keep_attributes(target: Path, temporary: Path) -> None:
    """Give the new file what Linux notes of the old one: lists of rights, marks of people."""
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):  # not every file system has them
        for name in os.listxattr(target):
            with suppress(OSError):  # nor may everybody set each of them
                os.setxattr(temporary, name, os.getxattr(target, name))


def has_other_names(path: Path) -> bool:
    """Tell whether a file stands under another name, too (a hard link): that keeps the old content."""
    return path.stat().st_nlink > 1


def _replace(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:
        # The folder has just been written to: it is the file itself that Windows holds on to.
        raise WriteError(
            f"「{target}」に書き込めません（{describe_os_error(error)}）。"
            "ファイルが開かれているか、読み取り専用です。元のファイルはそのままです。",
            "Excelやエディターで開いていれば閉じてから、もう一度実行してください。"
            "読み取り専用であれば、権限を確かめてください。",
        ) from error


def _take_free_place(temporary: Path, target: Path) -> None:
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise _overtaken(target) from error
    except OSError:  # not every file system gives a file a second name
        _replace(temporary, target)


@contextmanager
def _alone_with(target: Path) -> Iterator[None]:
    """Keep others who edit the file in this way from putting theirs in its place meanwhile.

    Windows replaces no file that is open; there, the lock of the plan alone keeps them out.
    """
    held = None if os.name == "nt" else _hold(target)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _hold(target: Path) -> int | None:
    """Open and lock a file; None if there is none, or where the file system knows no locks.

    Raises:
        WriteError: Another program keeps it to itself.
    """
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        file = None
        try:
            file = os.open(target, os.O_RDONLY)
            if try_lock(file) and is_at(target, file):
                return file
        except OSError:
            if file is not None:
                os.close(file)
            return None
        os.close(file)
        time.sleep(_PAUSE)
    raise WriteError(
        f"「{target}」を、ほかのソフトが{_PATIENCE:g}秒たっても放しません。元のファイルはそのままです。",
        "そのファイルを開いているソフトを閉じて、もう一度実行してください。",
    )


def _take_place_of(before: bytes, temporary: Path, target: Path) -> None:
    """Take a file's place if it still is as it was.

    An editor knows of no lock that would keep it out. What it writes at the very last moment is
    still found under a second name of the old file.
    """
    kept = temporary.with_name(f"{temporary.stem}-old{temporary.suffix}")
    if not target.exists() or target.read_bytes() != before:
        raise _overtaken(target)
    try:
        with suppress(OSError):  # not every file system gives a file a second name
            os.link(target, kept)
        _replace(temporary, target)
        if kept.exists() and kept.read_bytes() != before:
            _replace(kept, target)
            raise _overtaken(target)
    finally:
        with suppress(OSError):
            kept.unlink(missing_ok=True)


def _remove_leftovers(folder: Path) -> None:
    """Remove what killed runs have left; what is there now is looked at again when it may be old."""
    if time.monotonic() - _looked_through.get(folder, -_FORGOTTEN) < _FORGOTTEN:
        return
    _looked_through[folder] = time.monotonic()
    head, tail = LEFTOVERS.split("*")
    for name in os.listdir(folder):  # noqa: PTH208 - three times as fast, for folders of a website
        if name.startswith(head) and name.endswith(tail):
            with suppress(OSError):  # another run removes it, or it is another user's
                left = folder / name
                if time.time() - left.stat().st_mtime > _FORGOTTEN:
                    left.unlink()


def _overtaken(path: Path) -> WriteError:
    return WriteError(
        f"「{path}」は、処理している間にほかの人かソフトが書き込みました。上書きしていません。",
        "もう一度実行してください。今の内容を読み込んで処理します。",
    )


def explain_failure(path: Path, error: OSError) -> WriteError:
    """Say why a file could not be written, and what to do."""
    length = len(str(path.absolute()))
    if error.errno == errno.ENOENT and length > _LONGEST_PATH:
        return WriteError(
            f"「{path}」に書き込めません。場所の名前が全体で{length}字あり、長すぎます。",
            "もっと浅いフォルダーか、名前の短いフォルダーを指定してください（Windowsでは全体で約260字まで）。",
        )
    return WriteError(
        f"「{path}」に書き込めません（{describe_os_error(error)}）。元のファイルはそのままです。",
        "保存先の空き容量と書き込みの権限を確かめ、そのファイルを開いているソフトを閉じてから、"
        "もう一度実行してください。",
    )
