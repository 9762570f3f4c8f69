"""Which lines of a file are an internal note: what shows source lines leaves them out."""

import re

_INTERNAL = "internal_note"
_KEY_AT_THE_TOP = re.compile("""["']?[a-z_]+["']?[ \t]*:""")


def find_internal_lines(text: str) -> frozenset[int]:
    """Give the numbers of the lines from an internal note's key to the next key at the top.

    The text need not be YAML that can be read: it is shown for its faults.
    """
    if _INTERNAL not in text:
        return frozenset()
    numbers = set()
    is_inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if _INTERNAL in line or _KEY_AT_THE_TOP.match(line):
            is_inside = _INTERNAL in line
        if is_inside:
            numbers.add(number)
    return frozenset(numbers)
