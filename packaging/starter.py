"""Where the one file begins: unpacks the program once into the user's caches, and runs it."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from packed_list import DIGEST, FILES, PROGRAM, VERSION
from surroundings import restore_environment

from taikou_cli.store.user_caches import find_caches


def main() -> NoReturn:
    """Become the unpacked program, with the same arguments and this file's name."""
    program = place_program() / PROGRAM
    restore_environment()
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    arguments = [sys.executable, *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(run_beside(program, arguments))
    os.execv(program, arguments)  # noqa: S606


def place_program() -> Path:
    """Give the folder of the unpacked program; it lasts for this run only where nothing is kept."""
    caches = find_caches()
    name = f"program-{VERSION}-{DIGEST}"
    try:
        if caches:
            return unpack_once(caches / name)
    except OSError:
        pass
    return unpack_once(Path(sys._MEIPASS) / name)


def unpack_once(folder: Path) -> Path:
    """Unpack the program into a folder unless it is there already, whole.

    Raises:
        OSError: It cannot be written there.
    """
    if is_whole(folder):
        return folder
    import shutil
    import tempfile

    say("taikou をこのパソコンで使えるようにしています（この版で一度だけ、数秒かかります）。")
    folder.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=".program-", dir=folder.parent))
    try:
        unpack(room / folder.name)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            (room / folder.name).rename(folder)
        except OSError:
            if not is_whole(folder):  # else another start was quicker
                raise
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return folder


def is_whole(folder: Path) -> bool:
    """Tell whether every file is there: antivirus software may have taken one away."""
    try:
        return all((folder / name).stat().st_size == size for name, size in FILES.items())
    except OSError:
        return False


def unpack(folder: Path) -> None:
    """Write the program's files into a new folder."""
    import binascii
    import io
    import tarfile

    from packed_files import PACKED

    with tarfile.open(fileobj=io.BytesIO(binascii.a2b_base64(PACKED)), mode="r:xz") as archive:
        archive.extractall(folder, filter="data")


def run_beside(program: Path, arguments: list[str]) -> int:
    """Run the program where no process can become another, and give its exit code."""
    import subprocess

    process = subprocess.Popen(arguments, executable=program)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # it was told, too, and ends in its own way


def say(text: str) -> None:
    """Tell somebody who waits at a screen."""
    if sys.stderr and sys.stderr.isatty():
        print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
