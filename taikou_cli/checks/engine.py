"""Runs the rules over a plan and finds the places of what they say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from taikou_cli.base.findings import CheckResult, Finding, Position, Problem, Severity
from taikou_cli.checks.acceptance import NEVER, Acceptance, accept, find_acceptances
from taikou_cli.checks.registry import load_rules
from taikou_cli.checks.rule import Rule
from taikou_cli.checks.settings import find_unknown_codes
from taikou_cli.model.words import Words
from taikou_cli.project.project import Project
from taikou_cli.store.yaml_positions import PositionIndex


def run_checks(project: Project, rules: Iterable[Rule], *, place_infos: bool = True) -> CheckResult:
    """Apply every rule to the plan; one run tells everything that is wrong.

    Findings that a comment in the data accepts with a reason are left out.

    Args:
        project: The plan.
        rules: The rules to apply.
        place_infos: Find the lines of infos, too. A plan has many of them at first, and who
            only counts them need not wait.
    """
    by_name = {rule.name: rule for rule in rules}
    acceptances = tuple(find_acceptances(project.texts))
    # An acceptance is of a line: whether it meets an info is known by the info's line alone.
    locator = _Locator(project.texts, place_infos=place_infos or bool(acceptances))
    words = project.words
    found = [
        (_build(rule, problem, locator, words), problem)
        for rule in by_name.values()
        for problem in rule.check(project)
    ]
    # A comment cannot stand within a text: what is found there is accepted at its key.
    rest, used = accept((finding for finding, _ in found), acceptances)
    findings = list(_narrow(rest, dict(found), locator))
    unknown = (("check-unknown", problem) for problem in find_unknown_codes(project))
    running = {rule.code for rule in by_name.values()}
    for name, problem in (*_judge(acceptances, used, running), *unknown):
        if rule := by_name.get(name):
            findings.append(_build(rule, problem, locator, words))
    findings.sort(key=lambda f: (f.path, f.position.line, f.position.column, f.code, f.message))
    found_names = dict.fromkeys(finding.name for finding in findings)
    manuals = {by_name[name].code: by_name[name].manual_in(words) for name in found_names}
    return CheckResult(tuple(findings), len(project.paths), project.texts, manuals)


def _build(rule: Rule, problem: Problem, locator: "_Locator", words: Words) -> Finding:
    """Make a finding, in the plan's words: rules name the parts of a plan in ‹ ›."""
    return Finding(
        rule.code,
        rule.name,
        rule.severity,
        problem.path,
        locator.find(problem, rule.severity),
        words.say(problem.message),
        words.say(problem.hint),
    )


def _narrow(
    findings: Iterable[Finding], problems: Mapping[Finding, Problem], locator: "_Locator"
) -> Iterator[Finding]:
    """Point at the lines of a text instead of its key, each time a word is found at the next."""
    seen: Counter[Finding] = Counter()
    for finding in findings:
        places = locator.find_words(problems[finding], finding.severity)
        place = places[min(seen[finding], len(places) - 1)] if places else finding.position
        seen[finding] += 1
        yield finding._replace(position=place)


def _judge(
    acceptances: Sequence[Acceptance], used: set[Acceptance], running: set[str]
) -> Iterator[tuple[str, Problem]]:
    """Yield the rule's name and the problem for each acceptance that is worth nothing.

    Of one for a rule that does not run this time, nothing can be said.
    """
    existing = {rule.code for rule in load_rules()} if acceptances else set()
    for one in acceptances:
        if one.code not in existing:
            named = f"「{one.code}」という検査はない" if one.code else "検査の番号がない"
            message = f"{named}ので、承認は効いていません。"
            hint = "「# taikou: ignore TK421 理由」のように、検査の番号を直してください。"
            yield "acceptance-unused", Problem(one.path, message, hint, one.at)
        elif one.code not in running and not one.code.startswith(NEVER):
            continue
        elif not one.reason:
            message = f"{one.code} の承認に理由がありません。承認は効いていません。"
            hint = f"「# taikou: ignore {one.code}」の後に理由を書いてください。"
            yield "acceptance-without-reason", Problem(one.path, message, hint, one.at)
        elif one not in used:
            message = f"承認する {one.code} の指摘がありません。"
            if one.code.startswith(NEVER):
                message = f"{one.code} は承認できません。"
            yield (
                "acceptance-unused",
                Problem(one.path, message, "コメントを消してください。", one.at),
            )


class _Locator:
    """Indexes a file's places when its first problem asks for one."""

    def __init__(self, texts: Mapping[str, str], *, place_infos: bool) -> None:
        self._texts = texts
        self._place_infos = place_infos
        self._indexes: dict[str, PositionIndex] = {}

    def find(self, problem: Problem, severity: Severity) -> Position:
        if isinstance(problem.at, Position):
            return problem.at
        index = self._index_of(problem, severity)
        return index.find(problem.at, on_key=problem.on_key) if index else Position()

    def find_words(self, problem: Problem, severity: Severity) -> list[Position]:
        if not problem.word or isinstance(problem.at, Position):
            return []
        index = self._index_of(problem, severity)
        return index.find_words(problem.at, problem.word) if index else []

    def _index_of(self, problem: Problem, severity: Severity) -> PositionIndex | None:
        is_wanted = self._place_infos or severity is not Severity.INFO
        if problem.path not in self._texts or not is_wanted:
            return None
        if problem.path not in self._indexes:
            self._indexes[problem.path] = PositionIndex(self._texts[problem.path])
        return self._indexes[problem.path]
