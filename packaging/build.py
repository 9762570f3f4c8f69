"""Makes the program of one file for this system: `python packaging/build.py -o DIR`.

The whole program is first built as a folder. That folder is packed into a small starter, which
unpacks it once: a single file that PyInstaller makes unpacks all of itself at every start.
"""

import argparse
import base64
import hashlib
import importlib.util
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NAME = "taikou"
SUFFIX = ".exe" if sys.platform == "win32" else ""

# What uvicorn looks up by name.
HIDDEN = (
    "uvicorn.loops.asyncio",
    "uvicorn.protocols.http.h11_impl",
    "uvicorn.lifespan.off",
    "python_multipart",
)
# What libraries use if it happens to be installed.
UNUSED = (
    "IPython PIL attr defusedxml dotenv email_validator httptools httpx hypothesis itsdangerous"
    " mypy numpy packaging pandas pkg_resources playwright pyarrow pydoc_data pytest setuptools"
    " tkinter trio unittest uvloop watchfiles websockets wsproto yaml"
).split()
UNUSED_BY_STARTER = ("ssl", "_hashlib", "_ssl", "asyncio", "multiprocessing", "email", "http")


def main() -> None:
    """Build the program and leave it, alone, in a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    output = parser.parse_args().output
    if missing := [
        name
        for name in ("PyInstaller", "pylopdf_fonts_jp", "docx", "typst", "uvicorn")
        if not _has(name)
    ]:
        parser.error(
            f"missing: {', '.join(missing)}; pip install -c constraints.txt -e '.[release]'"
        )
    if output.exists() and {path.name for path in output.iterdir()} - {NAME + SUFFIX}:
        parser.error(f"{output} holds something else")
    with tempfile.TemporaryDirectory(prefix="taikou-build-") as name:
        work = Path(name)
        built = build_starter(pack(build_folder(work), work), work)
        output.mkdir(parents=True, exist_ok=True)
        shutil.copy2(built, output / built.name)
    print(f"{output / built.name}: {(output / built.name).stat().st_size / 1_000_000:.1f} MB")


def build_folder(work: Path) -> Path:
    """Build the whole program as a folder."""
    for name, source in data_of_program(work):
        target = work / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    options = [f"--hidden-import={name}" for name in HIDDEN]
    options += [f"--exclude-module={name}" for name in UNUSED]
    options += ["--onedir", "--collect-submodules=taikou_cli", f"--add-data={work / 'data'}:."]
    freeze(HERE / "program.py", work / "program", options)
    return work / "program" / NAME


def data_of_program(work: Path) -> list[tuple[str, Path]]:
    """Give what the program reads: where it is found by it, and where it lies here."""
    from contents import find_font, find_licences

    from taikou_cli.checks.result_cache import SOURCE_NOTE, describe_source

    note = work / "source.txt"
    note.write_text("\n".join(describe_source(ROOT / "taikou_cli")), encoding="utf-8")
    font = find_font()
    return [
        (f"taikou_cli/{SOURCE_NOTE}", note),
        ("taikou_cli/bundled/templates", ROOT / "templates"),
        ("taikou_cli/bundled/schemas", ROOT / "schemas"),
        ("taikou_cli/bundled/demo", ROOT / "examples/demo"),
        (f"typst/fonts/{font.name}", font),
        # python-docx finds its files by way of this folder, which only has modules in it.
        ("docx/parts/LICENSE", ROOT / "LICENSE"),
        *((f"licences/{place}", path) for place, path in find_licences().items()),
    ]


def pack(folder: Path, work: Path) -> Path:
    """Pack a folder into two modules: its list, and its bytes. Give where they lie."""
    from taikou_cli import __version__

    paths = sorted(folder.rglob("*"))
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:xz", preset=6) as archive:
        for path in paths:  # links, too: a framework of macOS consists of them
            name = path.relative_to(folder).as_posix()
            archive.add(path, name, recursive=False, filter=_forget_builder)
    packed = buffer.getvalue()
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size for path in paths if path.is_file()
    }
    modules = work / "packed"
    modules.mkdir()
    (modules / "packed_list.py").write_text(
        f"VERSION = {__version__!r}\nDIGEST = {hashlib.sha256(packed).hexdigest()[:16]!r}\n"
        f"PROGRAM = {NAME + SUFFIX!r}\nFILES = {sizes!r}\n",
        encoding="utf-8",
    )
    # As text: the source of a module would need four characters for most of the bytes.
    (modules / "packed_files.py").write_bytes(b'PACKED = b"' + base64.b64encode(packed) + b'"\n')
    return modules


def build_starter(modules: Path, work: Path) -> Path:
    """Build the one file around a packed program."""
    options = [f"--exclude-module={name}" for name in (*UNUSED, *UNUSED_BY_STARTER)]
    options += ["--onefile", f"--paths={modules}"]
    freeze(HERE / "starter.py", work / "starter", options)
    return work / "starter" / f"{NAME}{SUFFIX}"


def freeze(script: Path, output: Path, options: list[str]) -> None:
    """Run PyInstaller. Docstrings stay in: they are the manuals of the rules."""
    common = [f"--name={NAME}", f"--distpath={output}", f"--paths={ROOT}", f"--paths={HERE}"]
    common += [f"--workpath={output}-work", f"--specpath={output}-work", "--optimize=0"]
    common += ["--noconfirm", "--console", "--noupx", "--log-level=WARN"]
    common += ["--strip"] if sys.platform == "linux" else []
    command = [sys.executable, "-m", "PyInstaller", *common, *options, str(script)]
    subprocess.run(command, cwd=output.parent, check=True)


def _forget_builder(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime = entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


if __name__ == "__main__":
    main()
