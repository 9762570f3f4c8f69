"""The kinds of files of a plan: which model each holds and which paths belong to it."""

import re
from functools import cache
from typing import NamedTuple

from taikou_cli.model.catalogue import entries_of, models_below
from taikou_cli.model.evaluation import Evaluation, GoalResults
from taikou_cli.model.goals import Goals
from taikou_cli.model.item import Item
from taikou_cli.model.organization import Organization
from taikou_cli.model.period import PeriodEvaluation, PeriodResults
from taikou_cli.model.plan import Plan
from taikou_cli.model.publication import Publication
from taikou_cli.model.record import Record


class DocumentKind(NamedTuple):
    """A kind of file.

    Attributes:
        name: Its name, also of its JSON Schema.
        title: What the office calls it, in Japanese.
        model: What its content must be.
        pattern: Paths below `data/`; the groups `number` and `year`, if any, are an item and a
            fiscal year.
        glob: The same for editors.
        required: The plan is not complete without it.
        is_record: The program writes it, as long as the plan makes it; nobody tidies it up.
    """

    name: str
    title: str
    model: type[Record]
    pattern: re.Pattern[str]
    glob: str
    required: bool = False
    is_record: bool = False


DOCUMENT_KINDS = (
    DocumentKind(
        "plan", "‹plan›の基本情報", Plan, re.compile(r"plan\.yaml"), "plan.yaml", required=True
    ),
    DocumentKind(
        "goals", "‹goal›と‹policy›", Goals, re.compile(r"goals\.yaml"), "goals.yaml", required=True
    ),
    DocumentKind(
        "organization",
        "推進体制と所属",
        Organization,
        re.compile(r"organization\.yaml"),
        "organization.yaml",
        required=True,
    ),
    DocumentKind(
        "item", "‹item›", Item, re.compile(r"items/(?P<number>[0-9]{2,4})\.yaml"), "items/*.yaml"
    ),
    DocumentKind(
        "evaluation",
        "年度評価",
        Evaluation,
        re.compile(r"evaluations/(?P<year>[0-9]{4})/(?P<number>[0-9]{2,4})\.yaml"),
        "evaluations/[0-9]*/[0-9]*.yaml",
    ),
    DocumentKind(
        "goal_results",
        "KGIの実績と総括",
        GoalResults,
        re.compile(r"evaluations/(?P<year>[0-9]{4})/goals\.yaml"),
        "evaluations/[0-9]*/goals.yaml",
    ),
    DocumentKind(
        "period_evaluation",
        "期間全体の総合評価",
        PeriodEvaluation,
        re.compile(r"evaluations/period/(?P<number>[0-9]{2,4})\.yaml"),
        "evaluations/period/[0-9]*.yaml",
    ),
    DocumentKind(
        "period_results",
        "期間全体の総括",
        PeriodResults,
        re.compile(r"evaluations/period/goals\.yaml"),
        "evaluations/period/goals.yaml",
    ),
    DocumentKind(
        "publication",
        "公表の記録",
        Publication,
        re.compile(r"publications/(?P<year>[0-9]{4})\.yaml"),
        "publications/*.yaml",
        is_record=True,
    ),
)


@cache
def internal_keys() -> frozenset[str]:
    """Give the keys of all files whose values are for the office alone."""
    models = models_below(*(kind.model for kind in DOCUMENT_KINDS))
    # What stands below an internal key is internal as a whole, whatever it is called.
    open_models = (model for model in models if model.asked.is_public)
    return frozenset(e.key for model in open_models for e in entries_of(model) if not e.is_public)


class DocumentMatch(NamedTuple):
    """What a path below `data/` is for.

    Attributes:
        kind: The kind of file.
        number: The item's number in the path, if it has one.
        fiscal_year: The fiscal year in the path, if it has one.
    """

    kind: DocumentKind
    number: int | None
    fiscal_year: int | None


def match_document_kind(path: str) -> DocumentMatch | None:
    """Tell what a path below `data/` is for; None if nothing."""
    for kind in DOCUMENT_KINDS:
        if match := kind.pattern.fullmatch(path):
            groups = match.groupdict()
            number, year = groups.get("number"), groups.get("year")
            return DocumentMatch(kind, int(number) if number else None, int(year) if year else None)
    return None
