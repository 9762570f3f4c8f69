"""What others say, amounts and declared fields included, is in every output; what is private in none."""

from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest

from taikou_cli.cli.main import run

from .outputs import OUTPUTS, make_caller
from .sentinels import FilledPlan, load_small_plan

FIELDS = [
    {"id": "worth", "name": "見立て", "on": "evaluation", "type": "text"},
    {"id": "hours", "name": "聞き取り", "on": "evaluation", "type": "number", "unit": "時間"},
    {"id": "doubt", "name": "内心", "on": "evaluation", "type": "text", "public": False},
]
NAMES = ("見立て", "聞き取り", "内心")
AMOUNTS = [
    {"id": "effect", "name": "効果額", "unit": "円", "parts": [{"id": "saving", "name": "削減"}]},
    {"id": "cost", "name": "事業費", "unit": "円", "actual_name": "決算額"},
]
# Where something is assessed: the file, the keys on the way, and the outputs that tell of it.
YEAR, PERIOD = "evaluations/2026", "evaluations/period"
OF_YEAR = {"csv", "xlsx", "json", "diff", "annual", "site"}
OF_PERIOD = {"csv", "xlsx", "json", "diff", "final", "site"}
PLACES: tuple[tuple[str, tuple[str | int, ...], set[str]], ...] = (
    (f"{YEAR}/01.yaml", ("assessments", 0), OF_YEAR | {"show"}),
    (f"{YEAR}/goals.yaml", ("assessments", 0), OF_YEAR),
    (f"{YEAR}/goals.yaml", ("goals", 0, "assessments", 0), OF_YEAR),
    (f"{YEAR}/goals.yaml", ("policies", 0, "assessments", 0), OF_YEAR),
    (f"{PERIOD}/02.yaml", (), OF_PERIOD | {"show"}),
    (f"{PERIOD}/02.yaml", ("assessments", 0), OF_PERIOD | {"show"}),
    (f"{PERIOD}/goals.yaml", ("policies", 0, "assessments", 0), OF_PERIOD),
)


def name_values(place: int) -> tuple[str, str, str, str, str]:
    """Give a text, three numbers and a private text that stand nowhere else."""
    return f"Za{place}見立", f"8{place}31", f"7{place}42", f"6{place}53", f"Zp{place}内心"


def declare() -> dict[str, Any]:
    """Give the small plan with the fields and the amounts declared."""
    files = load_small_plan()
    files["plan.yaml"] |= {"fields": FIELDS, "amounts": AMOUNTS}
    files["evaluations/2026/04.yaml"]["state_reason"] = "ほかの取組に含めた。"
    return files


def fill() -> FilledPlan:
    """Put fields and amounts wherever somebody assesses."""
    files = declare()
    for place, (path, steps, _) in enumerate(PLACES):
        record: Any = files[path]
        for step in steps:
            record[step] = copy(record[step])  # the small plan's own are the same everywhere
            record = record[step]
        text, hours, saving, cost, doubt = name_values(place)
        record["fields"] = {"worth": text, "hours": int(hours), "doubt": doubt}
        record["amounts"] = {"effect": {"saving": int(saving)}, "cost": int(cost)}
    return FilledPlan(files, ())


PLAN = fill()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    PLAN.write(tmp_path / "data")
    return tmp_path


def spell(number: str) -> Iterator[str]:
    yield number
    yield f"{int(number):,}"


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_output_shows_all_that_others_say(output, folder, capsys):
    if "pdf" in output.name:
        pytest.importorskip("typst")
    text = "".join(output.make(folder, make_caller(folder, capsys)).split())
    assert "内心" not in text
    for place, (path, steps, outputs) in enumerate(PLACES):
        if output.name.split()[0] in outputs:
            told, *numbers, _ = name_values(place)
            lacking = [one for one in numbers if not any(s in text for s in spell(one))]
            assert (told in text, lacking) == (True, []), (path, steps)


def test_plan_is_without_errors_and_figures_do_not_change(folder, capsys):
    taikou = make_caller(folder, capsys)
    taikou("validate")
    with_all = taikou("status", "--year", "2026", "--format", "json")
    FilledPlan(declare(), ()).write(folder / "data")
    assert with_all == taikou("status", "--year", "2026", "--format", "json")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"fields": {"wroth": "よい"}}, "TK232"),
        ({"fields": {"hours": "三時間"}}, "TK233"),
        ({"amounts": {"efect": {"saving": 1}}}, "TK320"),
        ({"amounts": {"effect": {"revenue": 1}}}, "TK320"),
        ({"amounts": {"effect": 5}}, "TK321"),
    ],
)
@pytest.mark.parametrize("path", [f"{YEAR}/goals.yaml", f"{YEAR}/01.yaml", f"{PERIOD}/02.yaml"])
def test_wrong_value_is_found_at_its_place(said, code, path, folder, capsys):
    PLAN.files[path]["assessments"][0] |= (kept := dict(PLAN.files[path]["assessments"][0])) | said
    PLAN.write(folder / "data")
    PLAN.files[path]["assessments"][0] |= kept
    assert run(["validate", "--data", str(folder / "data")]) == 1
    printed = "".join(capsys.readouterr())
    assert f"{path}:" in printed
    assert code in printed
