"""Raised when the work cannot be done; faults in the data are findings instead."""

import errno

_IN_USE = "ほかのソフトが使っています"
_REASONS = {
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.EROFS: "読み取り専用の場所です",
    errno.ENOSPC: "空き容量がありません",
    errno.EDQUOT: "割り当てられた容量を使い切りました",
    errno.EFBIG: "置けるファイルの大きさを超えます",
    errno.ENOENT: "見つかりません",
    errno.EEXIST: "同じ名前のものがあります",
    errno.ENOTDIR: "途中にフォルダーでないものがあります",
    errno.EISDIR: "フォルダーです",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ELOOP: "リンクが循環しています",
    errno.EBUSY: _IN_USE,
    errno.EIO: "読み書きの障害が起きました",
}

# What Windows tells apart and `errno` does not.
_WINDOWS_REASONS = {32: _IN_USE, 33: _IN_USE, 206: "名前が長すぎます"}


def describe_os_error(error: OSError) -> str:
    """Say in Japanese why the system refused."""
    if reason := _WINDOWS_REASONS.get(getattr(error, "winerror", 0)):
        return reason
    return _REASONS.get(error.errno or 0, f"システムのエラー{error.errno}")


class TaikouError(Exception):
    """The work could not be done: the command ends with exit code 2.

    Args:
        message: What is wrong, in Japanese, for the office.
        hint: What to do next, in Japanese.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PlanNotFoundError(TaikouError):
    """No folder with a `plan.yaml` was found where we were told to look."""


class WriteError(TaikouError):
    """A file could not be written; the old content is untouched."""
