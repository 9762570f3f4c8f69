"""Identifiers for what people add without naming it as a program would."""

import re
from collections.abc import Iterable


def make_id(prefix: str, texts: Iterable[str]) -> str:
    """Make an identifier that nothing in a plan has, or had as far as its files still tell.

    Args:
        prefix: What it begins with.
        texts: The files of the plan, and what else it must not occur in.
    """
    pattern = re.compile(rf"\b{prefix}_([0-9]{{1,6}})\b")
    numbers = [int(number) for text in texts for number in pattern.findall(text)]
    return f"{prefix}_{max(numbers, default=0) + 1}"
