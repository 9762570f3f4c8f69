"""Files in which a slip of the keyboard left something other than a key, a list or a value.

`targets:` with `2026：30` below it is sound YAML: a text where the plan has years. As with what
cannot be read at all, the file itself settles what is a slip: mended, it has a shape that it
had not. A text that only looks like one changes nothing.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pydantic import ValidationError

from taikou_cli.model.record import Record
from taikou_cli.store.fault import MOST_FAULTS, Fault
from taikou_cli.store.keyboard_slips import Slip, find_suspects
from taikou_cli.store.yaml_reading import YamlValue, find_error, mend_yaml, read_yaml

_SHAPES = {"model_type", "dict_type", "tuple_type", "extra_forbidden", "missing"}
_LONGEST_SEARCH = 1_500_000  # characters read in search of slips


class Mending(NamedTuple):
    """What was meant: the slips in the order of their lines, the text and the data without them."""

    slips: tuple[Slip, ...]
    text: str
    data: YamlValue

    @property
    def faults(self) -> list[Fault]:
        """What to say of the slips."""
        return [slip.fault for slip in self.slips]


def mend_file(text: str, model: type[Record]) -> Mending | None:
    """Mend what is certain: the file can be read afterwards, and all its keys are known.

    Returns:
        None where nothing was mended.
    """
    slips, mended = mend_yaml(text) or ((), text)
    if more := mend_shapes(mended, model):
        return more._replace(slips=tuple(sorted((*slips, *more.slips))))
    data, faults = read_yaml(mended)
    if not slips or faults or "extra_forbidden" in _list_misshapen(data, model):
        return None
    return Mending(tuple(slips), mended, data)


def mend_shapes(text: str, model: type[Record]) -> Mending | None:
    """Mend the slips in a text that can be read but has not the shape of its model."""
    lines = text.split("\n")
    slips: list[Slip] = []
    left = _count_misshapen(text, model)
    tries = min(10 * MOST_FAULTS, _LONGEST_SEARCH // (len(text) + 1))
    for chosen in islice(_iter_choices(lines) if left else (), tries):
        if {slip.line for slip in slips} & {slip.line for slip in chosen}:
            continue
        mended = list(lines)
        for slip in chosen:
            mended[slip.line] = slip.meant
        count = _count_misshapen("\n".join(mended), model)
        if left and count is not None and count < left:
            lines, left = mended, count
            slips += chosen
    whole = "\n".join(lines)
    return Mending(tuple(sorted(slips)), whole, read_yaml(whole)[0]) if slips else None


def _iter_choices(lines: list[str]) -> Iterator[list[Slip]]:
    """Yield the slips to try together: lines that follow one another may have become one text."""
    groups: list[list[Slip]] = []
    for slip in find_suspects(lines):
        if groups and groups[-1][-1].line == slip.line - 1:
            groups[-1].append(slip)
        else:
            groups.append([slip])
    for group in groups:
        yield group
        yield from ([slip] for slip in group[1:] and group)


def _count_misshapen(text: str, model: type[Record]) -> int | None:
    """Count the places that are no list, no mapping or no key of the model; None if unreadable."""
    if find_error(text):
        return None
    data, faults = read_yaml(text)
    return None if faults else len(_list_misshapen(data, model))


def _list_misshapen(data: YamlValue, model: type[Record]) -> list[str]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return [
            one["type"] for one in found if one["type"] in _SHAPES or one["loc"][-1:] == ("[key]",)
        ]
    return []
