"""Each practice's sheets stand in every output to the last word and number, and nobody else's words."""

import re

import pytest

from tests.field_outputs.outputs import read_text

from .sheets import is_in, list_told

YEARS = {
    "effects": 2026,
    "project_review": 2026,
    "three_judges": 2026,
    "half_year": 2026,
    "rag": 2026,
    "whole_period": 2020,
}
OF_GUNMA = re.compile("群馬|官民データ|県民|湯けむり|県の対応|知事")
OF_TABLES = re.compile("群馬|湯けむり")
"""Tables of codes name 官民データ活用推進計画 as a way to group, whatever the plan has."""
ANNUAL = ("md", "html", "pdf")
EXPORTS = ("csv", "xlsx", "json", "site")


def make(plan, kind, form):
    """Give all the text of an output, without spaces."""
    out = plan.folder / f"{kind}.{form}"
    if kind == "export":
        plan.run("export", "--format", form, "-o", out)
    elif kind == "show":
        return strip("".join(plan.run("show", n, "--year", plan.year) for n in plan.numbers))
    else:
        plan.run("report", "--kind", kind, "--format", form, "--year", plan.year, "-o", out)
    pattern = "*.html" if form == "site" else "*"
    files = sorted(path for path in out.rglob(pattern)) if out.is_dir() else [out]
    text = "\n".join(read_text(path) for path in files if path.is_file())
    # The labels of a page are marked, and what stands in them.
    return strip(re.sub("</?span[^>]*>", "", text) if form == "site" else text)


def strip(text):
    return "".join(text.split())


@pytest.fixture(params=YEARS)
def plan(request, practice):
    opened = practice(request.param)
    opened.year = YEARS[request.param]
    opened.numbers = sorted(opened.project.items_by_number())
    return opened


@pytest.mark.parametrize("form", [*ANNUAL, *EXPORTS])
def test_output_has_every_word_and_number_of_the_sheets_of_a_year(plan, form):
    if form == "pdf":
        pytest.importorskip("typst")
    text = make(plan, "annual" if form in ANNUAL else "export", form)
    told = list(list_told(plan.project, plan.year))
    assert len(told) > len(plan.numbers)
    assert [(key, one) for key, one in told if not is_in(one, text)] == []
    assert (OF_GUNMA if form in ANNUAL else OF_TABLES).findall(text) == []


@pytest.mark.parametrize("form", [*ANNUAL, *EXPORTS])
def test_output_has_every_word_of_the_period(practice, form):
    if form == "pdf":
        pytest.importorskip("typst")
    plan = practice("whole_period")
    plan.year = YEARS["whole_period"]
    text = make(plan, "final" if form in ANNUAL else "export", form)
    told = list(list_told(plan.project, None))
    assert len(told) > 60
    assert [(key, one) for key, one in told if not is_in(one, text)] == []


def test_screen_shows_every_item_to_the_last_word(plan):
    text = make(plan, "show", "")
    told = [one for one in list_told(plan.project, plan.year) if "goals.yaml" not in one[0]]
    assert [(key, one) for key, one in told if not is_in(one, text)] == []
    assert OF_GUNMA.findall(text) == []
