"""A plan served by the command itself, for a real browser."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
OFFICE = {"GIT_AUTHOR_NAME": "行革花子", "GIT_AUTHOR_EMAIL": "hanako@example.jp"}
OFFICE |= {"GIT_COMMITTER_NAME": "行革花子", "GIT_COMMITTER_EMAIL": "hanako@example.jp"}


class Served(NamedTuple):
    """A plan that is being served: its folder, the first address, and the process."""

    folder: Path
    address: str
    process: "subprocess.Popen[str]"

    @property
    def origin(self) -> str:
        return self.address.partition("/?")[0]

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def enter(self, context: BrowserContext) -> Page:
        """Open the address as somebody does who has just started the program."""
        page = context.new_page()
        page.goto(self.address)
        page.wait_for_url(f"{self.origin}/")
        return page


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | OFFICE)


def copy_plan(plan: Path, top: Path, *, recorded: bool = False) -> Path:
    shutil.copytree(plan, top / "data")
    if recorded:
        for line in ("init -q", "add .", "commit -qm 2025年度の自己評価"):
            git(top, *line.split())
    return top / "data"


@contextmanager
def serve(folder: Path, port: int = 0, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "taikou_cli", "serve", "--no-browser", "--data", str(folder)]
    process = subprocess.Popen(
        [*command, "--port", str(port), *options], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.match(r"http://127\.0\.0\.1:\d+/\?key=", address)
        yield Served(folder, address, process)
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
