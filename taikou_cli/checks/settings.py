"""Which rules run, and how grave their findings are: by the plan and by the command line."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.checks.registry import is_known_code
from taikou_cli.checks.rule import Rule
from taikou_cli.project.project import Project

ABOUT_THE_CHOICE = "TK223"
"""The rule that tells a misspelt choice: no choice leaves it out by the way."""


class Settings(NamedTuple):
    """The choice of rules. A rule is named by its code, or by the beginning of its code.

    Attributes:
        select: The rules that run; empty for all.
        ignore: The rules that do not.
        severities: How grave some rules are instead of what they say themselves; the first that
            fits a rule holds.
        is_strict: Warnings count as errors.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    is_strict: bool = False

    def choose(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Give the rules that run, each with the severity that it has here."""
        return tuple(
            rule._replace(given_severity=self._severity_of(rule.code))
            for rule in rules
            if rule.code.startswith((*(self.select or ("",)), ABOUT_THE_CHOICE))
            and not rule.code.startswith(self.ignore)
        )

    def _severity_of(self, code: str) -> Severity | None:
        fitting = (severity for start, severity in self.severities if code.startswith(start))
        return next(fitting, None)


AS_THE_PLAN_SAYS = Settings()
"""Nothing is asked for on the command line."""


def settings_of(project: Project, given: Settings) -> Settings:
    """Put the settings of the plan and of the command line together.

    Args:
        project: The plan; what its `checks` say holds.
        given: The command line's choice: its `select` stands in place of the plan's, the rest
            is added to the plan's and comes first.
    """
    own = project.plan.content.checks if project.plan else None
    if own is None:
        return given
    # What is said of one rule goes before what is said of a family.
    finest = sorted(own.severity.items(), key=lambda entry: len(entry[0]), reverse=True)
    return Settings(
        select=given.select or own.select,
        ignore=(*own.ignore, *given.ignore),
        severities=(*given.severities, *((code, Severity(name)) for code, name in finest)),
        is_strict=given.is_strict or own.strict,
    )


def find_unknown_codes(project: Project) -> Iterator[Problem]:
    """Yield a problem for each rule that the plan's settings name and that does not exist."""
    if project.plan is None:
        return
    checks = project.plan.content.checks
    named: list[tuple[Route, str]] = [
        *((("select", index), code) for index, code in enumerate(checks.select)),
        *((("ignore", index), code) for index, code in enumerate(checks.ignore)),
        *((("severity", code), code) for code in checks.severity),
    ]
    for route, code in named:
        if not is_known_code(code):
            message = f"「{code}」という検査はありません。"
            hint = "「taikou rule」で番号を調べて直してください。"
            on_key = route[0] == "severity"
            yield Problem(project.plan.path, message, hint, ("checks", *route), on_key)
