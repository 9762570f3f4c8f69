"""What a rule is."""

import importlib
import inspect
from collections.abc import Iterable
from types import ModuleType
from typing import NamedTuple

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.words import Words
from taikou_cli.project.project import Project


class Rule(NamedTuple):
    """A rule of one module, which is imported when something is asked of it.

    Attributes:
        code: `TK` and three digits; never used again for another rule.
        name: The fault, as it reads after "allow": `item-number-repeated`.
        module_name: The module that holds the rest.
        is_of_reading: Reading the files finds its faults; the module has no check.
        is_of_publications: It has something to say only of a plan that was published.
        given_severity: How grave the plan takes it to be, if it says so.
    """

    code: str
    name: str
    module_name: str
    is_of_reading: bool = False
    is_of_publications: bool = False
    given_severity: Severity | None = None

    def check(self, project: Project) -> Iterable[Problem]:
        """Yield the problems of a plan."""
        if self.is_of_reading:
            return project.faults.get(self.name, ())
        if self.is_of_publications and not project.publications:
            return ()
        problems: Iterable[Problem] = self._module.check(project)
        return problems

    @property
    def severity(self) -> Severity:
        """How grave a finding of it is."""
        return self.given_severity or Severity(self._module.SEVERITY)

    def manual_in(self, words: Words) -> str:
        """Say what it checks, why it matters and what to do, in a plan's words."""
        return words.say(inspect.cleandoc(self._module.__doc__ or ""))

    @property
    def manual(self) -> str:
        """The same in the usual words."""
        return self.manual_in(Words())

    @property
    def title(self) -> str:
        """The fault in one line of Japanese."""
        return self.manual.partition("\n")[0]

    @property
    def _module(self) -> ModuleType:
        return importlib.import_module(self.module_name)
