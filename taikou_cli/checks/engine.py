"""Runs the rules over a plan and finds the places of what they say."""

from collections.abc import Iterable, Mapping

from taikou_cli.base.findings import CheckResult, Finding, Position, Problem
from taikou_cli.checks.rule import Rule
from taikou_cli.project.project import Project
from taikou_cli.store.yaml_positions import PositionIndex


def run_checks(project: Project, rules: Iterable[Rule]) -> CheckResult:
    """Apply every rule to the plan; one run tells everything that is wrong."""
    rules = tuple(rules)
    locator = _Locator(project.texts)
    findings = [
        Finding(
            rule.code,
            rule.name,
            rule.severity,
            problem.path,
            locator.find(problem),
            problem.message,
            problem.hint,
        )
        for rule in rules
        for problem in rule.check(project)
    ]
    findings.sort(key=lambda f: (f.path, f.position.line, f.position.column, f.code, f.message))
    manuals = {rule.code: rule.manual for rule in rules}
    return CheckResult(tuple(findings), len(project.paths), project.texts, manuals)


class _Locator:
    """Indexes a file's places when its first problem asks for one."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._indexes: dict[str, PositionIndex] = {}

    def find(self, problem: Problem) -> Position:
        if isinstance(problem.at, Position):
            return problem.at
        if problem.path not in self._texts:
            return Position()
        if problem.path not in self._indexes:
            self._indexes[problem.path] = PositionIndex(self._texts[problem.path])
        return self._indexes[problem.path].find(problem.at, on_key=problem.on_key)
