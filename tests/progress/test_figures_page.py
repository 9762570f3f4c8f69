"""Every worked example of docs/figures.md is computed, and every method has one."""

import inspect
import pkgutil
import re
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

from taikou_cli.base.amounts import read_amount
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.evaluation import Evaluation, IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Period, Plan
from taikou_cli.model.scales import RatingScale, Rounding
from taikou_cli.progress import methods
from taikou_cli.progress.achievement import assess, judge_by
from taikou_cli.progress.amounts import compute_amounts
from taikou_cli.progress.group import RateFigure, compute_share
from taikou_cli.progress.standing import stand
from taikou_cli.progress.wording import (
    COUNTERS,
    DENOMINATORS,
    describe_achievement,
    describe_amount_figure,
    describe_rate,
    describe_ratio,
    round_expected,
)
from taikou_cli.store.yaml_reading import read_yaml

PAGE = (Path(__file__).parents[2] / "docs/figures.md").read_text(encoding="utf-8")
EXAMPLES = [
    (read_yaml(block)[0], printed)
    for block, printed in re.findall(r"```yaml\n(.*?)```\n\n結果：`(.*?)`", PAGE, re.DOTALL)
]
NAMES = [module.name for module in pkgutil.iter_modules(methods.__path__)]


@pytest.mark.parametrize(
    ("example", "printed"), [e for e in EXAMPLES if "kpi" in e[0] and "scale" not in e[0]]
)
def test_achievement_of_an_example_is_as_the_page_says(example, printed):
    kpi = Indicator.model_validate({"id": "k", "name": "指標", "unit": "件", **example["kpi"]})
    results = {
        year: IndicatorResult(id="k", actual=actual, fiscal_year=year)
        for year, actual in example["actuals"].items()
    }
    achievement = assess(kpi, results, example["year"], None)
    assert describe_achievement(achievement, Rounding()) == printed
    if "progress" in example:
        assert describe_ratio(achievement.progress, Rounding()) == example["progress"]
    if "expected" in example:
        assert str(round_expected(achievement, Rounding())) == example["expected"]


@pytest.mark.parametrize(("example", "printed"), [e for e in EXAMPLES if "grades" in e[0]])
def test_rate_of_an_example_is_as_the_page_says(example, printed):
    grades = example["grades"]
    share = compute_share(sum(grades[c] for c in example["rate"]), sum(grades.values()), Rounding())
    rate = RateFigure("rate", "", "items", example["denominator"], share)
    assert describe_rate(rate) == printed


@pytest.mark.parametrize(("example", "printed"), [e for e in EXAMPLES if "scale" in e[0]])
def test_status_of_an_example_is_as_the_page_says(example, printed):
    grades = [{"label": "意味", **grade} for grade in example["scale"]["grades"]]
    about = {"id": "s", "title": "尺度", "applies_to": "kpis", "origin": "例"}
    scale = RatingScale.model_validate({**about, **example["scale"], "grades": tuple(grades)})
    kpi = Indicator.model_validate({"id": "k", "name": "指標", **example["kpi"]})
    results = {
        year: IndicatorResult(id="k", actual=actual, fiscal_year=year)
        for year, actual in example["actuals"].items()
    }
    assert judge_by(assess(kpi, results, example["year"], scale), scale) == printed


@pytest.mark.parametrize(("example", "printed"), [e for e in EXAMPLES if "amount" in e[0]])
def test_sum_of_an_example_is_as_the_page_says(example, printed):
    plan = Plan.model_construct(
        period=Period(first_year=2000, last_year=2030),
        amounts=(AmountKind.model_validate({"id": "x", **example["amount"]}),),
    )
    standings = []
    for number, one in enumerate(example["items"], 1):
        item = Item(number=number, policy=1, title="項目", amounts={"x": one["planned"]})
        told = {
            year: Evaluation(item=number, fiscal_year=year, stage="s", amounts={"x": amount})
            for year, amount in one.get("actual", {}).items()
        }
        standings.append(stand(item, told, example["year"], plan))
    assert describe_amount_figure(compute_amounts(standings, plan)[0]) == printed


def say_share(rate, counter):
    return f"{rate['percent']}％＝{rate['numerator']}{counter}/{rate['denominator']}{counter}"


@pytest.mark.parametrize(("example", "printed"), [e for e in EXAMPLES if "denominators" in e[0]])
def test_rate_over_actions_or_kpis_is_as_the_page_says(compute, example, printed):
    of, year = ("actions" if "actions" in example else "kpis"), example["year"]
    groups = [
        (one, f"n{at}_{n}") for at, one in enumerate(example[of]) for n in range(one["count"])
    ]
    name = {"actions": "title", "kpis": "name"}[of]
    parts = [
        {"id": id_, name: id_} | {k: v for k, v in one.items() if k == "last_year"}
        for one, id_ in groups
    ]
    told = [{"id": id_, "status": one["status"]} for one, id_ in groups if "status" in one]
    codes = [one["status"] for one in example[of] if "status" in one]
    rates = [
        {"id": d, "name": d, "grades": list(example["rate"]), "denominator": d}
        for d in example["denominators"]
    ]
    scale = {"id": "s", "title": "尺度", "applies_to": of, "origin": "例", "rates": rates}
    scale["grades"] = [{"code": code, "label": code} for code in codes]
    first = min([year, *(one["last_year"] for one in example[of] if "last_year" in one)])
    figures = compute(
        [{of: parts}], [{year: {of: told}}], year, scales=[scale], period=_period(first, year)
    )
    found = [
        f"{say_share(rate, COUNTERS[of])}（{DENOMINATORS[of][rate['denominator_of']]}）"
        for rate in figures["overall"]["rates"]
    ]
    assert "、".join(found) == printed


def _period(first, last):
    return {"first_year": first, "last_year": last}


@pytest.mark.parametrize(("example", "printed"), [e for e in EXAMPLES if "goals" in e[0]])
def test_repeated_and_marked_items_are_counted_as_the_page_says(compute, example, printed):
    policies = {
        number: [{"number": n, "title": f"方針{n}"} for n in below]
        for number, below in example["goals"].items()
    }
    goals = [{"number": n, "title": f"目標{n}", "policies": below} for n, below in policies.items()]
    items = [
        {k: v for k, v in one.items() if k in {"policy", "also_under"}} for one in example["items"]
    ]
    for item, one in zip(items, example["items"], strict=True):
        item["classes"] = {"priority": ["重点"]} if one.get("priority") else {}
    rate = {"id": "r", "name": "率", "grades": example["rate"], "denominator": "all"}
    grades = [{"code": code, "label": code} for code in "AB"]
    scale = {"id": "s", "title": "尺度", "applies_to": "items", "origin": "例"}
    marked = {"id": "priority", "name": "重点", "roll_up": True}
    marked["values"] = [{"code": "重点", "label": "重点項目"}]
    told = [
        {example["year"]: {"self_evaluation": {"grade": one["grade"]}}} for one in example["items"]
    ]
    figures = compute(
        items,
        told,
        example["year"],
        goals,
        counts={"goals": 2, "policies": 3, "items": len(items)},
        scales=[{**scale, "grades": grades, "rates": [rate]}],
        classifications=[marked],
    )
    groups = {f"目標{goal['number']}": goal for goal in figures["goals"]}
    groups |= {"全体": figures["overall"], "重点": figures["classifications"][0]["values"][0]}
    found = [
        f"{name} {say_share(group['rates'][0], COUNTERS['items'])}"
        + (f"（うち再掲{group['repeated']}）" if group.get("repeated") else "")
        for name, group in groups.items()
    ]
    assert "、".join(found) == printed


def test_page_has_examples_of_what_is_counted_apart():
    kinds = [
        sum("denominators" in example for example, _ in EXAMPLES),
        sum("goals" in example for example, _ in EXAMPLES),
        sum("scale" in example for example, _ in EXAMPLES),
        sum("progress" in example for example, _ in EXAMPLES),
    ]
    assert kinds == [3, 1, 5, 4]


def test_page_has_examples_of_amounts():
    assert sum("amount" in example for example, _ in EXAMPLES) == 2


@pytest.mark.parametrize("name", NAMES)
def test_method_is_defined_on_the_page_as_in_its_file_and_has_an_example(name):
    title, _, definition = inspect.cleandoc(
        import_module(f"{methods.__name__}.{name}").__doc__
    ).partition("\n\n")
    section = PAGE.partition(f"### `{name}`　{title}\n")[2].partition("\n#")[0]
    assert definition in section
    assert "結果：" in section


@pytest.mark.parametrize(
    ("method", "printed"), [("half_up", "4.4"), ("truncate", "4.4"), ("half_even", "4.4")]
)
def test_percentages_are_rounded_once_from_the_exact_fraction(method, printed):
    """4.449 would become 4.45 and then 4.5 in two steps; the page promises one."""
    assert str(Rounding(method=method).apply(Fraction(4449, 1000))) == printed


ROWS = re.findall(
    r"^\| (\S+) \| `(\S+)` \| (\S+) \|$",
    PAGE.partition("### 単位と位")[2].partition("\n#")[0],
    re.MULTILINE,
)


@pytest.mark.parametrize(("unit", "written", "number"), ROWS)
def test_amount_is_read_as_the_table_of_the_page_says(unit, written, number):
    assert read_amount(written, unit).value == int(number)


def test_page_has_a_table_of_amounts():
    assert len(ROWS) == 7
