"""Raised when the work cannot be done; faults in the data are findings instead."""


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
