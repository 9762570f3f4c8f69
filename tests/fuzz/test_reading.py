"""Any bytes are read, or refused at a place that exists."""

from hypothesis import given, note
from hypothesis import strategies as st

from taikou_cli.checks.registry import load_rules
from taikou_cli.model.documents import match_document_kind
from taikou_cli.project.file_loading import load_file
from taikou_cli.store.yaml_positions import PositionIndex

from .broken import FILES, break_bytes
from .budget import bounded

RULES = {rule.name for rule in load_rules() if rule.is_of_reading}
PATHS = ("plan.yaml", "goals.yaml", "organization.yaml", "items/01.yaml")
PATHS += ("evaluations/2025/01.yaml", "evaluations/2025/goals.yaml", "publications/2025.yaml")


def read_any(path, raw):
    loaded = load_file(path, raw, match_document_kind(path))
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
    read_any(PATHS[raw[0] % len(PATHS)] if raw else PATHS[0], raw[1:])


def mutate(raw, random):
    return raw[:1] + break_bytes(random, raw[1:])


def seeds():
    for path, raw in FILES:
        kind = match_document_kind(path).kind
        place = next(n for n, one in enumerate(PATHS) if match_document_kind(one).kind is kind)
        yield bytes([place]) + raw


@bounded(1200, per_second=150)
@given(st.randoms(use_true_random=False))
def test_any_bytes_are_read_or_refused_at_their_place(random):
    path, raw = random.choice(FILES)
    raw = break_bytes(random, raw)
    note(f"{path}: {raw!r}")
    read_any(path, raw)
