"""What a rule is."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project

Check = Callable[[Project], Iterable[Problem]]


class Rule(NamedTuple):
    """A rule with its manual.

    Attributes:
        code: `TK` and three digits; never used again for another rule.
        name: The fault, as it reads after "allow": `item-number-repeated`.
        severity: How grave a finding of it is.
        manual: What it checks, why it matters and what to do, in Japanese.
        check: Yields the problems of a plan.
    """

    code: str
    name: str
    severity: Severity
    manual: str
    check: Check

    @property
    def title(self) -> str:
        """The fault in one line of Japanese."""
        return self.manual.partition("\n")[0]


def build_loader_check(name: str) -> Check:
    """Make the check of a rule whose faults are found by loading."""

    def check(project: Project) -> Iterable[Problem]:
        return project.faults.get(name, ())

    return check
