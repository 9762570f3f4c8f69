"""A text as it stands in a cell of the open data."""

import re
from functools import lru_cache

from taikou_cli.base.japanese_text import join_lines, reveal_controls

# No XML can hold these, and no UTF-8 the halves of a pair.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


# The long tables say the same codes and names in row after row.
@lru_cache(maxsize=1 << 13)
def clean_text(text: str) -> str | None:
    """Put a text on one line and make its control characters visible; None if it is blank."""
    joined = join_lines(reveal_controls(text.replace("\t", " ")))
    return _NO_CHARACTER.sub(lambda match: ascii(match[0])[1:-1], joined) or None
