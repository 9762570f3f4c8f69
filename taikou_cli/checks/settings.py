"""Which rules run, and how grave their findings are: by the plan and by the command line."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from taikou_cli.base.findings import Severity
from taikou_cli.checks.rule import Rule
from taikou_cli.project.project import Project


class Settings(NamedTuple):
    """The choice of rules.

    Attributes:
        select: Codes, or beginnings of codes, of the rules that run; empty for all.
        ignore: Codes, or beginnings of codes, of the rules that do not.
        severities: The severity of some rules instead of their own.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()

    def choose(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Give the rules that run, each with the severity that it has here."""
        given = dict(self.severities)
        return tuple(
            replace(rule, given_severity=given.get(rule.code))
            for rule in rules
            if rule.code.startswith(self.select or ("",)) and not rule.code.startswith(self.ignore)
        )


def settings_of(
    project: Project, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> Settings:
    """Put the settings of the plan and of the command line together.

    Args:
        project: The plan; what its `checks` say holds.
        select: The command line's choice; it stands in place of the plan's.
        ignore: The command line's exceptions; they are added to the plan's.
    """
    own = project.plan.content.checks if project.plan else None
    return Settings(
        select=tuple(select) or (own.select if own else ()),
        ignore=(*(own.ignore if own else ()), *ignore),
        severities=tuple((c, Severity(s)) for c, s in own.severity.items()) if own else (),
    )
