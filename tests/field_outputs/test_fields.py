"""Every public text of a plan stands in every output that is meant for it, what is internal in none."""

import pytest

from taikou_cli.model.catalogue import entries_of, models_below
from taikou_cli.model.evaluation import Evaluation, Opinion
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.words import Words

from .outputs import OUTPUTS, is_asked_of_the_division, make_caller, read_text
from .sentinels import fill_plan

PLAN = fill_plan()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    PLAN.write(tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_output_shows_every_field_that_it_is_meant_for(output, folder, capsys):
    if "pdf" in output.name:
        pytest.importorskip("typst")
    printed = output.make(folder, make_caller(folder, capsys))
    text = "".join(printed.split())  # lines may end anywhere
    assert [
        one.path for one in PLAN.sentinels if one.text in text and not one.entry.is_public
    ] == []
    missing = {
        one.field
        for one in PLAN.sentinels
        if one.entry.is_public and output.is_meant(one) and one.text not in text
    }
    assert missing == output.lacks, "lacks が違う：示すようになった欄は outputs.py から消す"


def test_committee_is_asked_for_what_is_the_committees(folder, capsys):
    make_caller(folder, capsys)(
        "form", "export", "--year", "2026", "--for", "committee", "-o", folder / "form"
    )
    text = "".join(map(read_text, (folder / "form").glob("*.xlsx")))
    asked = [entry for entry in entries_of(Opinion) if entry.asked_of == "committee"]
    assert len(asked) >= 4
    assert [entry.key for entry in asked if f"<t>{entry.title}" not in text] == []


@pytest.mark.parametrize("model", models_below(Plan, Item, Evaluation), ids=lambda m: m.__name__)
def test_every_text_is_looked_for(model):
    """A field that is not filled could be left out of everything, and no test would see it."""
    looked_for = {one.field for one in PLAN.sentinels}
    texts = {
        f"{model.__name__}.{entry.key}"
        for entry in entries_of(model)
        if entry.kind.value in {"text", "link"}
    }
    assert texts - looked_for <= NO_FREE_TEXT


NO_FREE_TEXT = {
    "ScaleGrade.code",
    "ClassValue.code",
    "DeclaredField.name",
    "DeclaredField.unit",
    "DeclaredField.description",
    "SelfEvaluation.grade",
    "ActionResult.status",
    "IndicatorResult.status",
    "IndicatorReport.status",
    "PublicationTerms.area_code",
    "FormerTitle.title",
    "FixedTerm.term",
    "Synonym.term",
    "Reading.term",
    "Reading.reading",
    "Translation.text",
    "Correction.field",
    *(f"Words.{name}" for name in Words.model_fields),
}
"""Codes, what the rules read, names that were given up, and the words of all outputs: other tests
are theirs."""


def test_every_output_of_an_evaluation_is_asked_for():
    """The division is asked for all that it alone can know."""
    assert {one.model for one in PLAN.sentinels if is_asked_of_the_division(one)} == {
        "SelfEvaluation",
        "ActionResult",
        "IndicatorResult",
        "Pending",
        "Evidence",
        "Opinion",
        "Evaluation",
    }
