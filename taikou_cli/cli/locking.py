"""Keeps other processes out while a command writes to the plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taikou_cli.cli.console import paint, write


@contextmanager
def writing_to(home: Path, command: str, *, dry_run: bool = False) -> Iterator[None]:
    """Hold the lock of a plan from before it is read until all is written.

    Args:
        home: The folder that holds `data/`.
        command: The command, as the user calls it.
        dry_run: Nothing will be written: no lock is needed.

    Raises:
        TaikouError: Another process holds the lock, or the folder cannot be written to.
    """
    from taikou_cli.store.plan_lock import hold_lock

    if dry_run:
        yield
        return
    with hold_lock(home, command) as left_by:
        if left_by:
            write(
                f"{paint('注意:', 'warning')} 途中で止まった taikou のロックが残っていたので、"
                f"外しました（{left_by.describe()}）。\n"
                f"{paint('直し方:', 'frame')} そのコマンドをもう一度実行すると、"
                "残りを書き込みます。済んでいれば何も変わりません。\n",
                to_stderr=True,
            )
        yield
