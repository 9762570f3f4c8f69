"""Every worked example of docs/figures.md is computed, and every method has one."""

import inspect
import pkgutil
import re
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from taikou_cli.base.amounts import read_amount
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.evaluation import Evaluation, IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Period, Plan
from taikou_cli.model.scales import Rounding
from taikou_cli.progress import methods
from taikou_cli.progress.achievement import assess
from taikou_cli.progress.amounts import compute_amounts
from taikou_cli.progress.group import compute_share
from taikou_cli.progress.standing import stand
from taikou_cli.progress.wording import (
    describe_achievement,
    describe_amount_figure,
    describe_ratio,
    describe_share,
    round_expected,
)

PAGE = (Path(__file__).parents[2] / "docs/figures.md").read_text(encoding="utf-8")
EXAMPLES = [
    (YAML(typ="safe", pure=True).load(block), printed)
    for block, printed in re.findall(r"```yaml\n(.*?)```\n\n結果：`(.*?)`", PAGE, re.DOTALL)
]
NAMES = [module.name for module in pkgutil.iter_modules(methods.__path__)]


@pytest.mark.parametrize(("example", "printed"), [e for e in EXAMPLES if "kpi" in e[0]])
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
    assert describe_share(share, "項目", example["denominator"]) == printed


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
