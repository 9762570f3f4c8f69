"""Whatever a file holds, `fmt` and `--fix` keep what it says, and find nothing to do twice."""

from hypothesis import given, note
from hypothesis import strategies as st

from taikou_cli.formatting.canonical import format_file
from taikou_cli.formatting.differences import iter_diff_lines
from taikou_cli.formatting.fixes import fix_file
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.strange_text import clean_text
from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml

from .broken import FILES, break_bytes, mutate, seeds, split_seed
from .budget import bounded

__all__ = ["mutate", "seeds", "target"]

NOT_OURS = ("format-unfaithful",)
"""A refusal that says that formatting went wrong."""


def format_twice(raw, kind):
    formatted = format_file(raw, kind)
    assert not [fault for fault in formatted.refusals if fault.kind in NOT_OURS]
    assert formatted.text is not None or formatted.refusals
    if formatted.text is None:
        return
    assert read_yaml(formatted.text) == read_yaml(decode_text(raw)[0])
    assert not format_file(formatted.text.encode("utf-8"), kind).differs_from(
        formatted.text.encode("utf-8")
    )
    list(iter_diff_lines("項目.yaml", raw.decode("utf-8"), formatted.text))


def fix_twice(path, raw, kind):
    fixed = fix_file(path, raw, kind)
    if fixed.text is None:
        assert fixed.refusals
        return
    again = fix_file(path, fixed.text.encode("utf-8"), kind)
    assert (again.text, again.fixes) == (fixed.text, ())
    before, after = read_yaml(decode_text(raw)[0]), read_yaml(fixed.text)
    is_mended = before[0] is None and after[0] is not None
    if "number-as-text" not in {fix.name for fix in fixed.fixes} and not is_mended:
        assert _without_places(before) == _without_places(after)
    list(iter_diff_lines("項目.yaml", fixed.before, fixed.text))


def _without_places(read):
    """Give what a file says; kana in parts and what cannot be seen are what they look like."""
    data, faults = read
    return _clean(data), [fault.kind for fault in faults]


def _clean(value):
    if isinstance(value, dict):
        return {_clean(key): _clean(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    return clean_text(value) if isinstance(value, str) else value


def write_anew(path, raw):
    kind = match_document_kind(path).kind
    format_twice(raw, kind)
    fix_twice(path, raw, kind)


def target(raw):
    write_anew(*split_seed(raw))


@bounded(600, per_second=60)
@given(st.randoms(use_true_random=False))
def test_any_file_keeps_what_it_says_and_is_done_at_once(random):
    path, raw = random.choice(FILES)
    raw = break_bytes(random, raw)
    note(f"{path}: {raw!r}")
    write_anew(path, raw)
