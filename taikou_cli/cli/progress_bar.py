"""A bar on the terminal for work that takes a while; nothing where no terminal listens."""

from collections.abc import Generator
from typing import TypeVar

from taikou_cli.cli.cells import console_class

Made = TypeVar("Made")


def follow(work: Generator[str, None, Made], total: int) -> Made:
    """Do a piece of work, showing its steps on the standard error.

    Args:
        work: Yields the name of each step before it is done, and returns what it makes.
        total: How many steps it yields.

    Returns:
        What the work makes.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}"))
    console = console_class()(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=total)
        done = 0
        while True:
            try:
                bar.update(task, description=next(work), completed=done)
            except StopIteration as end:
                made: Made = end.value
                return made
            done += 1
