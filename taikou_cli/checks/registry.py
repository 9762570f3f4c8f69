"""Finds the rules: every module of `rules/`, by its file name."""

import pkgutil
from collections.abc import Iterator
from types import ModuleType

from taikou_cli.checks import rules
from taikou_cli.checks.rule import Rule
from taikou_cli.checks.rules import publications, reading


def load_rules() -> tuple[Rule, ...]:
    """Give all rules by code."""
    found = (*_find(rules), *_find(reading), *_find(publications))
    return tuple(sorted(found, key=lambda rule: rule.code))


def is_known_code(code: str) -> bool:
    """Tell whether a rule has this code, or a code that begins so."""
    return any(rule.code.startswith(code) for rule in load_rules())


def _find(package: ModuleType) -> Iterator[Rule]:
    for module in pkgutil.iter_modules(package.__path__):
        code, _, words = module.name.partition("_")
        if not module.ispkg:
            yield Rule(
                code.upper(),
                words.replace("_", "-"),
                f"{package.__name__}.{module.name}",
                is_of_reading=package is reading,
                is_of_publications=package is publications,
            )
