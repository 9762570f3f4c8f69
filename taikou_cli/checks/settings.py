"""Which rules run, and how grave their findings are: by the plan and by the command line."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from taikou_cli.base.errors import TaikouError
from taikou_cli.base.findings import Severity
from taikou_cli.checks.rule import Rule
from taikou_cli.project.project import Project


class Settings(NamedTuple):
    """The choice of rules.

    Attributes:
        select: Codes, or beginnings of codes, of the rules that run; empty for all.
        ignore: Codes, or beginnings of codes, of the rules that do not.
        severities: The severity of some rules instead of their own, by code or its beginning.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()

    def choose(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Give the rules that run, each with the severity that it has here.

        Raises:
            TaikouError: A selected code is no rule's: nothing would be checked, and all be well.
        """
        known = tuple(rules)
        for code in self.select:
            if not any(rule.code.startswith(code) for rule in known):
                raise TaikouError(
                    f"「{code}」で始まる検査はありません。",
                    "「taikou rule」で番号の一覧を確かめ、--select か plan.yaml の checks を直してください。",
                )
        return tuple(
            replace(rule, given_severity=self._find_severity(rule.code))
            for rule in known
            if rule.code.startswith(self.select or ("",)) and not rule.code.startswith(self.ignore)
        )

    def _find_severity(self, code: str) -> Severity | None:
        """Give the severity that the longest beginning of a code is given."""
        fitting = [one for one in self.severities if code.startswith(one[0])]
        return max(fitting, key=lambda one: len(one[0]))[1] if fitting else None


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
