"""Any values that YAML can say meet the models, or are refused in words."""

from hypothesis import given, note
from hypothesis import strategies as st
from pydantic import ValidationError

from taikou_cli.model.documents import DOCUMENT_KINDS, match_document_kind
from taikou_cli.project.schema_problems import describe_errors

from .broken import FILES, break_data, freeze, read_data
from .budget import bounded

DATA = [(match_document_kind(path).kind, read_data(raw)) for path, raw in FILES]


def meet_model(kind, data):
    try:
        kind.model.model_validate(data)
    except ValidationError as error:
        told = list(describe_errors(error, kind.model, "データ.yaml"))
        assert told
        for _, problem in told:
            assert not problem.message.isascii()
            assert not problem.hint.isascii()


@bounded(1500, per_second=250)
@given(st.randoms(use_true_random=False))
def test_any_values_are_taken_or_refused_in_words(random):
    kind, data = random.choice(DATA)
    data = freeze(break_data(random, data))
    note(repr(data))
    meet_model(random.choice((kind, kind, kind, *DOCUMENT_KINDS)), data)


target = test_any_values_are_taken_or_refused_in_words.hypothesis.fuzz_one_input
