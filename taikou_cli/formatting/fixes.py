"""Safe corrections for `taikou validate --fix`: what was meant is beyond doubt, nothing else changes."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from taikou_cli.base.findings import START, Position, Route
from taikou_cli.formatting.canonical import ONLY_SPELLING
from taikou_cli.formatting.full_width import HalfWidth, find_full_width, step_of
from taikou_cli.formatting.line_moving import move_keys
from taikou_cli.formatting.source_tree import Collection, Scalar, build_source_tree
from taikou_cli.model.documents import DocumentKind
from taikou_cli.project.mending import mend_file
from taikou_cli.project.strange_text import LOOKALIKE, UNSEEN, clean_text
from taikou_cli.project.texts import NAMES, NO_PROSE
from taikou_cli.store.fault import Fault
from taikou_cli.store.text_decoding import decode_text, position_of
from taikou_cli.store.yaml_reading import YamlValue, read_yaml

_SPELLING = {
    "byte-order-mark": "先頭のBOMを取りました。",
    "carriage-return": "改行コードをLFにしました。",
}
_TRAILING_SPACE = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)


class Fix(NamedTuple):
    """One correction.

    Attributes:
        name: The rule that would report it, or `trailing-space`, `key-order`.
        message: What was done, in Japanese.
        at: Where it was, in the text before.
    """

    name: str
    message: str
    at: Position = START


class FixedText(NamedTuple):
    """What fixing made of one file.

    Attributes:
        path: The file.
        before: Its text; None if it cannot be decoded.
        text: Its text with the fixes, to be saved as UTF-8; None if it cannot be decoded.
        fixes: What was done.
        refusals: Faults because of which some or all was left as it is.
    """

    path: str
    before: str | None
    text: str | None
    fixes: tuple[Fix, ...] = ()
    refusals: tuple[Fault, ...] = ()


def fix_file(path: str, text_or_bytes: str | bytes, kind: DocumentKind | None) -> FixedText:
    """Correct what can be corrected without asking.

    Byte order mark and line ends; signs of YAML that were typed in full width;
    kana in two parts, radicals in place of kanji, characters that cannot be seen; full-width digits where a number or a date must stand;
    the order of keys; spaces at the ends of lines. A missing line end at the end of the file is
    left: the file may have been cut off there.

    Args:
        path: The path by which findings call it.
        text_or_bytes: Its content; only the bytes tell of a byte order mark.
        kind: What kind of file it is; None leaves numbers and keys.
    """
    raw = text_or_bytes.encode("utf-8") if isinstance(text_or_bytes, str) else text_or_bytes
    text, faults = decode_text(raw)
    if text is None:
        return FixedText(path, None, None, (), tuple(faults))
    spelling = [
        Fix(fault.kind, _SPELLING[fault.kind], fault.at)
        for fault in faults
        if fault.kind in _SPELLING
    ]
    before = raw.decode("utf-8")
    refusals = [fault for fault in faults if fault.kind not in ONLY_SPELLING]
    slips: list[Fix] = []
    if not refusals and kind:
        text, slips = _fix_slips(text, kind)
    if not refusals:
        _, refusals = read_yaml(text)
    if refusals:
        return FixedText(path, before, text, tuple(spelling), tuple(refusals))
    fixed, fixes = _fix_text(text, kind)
    return FixedText(path, before, fixed, (*spelling, *slips, *fixes))


def _fix_slips(text: str, kind: DocumentKind) -> tuple[str, list[Fix]]:
    mending = mend_file(text, kind.model)
    if mending is None:
        return text, []
    fixes = []
    for slip in mending.slips:
        fault = slip.fault
        meant = slip.meant.strip()
        done = f"「{meant}」と半角に直しました。" if meant else "空白だけの行を空にしました。"
        fixes.append(Fix(fault.kind, done, fault.at))
    return mending.text, fixes


def _fix_text(text: str, kind: DocumentKind | None) -> tuple[str, list[Fix]]:
    fixes: list[Fix] = []
    fixed = text
    if kind:
        fixed, fixes = _fix_widths(text, kind)
        fixed, cleaned = _fix_characters(fixed)
        fixes += cleaned
    ends = _find_trailing_spaces(fixed)
    shortened = _cut_out(fixed, ends)
    if ends and _means_the_same(shortened, fixed):
        at = position_of(fixed, ends[0][0])
        fixes.append(Fix("trailing-space", f"行末の空白を{len(ends)}行で消しました。", at))
        fixed = shortened
    # Without its last line end the last key cannot be moved, and may not be whole.
    moved = move_keys(fixed, kind.model) if kind and fixed.endswith("\n") else None
    if moved and _means_the_same(moved, fixed):
        fixes.append(Fix("key-order", "キーを決まった順に並べ替えました。"))
        fixed = moved
    return fixed, fixes


def _means_the_same(text: str, other: str) -> bool:
    return read_yaml(text) == read_yaml(other)


def _find_trailing_spaces(text: str) -> list[tuple[int, int]]:
    """Find the spaces at the ends of lines that belong to no value."""
    spans = build_source_tree(text).spans
    starts = [span.start for span in spans]
    found = []
    for match in _TRAILING_SPACE.finditer(text):
        before = bisect_left(starts, match.start())
        span = spans[before - 1] if before else None
        in_value = span and match.start() < span.end
        if not in_value or (
            span and span.is_block and "\n" not in text[span.start : match.start()]
        ):
            found.append(match.span())
    return found


def _cut_out(text: str, places: list[tuple[int, int]]) -> str:
    kept = [0, *(index for place in places for index in place), len(text)]
    return "".join(text[start:end] for start, end in zip(kept[::2], kept[1::2], strict=True))


def _fix_widths(text: str, kind: DocumentKind) -> tuple[str, list[Fix]]:
    found = sorted(
        find_full_width(build_source_tree(text).root, kind.model), key=lambda one: one.scalar.start
    )
    fixed = _splice(text, found)
    data, faults = read_yaml(fixed)
    allowed = {one.route for one in found}
    if faults or not set(_iter_differences(read_yaml(text)[0], data, (), allowed)) <= allowed:
        return text, []
    return fixed, [_describe_width(text, one) for one in found]


def _splice(text: str, found: list[HalfWidth]) -> str:
    for one in reversed(found):
        text = text[: one.scalar.start] + one.text + text[one.scalar.end :]
    return text


def _describe_width(text: str, one: HalfWidth) -> Fix:
    is_date = "-" in one.text[1:]
    return Fix(
        "date-invalid" if is_date else "number-as-text",
        f"「{one.scalar.value.strip()}」を半角の「{one.text}」にしました。",
        position_of(text, one.scalar.start),
    )


def _fix_characters(text: str) -> tuple[str, list[Fix]]:
    """Write kana in one part, kanji in place of radicals, and nothing that cannot be seen."""
    if not (LOOKALIKE.search(text) or UNSEEN.search(text)):
        return text, []
    found = [
        HalfWidth(scalar, clean, route)
        for scalar, route in _iter_prose(build_source_tree(text).root, ())
        if (clean := clean_text(scalar.source, is_name=route[-1] in NAMES)) != scalar.source
    ]
    fixed = _splice(text, found)
    data, faults = read_yaml(fixed)
    allowed = {one.route for one in found}
    if faults or not set(_iter_differences(read_yaml(text)[0], data, (), allowed)) <= allowed:
        return text, []
    message = "分かれた仮名、部首の文字、目に見えない文字を、ふつうの文字に直しました。"
    places = (position_of(text, one.scalar.start) for one in found)
    return fixed, [Fix("platform-dependent-character", message, place) for place in places]


def _iter_prose(node: Scalar | Collection, route: Route) -> Iterator[tuple[Scalar, Route]]:
    if isinstance(node, Scalar):
        if node.source:
            yield node, route
        return
    for place, entry in enumerate(node.entries):
        step = step_of(entry, place)
        if step not in NO_PROSE:
            yield from _iter_prose(entry.value, (*route, step))


def _iter_differences(
    before: YamlValue, after: YamlValue, route: Route, known: set[Route]
) -> Iterator[Route]:
    """Yield the routes where two values differ; not further below one that is known to."""
    if route in known or type(before) is not type(after):
        yield route
    elif isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for key in before:
            yield from _iter_differences(before[key], after[key], (*route, key), known)
    elif isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        for place, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _iter_differences(one, other, (*route, place), known)
    elif before != after:
        yield route
