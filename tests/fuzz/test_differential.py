"""Whatever of a broken file we still read, ruamel reads the same."""

from hypothesis import given, note
from hypothesis import strategies as st

from taikou_cli.store.text_decoding import decode_text
from taikou_cli.store.yaml_reading import read_yaml

from ..store.as_ruamel import has_word_read_differently, read_by_ruamel, typed  # noqa: TID252
from .broken import FILES, break_bytes, mutate, seeds
from .budget import bounded

__all__ = ["mutate", "seeds", "target"]


def read_both(raw):
    text, faults = decode_text(raw)
    if text is None or any(fault.kind == "control-character" for fault in faults):
        return
    ours, faults = read_yaml(text)
    if faults:
        return
    theirs = read_by_ruamel(text, pure=False)
    if not has_word_read_differently((ours, theirs)):
        assert typed(ours) == typed(theirs)


def target(raw):
    read_both(raw[1:])


@bounded(300, per_second=50)
@given(st.randoms(use_true_random=False))
def test_what_is_left_of_a_file_means_the_same_to_ruamel(random):
    raw = break_bytes(random, random.choice(FILES)[1])
    note(repr(raw))
    read_both(raw)
