"""Where the data of a publication come from: their commit and its day."""

import os
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.store.git_command import GitError
from taikou_cli.store.git_tree import ForeignRepositoryError, GitRepository

_JAPAN = timezone(timedelta(hours=9))


class Origin(NamedTuple):
    """What a publication says of its data.

    Attributes:
        commit: The commit that the data are of; None if they are not kept in git.
        day: The day of the data, in Japan: of `SOURCE_DATE_EPOCH` if that is set, else of the
            commit. None if neither is known.
    """

    commit: str | None
    day: date | None


def find_origin(folder: Path) -> Origin:
    """Find out where the data in a folder come from.

    A plan need not be kept in git to be published.

    Raises:
        ForeignRepositoryError: Whether they are in git cannot be found out.
        TaikouError: The folder, or the templates beside it, differ from the commit, which the
            publication would name wrongly; or `SOURCE_DATE_EPOCH` is no time.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        repository = GitRepository(folder)
        commit = repository.resolve("HEAD")
    except ForeignRepositoryError:
        raise
    except GitError:
        return Origin(None, _read_day(given) if given else None)
    changed = repository.list_changes(folder, folder.parent / "templates")
    if changed:
        raise TaikouError(
            f"コミットしていない変更があります（{changed[0]}{' など' if changed[1:] else ''}）。",
            "「git commit」で記録してから実行してください。公表物にはコミットの番号が入ります。",
        )
    return Origin(commit, _read_day(given or repository.time_of(commit)))


def _read_day(seconds: str) -> date:
    try:
        return datetime.fromtimestamp(int(seconds), _JAPAN).date()
    except (ValueError, OverflowError, OSError) as error:
        raise TaikouError(
            f"環境変数 SOURCE_DATE_EPOCH の「{seconds}」は時刻として読めません。",
            "1970年からの秒数を半角の数字で書くか、設定を消してください。",
        ) from error
