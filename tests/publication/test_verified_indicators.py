"""What `taikou verify` computes of an indicator agrees with what was published, whatever it is.

The two are written apart on purpose; here each is held against the other on invented indicators,
so that no honest bundle is called wrong.
"""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.scales import RatingScale, Rounding
from taikou_cli.progress.achievement import assess
from taikou_cli.progress.methods import list_methods
from taikou_cli.progress.standing import suggest_grade
from taikou_cli.publication.exports.json import _write as write_cell
from taikou_cli.publication.tables import indicators as tables
from taikou_cli.publication.tables.table import Column
from taikou_cli.publication.verification.achievement import KPIS, follow, print_percent
from taikou_cli.publication.verification.achievement import write_cell as write_text
from taikou_cli.publication.verification.judgement import suggest_grade as suggest_anew
from taikou_cli.publication.verification.open_data import parse_open_data
from taikou_cli.publication.verification.printed_targets import iter_misread_targets

YEAR, ITEM = 2025, 7
YEARS = range(2022, 2028)
GRADES = (
    {"code": "優", "label": "優", "favorable": True},
    {"code": "達成", "label": "達成", "at_least": Decimal(100)},
    {"code": "順調", "label": "順調", "at_least": Decimal("80.5")},
    {"code": "対象外", "label": "対象外", "counted": False},
    {"code": "遅れ", "label": "遅れ"},
)
COMMON = {"title": "尺度", "origin": "試験", "grades": GRADES}
KPI_SCALE = RatingScale.model_validate({**COMMON, "id": "kpis", "applies_to": "kpis"})

words = st.sampled_from(
    "93％超 １１７未満 25人以下 12.5％以上 -3以上 0以下 30を下回る 1,200件 100程度 おおむね90 90～95 "
    "8(年間) 全国5位以内 県内3位 維持 現状の維持 着手 3万人以上 1.5千件 2億5,050万円 5割3分 2倍以上 "
    "5ポイント上昇 20％以上短縮 半減 5件追加 50％超過 10分短縮 1時間30分以内 500㎡".split()
)
units = st.sampled_from(["件", "人", "千人", "％", "分", "百万円", "㎡"])
numbers = st.integers(-200, 200) | st.decimals(-500, 500, places=2)
amounts = numbers | words


@st.composite
def indicators(draw):
    optional = {
        "method": st.sampled_from(list_methods()),
        "first_year": st.sampled_from([2023, 2026]),
        "last_year": st.sampled_from([2024, 2026]),
        "baseline": st.fixed_dictionaries(
            {"fiscal_year": st.sampled_from([2021, 2027]), "value": amounts}
        ),
    }
    always = {
        "id": st.just("kpi"),
        "name": st.just("指標"),
        "unit": units,
        "direction": st.sampled_from(["higher", "lower"]),
        "targets": st.dictionaries(st.sampled_from(YEARS), amounts, max_size=4),
    }
    return Indicator.model_validate(draw(st.fixed_dictionaries(always, optional=optional)))


def results():
    optional = {
        "actual": amounts,
        "fiscal_year": st.sampled_from(YEARS),
        "status": st.sampled_from(["達成", "遅れ", "優", "対象外"]),
        "pending": st.just({"reason": "accounts", "expected": "2026-09"}),
    }
    one = st.fixed_dictionaries({"id": st.just("kpi")}, optional=optional)
    return st.dictionaries(st.sampled_from(YEARS), one.map(IndicatorResult.model_validate))


def read_back(layout, rows):
    """Give a table as it is read from the JSON file."""
    columns = [column._asdict() for column in layout.columns]
    named = [
        {c["name"]: json.loads(write_cell(cell), parse_float=Decimal) for c, cell in pairs}
        for pairs in (zip(columns, row, strict=True) for row in rows)
    ]
    return {"columns": columns, "rows": named}


def publish(indicator, achievements, plan, scales):
    """Give the open data of one indicator in some years."""
    layouts = {layout.name: layout for layout in tables.LAYOUTS}
    rows = {
        "kpis": [tables._describe(ITEM, indicator)],
        "targets": tables._list_targets(ITEM, indicator),
        "former_targets": tables._list_former_targets(ITEM, indicator),
        "actuals": [tables._describe_actual(ITEM, one, plan) for one in achievements],
    }
    document = {name: read_back(layouts[name], some) for name, some in rows.items()}
    plain = {"plan": [{"rounding": "half_up", "decimals": 1}], "scales": [], "codes": []}
    for subject, suggested_by in scales.items():
        row = {"applies_to": subject, "judged_by": None, "suggested_by": suggested_by}
        row["looks_at"] = "achievement"
        plain["scales"].append(row)
    lists = {"grade": GRADES}
    lists["kpi_status"] = GRADES if "kpis" in scales else [{"code": "達成"}, {"code": "未達成"}]
    for name, grades in lists.items():
        for grade in grades:
            least = grade.get("at_least")
            plain["codes"].append(
                {
                    "code_list": name,
                    "code": grade["code"],
                    "counted": int(grade.get("counted", True)),
                    "favorable": int(grade.get("favorable", False)),
                    "at_least": None if least is None else float(least),
                    "above": None,
                    "without": 0,
                }
            )
    for name, some in plain.items():
        names = some[0] if some else {}
        document[name] = {"columns": [Column(n, n)._asdict() for n in names], "rows": some}
    return parse_open_data(json.dumps(document, default=float).encode())


class Plan:
    """What of a plan the tables of indicators look at."""

    rounding = Rounding()


@settings(deadline=None)
@given(indicators(), results(), st.sampled_from([None, KPI_SCALE]))
def test_indicator_is_judged_as_it_was_published(indicator, evaluated, scale):
    years = [assess(indicator, evaluated, year, scale) for year in YEARS]
    data = publish(indicator, years, Plan, {"kpis": None} if scale else {})
    for published, row in zip(years, data.records("actuals"), strict=True):
        computed = follow(data, KPIS, row)
        assert (computed.state, computed.ratio, computed.met, computed.status) == (
            published.state.value,
            published.ratio,
            published.is_met,
            published.status,
        )
        assert (computed.way, computed.computed, computed.is_judged) == (
            published.progress,
            published.computed_status,
            published.is_judged_by_hand,
        )
        assert computed.expected == write_text(row["expected"])
        for exact, name in ((computed.ratio, "achievement"), (computed.way, "progress")):
            assert print_percent(data.records("plan")[0], exact) == write_text(row[name])
    assert list(iter_misread_targets(data, KPIS)) == []


@settings(deadline=None)
@given(
    st.lists(st.tuples(indicators(), results()), max_size=3),
    st.sampled_from(["lowest", "achieved_share"]),
)
def test_grade_is_suggested_as_it_was_published(pairs, suggested_by):
    told = {**COMMON, "id": "items", "applies_to": "items", "suggested_by": suggested_by}
    scale = RatingScale.model_validate(told)
    achievements = tuple(assess(one, evaluated, YEAR, KPI_SCALE) for one, evaluated in pairs)
    data = publish(
        Indicator(id="kpi", name="指標"), [], Plan, {"items": suggested_by, "kpis": None}
    )
    measured = [
        (one.ratio, one.is_met, one.status) for one in achievements if one.state.value == "measured"
    ]
    assert suggest_anew(data, measured) == suggest_grade(achievements, scale, KPI_SCALE)
