"""What a CI server wants besides the findings: paths from the checkout's top, and a summary."""

import errno
import os
from pathlib import Path

from taikou_cli.base.errors import describe_os_error
from taikou_cli.base.findings import CheckResult

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def rebase(result: CheckResult, folder: Path) -> CheckResult:
    """Name the files from the top of the checkout instead of from beside `data/`.

    Args:
        result: The findings.
        folder: The folder that holds `plan.yaml`.
    """
    return result.below(_find_prefix(folder.resolve().parent))


def write_summary(result: CheckResult) -> str | None:
    """Append the summary to the file that GitHub names; say why if it cannot be written."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return None
    from taikou_cli.output import markdown

    try:
        _append(Path(path), markdown.render(result).encode("utf-8"))
    except OSError as error:
        return f"まとめを書き込めません（{describe_os_error(error)}）。"
    return None


def _append(path: Path, content: bytes) -> None:
    """Add to a file that other steps add to as well; half of what does not fit is taken back."""
    with path.open("ab", buffering=0) as file:
        before = os.fstat(file.fileno()).st_size
        if file.write(content) != len(content):
            file.truncate(before)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _find_prefix(home: Path) -> str:
    """Give the way from the top of the checkout, or from the current folder, to the plan."""
    tops = [os.environ[name] for name in _CHECKOUTS if os.environ.get(name)]
    for top in (*map(Path, tops), Path.cwd()):
        if home.is_relative_to(top.resolve()):
            below = home.relative_to(top.resolve()).as_posix()
            return "" if below == "." else f"{below}/"
    return ""
