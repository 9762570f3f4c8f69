"""A bar on the terminal for work that takes a while; nothing where no terminal listens."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Advance(Protocol):
    """Tells what is done next."""

    def __call__(self, step: str) -> None:
        """Name the next step."""


@contextmanager
def show_progress(total: int) -> Iterator[Advance]:
    """Show a bar on the standard error while the block runs.

    Args:
        total: How many steps will be named.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=total)
        started = False

        def advance(step: str) -> None:
            nonlocal started
            bar.update(task, description=step, advance=1 if started else 0)
            started = True

        yield advance
