"""Work that takes a while: it goes on while its page is shown, and says how far it is."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, NamedTuple, TypeVar

Made = TypeVar("Made")


class Progress(NamedTuple):
    """How far some work is.

    Attributes:
        step: What is being done; empty before the first step.
        done: How many steps are done.
        total: How many there are.
        is_running: It goes on.
    """

    step: str
    done: int
    total: int
    is_running: bool


class Job(Generic[Made]):
    """A piece of work in a thread of its own, begun at once.

    Args:
        work: Yields the name of each step before it is done, and returns what it makes.
        total: How many steps it yields.
    """

    def __init__(self, work: Generator[str, None, Made], total: int) -> None:
        self._total = total
        self._names: list[str] = []
        worker = ThreadPoolExecutor(max_workers=1)
        self._made = worker.submit(self._run, work)
        worker.shutdown(wait=False)

    def _run(self, work: Generator[str, None, Made]) -> Made:
        while True:
            try:
                self._names.append(next(work))
            except StopIteration as end:
                made: Made = end.value
                return made

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        names = self._names[:]
        step = names[-1] if names else ""
        return Progress(step, max(0, len(names) - 1), self._total, not self._made.done())

    def result(self) -> Made:
        """Wait for what it makes, and give it.

        Raises:
            Exception: What stopped the work.
        """
        return self._made.result()
