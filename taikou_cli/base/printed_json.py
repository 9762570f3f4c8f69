"""JSON that is printed: the same on every console, and in the log of any CI server."""

import json


def dump_json(document: object) -> str:
    """Give a document as indented JSON in ASCII, which no encoding of a console changes.

    No text in it gives orders to a CI server that reads its log: they would stand in `##[…]`.
    """
    return json.dumps(document, indent=2).replace("##[", "##\\u005b") + "\n"
