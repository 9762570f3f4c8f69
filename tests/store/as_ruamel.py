"""What ruamel makes of a text, and where we mean to differ from it."""

import re
import warnings
from datetime import date
from decimal import Decimal
from itertools import product

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

REFUSED_ON_PURPOSE = {
    "anchor-or-alias": "values are written where they stand; a bomb of aliases has no way in",
    "tag": "what a value is, is told by the models",
    "file-empty": "a file that says nothing was cut off or left behind",
    "unusable-key": "keys are words or fiscal years",
    "control-character": "a line can look different from what it says",
    "number-out-of-range": "no plan counts so far, and a long number takes long to read",
    "nesting-too-deep": "no plan nests so deep, and a stack is finite",
}
"""What ruamel reads and we refuse, by the name of the rule that tells it, and why."""

READ_DIFFERENTLY = {
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*": "a day is text: the models check it and say what is wrong",
    r"[-+]?0b[01_]+|0[ox][0-9a-fA-F]*_.*|[-+]?[.0-9]*_[._0-9]*([eE][-+]?[0-9]+)?": (
        "YAML 1.2 has no binary numbers and no signs between digits"
    ),
    r"[-+]0[ox].*": "YAML 1.2 has no signs before octal and hexadecimal numbers",
    r"[-+]?\.[0-9]+[eE][-+]?[0-9]+": "a number in YAML 1.2; text to ruamel",
    "<<|=": "the core schema knows neither merging nor default values",
}
"""What we take for something else than ruamel, as a bare word or as a key, and why."""

OWN_PARSER_DIFFERS = {
    r"%YAML 1\.1": "ruamel's own parser then reads as YAML 1.1; the version changes nothing for us",
    r"^[^#\n]*\t": "ruamel's own parser refuses tabs where YAML 1.2 allows them as white space",
    r"[|>][-+0-9]*\n *\n": "ruamel's own parser refuses lines of spaces that begin a block",
    r"[|>]#": "libyaml takes a comment without a space before it",
    r"^%(?!YAML |TAG )": "libyaml refuses directives that it does not know",
    r"[\[{][^\]}]*[:?]": "between brackets libyaml 0.1 refuses some words with `:` or `?`",
    r"^(- )?:": "libyaml refuses a mapping that begins without a key",
    r"\\ud[89a-f]": "half of a character is no character",
    r"&[^\s]*[^\s\w-]": "libyaml wants simple names for anchors; we want none",
    r"^--- >\n[^ ]": "libyaml wants the text of a block indented at the top, too",
}
"""Where ruamel's own parser reads or refuses what libyaml, on which we build, does not."""


class Refusal(str):
    """Why ruamel refuses a text."""

    __slots__ = ()


def read_by_ruamel(text, *, pure):
    """Read a text by ruamel's own constructor, on libyaml or on its own parser."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return YAML(typ="safe", pure=pure).load(text)
    except (YAMLError, ValueError, TypeError, AttributeError, AssertionError) as error:
        return Refusal(error)


def typed(value):
    """Make values comparable: 1, True and 1.0 are not the same; our Decimal is rounded to a float."""
    match value:
        case dict():
            return {typed_key(key): typed(inner) for key, inner in value.items()}
        case list() | tuple():
            return [typed(inner) for inner in value]
        case float() | Decimal():
            return float, float(value)
        case date():
            return str, value.isoformat()
    return type(value), value


def typed_key(key):
    return type(key), key


def has_word_read_differently(data):
    return any(re.fullmatch(p, word) for p, word in product(READ_DIFFERENTLY, iter_words(data)))


def iter_words(data):
    """Yield the keys and values that are text."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from iter_words(key)
            yield from iter_words(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from iter_words(value)
    else:
        yield str(data)
