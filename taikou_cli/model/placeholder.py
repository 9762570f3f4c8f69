"""What stands in a new plan where its writer has still to say something."""

import re

PLACEHOLDER = re.compile("〔[^〔〕]+を書く〕")
"""The mark of a text that nobody has written yet."""


def ask_for(what: str) -> str:
    """Give the text that stands where something has to be written."""
    return f"〔{what}を書く〕"
