"""The catalogue of fields: what every field says of itself, and that nothing is left out of it."""

from typing import Annotated, Literal

import pytest
from pydantic import Field

from taikou_cli.model.asked import DIVISION, Asked
from taikou_cli.model.catalogue import Kind, entries_of, entry_of, models_below, stories_of
from taikou_cli.model.documents import DOCUMENT_KINDS
from taikou_cli.model.evaluation import Evaluation, IndicatorResult, Opinion, SelfEvaluation
from taikou_cli.model.fields import Date, Identifier, Text, YearMonth
from taikou_cli.model.json_schema import build_schemas
from taikou_cli.model.moved_back import MovedBack
from taikou_cli.model.record import Record
from taikou_cli.model.validity import Validity

ALL = models_below(*(kind.model for kind in DOCUMENT_KINDS))


class Sample(Record):
    """A record with a field of many kinds."""

    asked = DIVISION

    text: Text = Field(title="文", description="説明。")
    month: Annotated[YearMonth, Asked("office", "grade")] = Field(title="月")
    later: Annotated[YearMonth | None, Asked("office", is_text=False)] = Field(default=None)
    day: Date | None = Field(default=None, alias="from")
    choice: Literal["a", "b"] = Field(default="a")
    note: Annotated[Text | None, Asked("office", is_public=False)] = Field(default=None)
    below: tuple[Validity, ...] = ()
    named: dict[Identifier, Text] = Field(default_factory=dict)


def test_field_is_described_by_its_declaration():
    text = entry_of(Sample, "text")
    assert (text.key, text.title, text.description) == ("text", "文", "説明。")
    assert (text.kind, text.asked_of, text.section) == (Kind.TEXT, "division", "story")
    assert (text.is_public, text.is_text, text.is_held) == (True, True, True)


def test_field_says_for_itself_what_differs_from_its_record():
    assert (entry_of(Sample, "month").asked_of, entry_of(Sample, "month").section) == (
        "office",
        "grade",
    )
    assert not entry_of(Sample, "later").is_text
    assert not entry_of(Sample, "note").is_public
    assert not entry_of(Sample, "note").is_held


def test_kind_is_read_through_what_is_written_around_a_type():
    kinds = {entry.name: entry.kind.value for entry in entries_of(Sample)}
    assert kinds == {
        "text": "text",
        "month": "month",
        "later": "month",
        "day": "date",
        "choice": "choice",
        "note": "text",
        "below": "list",
        "named": "mapping",
    }
    assert entry_of(Sample, "choice").choices == ("a", "b")
    assert entry_of(Sample, "below").record is Validity


def test_key_is_the_one_of_the_file():
    assert entry_of(Sample, "day").key == "from"


def test_mark_leaves_what_a_field_takes_as_it_was():
    with pytest.raises(ValueError, match="month"):
        Sample.model_validate({"text": "文", "month": "2026-13"})
    sample = Sample.model_validate({"text": "文", "month": "2026-12"})
    assert entry_of(Sample, "month").read(sample) == "2026-12"


def test_stories_are_what_everybody_reads_in_order():
    assert [entry.name for entry in stories_of(SelfEvaluation)][:4] == [
        "achievements",
        "factors",
        "issues",
        "review",
    ]
    assert [entry.name for entry in stories_of(Sample)] == ["text", "later", "day", "choice"]


def test_who_is_asked_for_an_evaluation():
    asked = {(m, e.name): e.asked_of for m in ALL for e in entries_of(m)}
    assert asked[SelfEvaluation, "achievements"] == "division"
    assert asked[IndicatorResult, "actual"] == "division"
    assert asked[Opinion, "opinion"] == "committee"
    assert asked[Opinion, "response"] == "division"
    assert asked[Opinion, "follow_up"] == "office"
    assert {name for (m, name), of in asked.items() if m is Evaluation and of is None} == {
        "item",
        "fiscal_year",
        "stage",
        "dates",
        "moved_back",
        "fields",  # each says itself of whom it is asked
    }


def test_only_what_is_internal_is_not_public():
    hidden = {(m.__name__, e.name) for m in ALL for e in entries_of(m) if not e.is_public}
    moved_back = {("MovedBack", name) for name in MovedBack.model_fields}
    assert hidden - moved_back == {
        ("Evaluation", "moved_back"),
        ("Evaluation", "internal_note"),
        ("PeriodEvaluation", "internal_note"),
    }


def test_what_steers_the_work_or_is_said_later_is_no_text_of_the_year():
    others = {f"{m.__name__}.{e.name}" for m in ALL for e in entries_of(m) if not e.is_text}
    assert others == {
        "Plan.counts",
        "Plan.calendar",
        "Plan.checks",
        "Plan.wording",
        "Stage.body",
        "Stage.publishable",
        "Stage.demands",
        "Stage.closes",
        "DeclaredField.choices",
        "DeclaredField.description",
        "DeclaredField.asked_of",
        "DeclaredField.required_from",
        "DeclaredField.public",
        "Division.owner",
        "Division.page",
        "Division.telephone",
        "Division.mail",
        "IndicatorResult.target",
        "Opinion.follow_up",
    }


def test_schema_says_who_is_asked_and_what_is_internal():
    schema = build_schemas()["evaluation"].decode()
    assert '"x-asked-of": "division"' in schema
    assert schema.count('"x-public": false') == 2 + len(MovedBack.model_fields)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_every_field_of_every_file_stands_in_the_catalogue(model):
    entries = entries_of(model)
    assert [entry.name for entry in entries] == [*model.model_fields]
    assert all(entry.title and entry.description for entry in entries)
    assert len({entry.key for entry in entries}) == len(entries)
    assert not [entry.key for entry in entries if entry.kind is Kind.RECORD and not entry.record]
