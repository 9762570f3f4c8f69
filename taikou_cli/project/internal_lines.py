"""Which lines of a file may be internal: what shows source lines leaves them out."""

import re

from taikou_cli.model.documents import internal_keys

_KEY_AT_THE_TOP = re.compile("""["']?[a-z_]+["']?[ \t]*:""")

# What stands below may be private: a line alone does not tell what the plan declares.
_DECLARED = r"\bfields\b"


def find_internal_lines(text: str) -> frozenset[int]:
    """Give the numbers of the lines from an internal note's key to the next key at the top.

    The text need not be YAML that can be read: it is shown for its faults.
    """
    internal = re.compile("|".join((*sorted(internal_keys()), _DECLARED)))
    if not internal.search(text):
        return frozenset()
    numbers = set()
    is_inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        opens = internal.search(line) is not None
        if opens or _KEY_AT_THE_TOP.match(line):
            is_inside = opens
        if is_inside:
            numbers.add(number)
    return frozenset(numbers)
