"""A text as it stands in a cell of the open data."""

import re

from taikou_cli.base.japanese_text import join_lines, reveal_controls

# No XML can hold these, and no UTF-8 the halves of a pair.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str | None:
    """Put a text on one line and make its control characters visible; None if it is blank."""
    if text.isprintable():  # nearly every cell: a quarter of making the tables
        return text.strip() or None
    joined = join_lines(reveal_controls(text.replace("\t", " ")))
    return _NO_CHARACTER.sub(lambda match: ascii(match[0])[1:-1], joined) or None
