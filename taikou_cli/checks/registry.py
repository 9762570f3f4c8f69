"""Finds the rules: every module of `rules/`, by its file name."""

import importlib
import inspect
import pkgutil
from types import ModuleType

from taikou_cli.checks import rules as rules_package
from taikou_cli.checks.rule import Rule, build_loader_check


def load_rules() -> tuple[Rule, ...]:
    """Give all rules by code."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules_package.__path__))
    return tuple(
        _build_rule(importlib.import_module(f"{rules_package.__name__}.{name}")) for name in names
    )


def _build_rule(module: ModuleType) -> Rule:
    code, _, words = module.__name__.rpartition(".")[2].partition("_")
    name = words.replace("_", "-")
    return Rule(
        code=code.upper(),
        name=name,
        severity=module.SEVERITY,
        manual=inspect.cleandoc(module.__doc__ or ""),
        check=getattr(module, "check", None) or build_loader_check(name),
    )
