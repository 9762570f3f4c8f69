"""Any bytes are read, or refused at a place that exists."""

from hypothesis import given, note
from hypothesis import strategies as st

from taikou_cli.checks.registry import load_rules
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.file_loading import load_file
from taikou_cli.store.document_reading import read_document
from taikou_cli.store.yaml_positions import PositionIndex

from .broken import FILES, break_bytes, mutate, seeds, split_seed
from .budget import bounded

__all__ = ["mutate", "seeds", "target"]

RULES = {rule.name for rule in load_rules() if rule.is_of_reading}


def read_any(path, raw):
    loaded = load_file(path, read_document(raw), match_document_kind(path))
    lines = (loaded.text or raw.decode("utf-8", "replace")).split("\n")
    for rule, problem in loaded.faults:
        assert rule in RULES
        assert not problem.message.isascii()
        assert not problem.hint.isascii()
        at = problem.at
        if not hasattr(at, "line"):
            at = PositionIndex(loaded.text).find(at, on_key=problem.on_key)
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1
    assert loaded.faults or loaded.document


def target(raw):
    read_any(*split_seed(raw))


@bounded(1200, per_second=150)
@given(st.randoms(use_true_random=False))
def test_any_bytes_are_read_or_refused_at_their_place(random):
    path, raw = random.choice(FILES)
    raw = break_bytes(random, raw)
    note(f"{path}: {raw!r}")
    read_any(path, raw)
