"""The plan and its results as StratML part 2 (ISO 17469): goals, items, indicators, results."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from taikou_cli.base.fiscal_year import FiscalYears
from taikou_cli.model.branches import LEVELS
from taikou_cli.progress.wording import FINALITIES
from taikou_cli.publication.dataset_title import mark_fictitious
from taikou_cli.publication.tables.table import Cell, Table

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

_Record = Mapping[str, Cell]
_Groups = Mapping[tuple[Cell, ...], list[_Record]]
_Words = Mapping[str, str]
_Span = tuple[str, str]
_URL = re.compile(r"https?://[!-~]+")


class _Indicators(NamedTuple):
    """The indicators of items or of goals, with what is known of them.

    Attributes:
        years: How the government counts its years.
        name: `kpi` or `kgi`: the column of their ids.
        definitions: Their definitions by what they belong to.
        targets: Their baselines and targets by what they belong to and their ids.
        actuals: Their actual values by the same.
    """

    years: FiscalYears
    name: str
    definitions: _Groups
    targets: _Groups
    actuals: _Groups


def render_all(tables: Iterable[Table]) -> bytes:
    """Give the document.

    StratML has two levels: a goal of the plan is a Goal, an item an Objective of it that names
    its policy. As indicators hang on objectives only, a goal's own hang on one more Objective.
    """
    by_name = {table.name: table for table in tables}

    def read(name: str) -> list[dict[str, Cell]]:
        return by_name[name].list_records()

    words = _read_words(read("codes"))
    (about,) = read("plan")
    years = _read_years(about)
    kind = "Performance_Report" if by_name["evaluations"].rows else "Strategic_Plan"
    root = Element("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": kind})
    _add(root, "Name", f"{mark_fictitious(fictitious=bool(about['fictitious']))}{about['title']}")
    _add(root, "Description", about["subtitle"])
    core = SubElement(root, "StrategicPlanCore")
    organization = SubElement(core, "Organization")
    _add(organization, "Name", about["government"])
    _add(organization, "Identifier", "government")
    if about["vision"]:
        _add(SubElement(core, "Vision"), "Description", about["vision"])
    kpis = _Indicators(
        years,
        "kpi",
        _group(read("kpis"), "item"),
        _group(read("targets"), "item", "kpi"),
        _group(read("actuals"), "item", "kpi"),
    )
    kgis = _Indicators(
        years,
        "kgi",
        _group(read("kgis"), "goal"),
        _group(read("kgi_targets"), "goal", "kgi"),
        _group(read("kgi_actuals"), "goal", "kgi"),
    )
    amounts = _group(read("amounts"), "item")
    parts = {(one["amount"], one["part"]): one["name"] for one in read("amount_parts")}
    items = _group(read("items"), "goal")
    evaluations = _group(read("evaluations"), "item")
    for goal in read("goals"):
        element = _add_goal(core, goal)
        _add_goal_indicators(element, goal, kgis, words)
        for item in items[goal["goal"],]:
            objective = _add_item(element, item, evaluations[item["item"],], kpis, words)
            _add_amounts(
                objective,
                amounts[item["item"],],
                parts,
                len(kpis.definitions[item["item"],]),
                years,
            )
    _add_administration(root, about)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _read_years(about: _Record) -> FiscalYears:
    return FiscalYears(int(str(about["year_starts"])), str(about["year_named_by"]))


def _span(years: FiscalYears, year: Cell) -> _Span:
    """Give the first and the last day of a fiscal year."""
    number = int(str(year))
    return years.first_day(number).isoformat(), years.last_day(number).isoformat()


def _read_words(codes: Iterable[_Record]) -> _Words:
    """Give what the plan calls its parts, as the table of codes tells it."""
    named = (one for one in codes if one["code_list"] == "word")
    return {str(one["code"]): str(one["meaning"]) for one in named}


def _add_goal(core: Element, goal: _Record) -> Element:
    element = SubElement(core, "Goal")
    _add(element, "Name", goal["title"])
    _add(element, "Description", goal["summary"] or goal["title"])
    _add(element, "Identifier", f"goal_{goal['goal']}")
    _add(element, "SequenceIndicator", goal["goal"])
    return element


def _add_goal_indicators(element: Element, goal: _Record, kgis: _Indicators, words: _Words) -> None:
    if not kgis.definitions[goal["goal"],]:
        return
    objective = SubElement(element, "Objective")
    _add(objective, "Name", f"{words['goal']}{goal['goal']}の成果を測る指標（KGI）")
    _add(objective, "Identifier", f"kgis_{goal['goal']}")
    _add_indicators(objective, goal["goal"], kgis)


def _add_item(
    element: Element,
    item: _Record,
    evaluations: list[_Record],
    kpis: _Indicators,
    words: _Words,
) -> Element:
    objective = SubElement(element, "Objective")
    _add(objective, "Name", item["title"])
    _add(objective, "Identifier", f"item_{item['item']}")
    _add(objective, "SequenceIndicator", item["item"])
    if item["division_title"]:
        stakeholder = SubElement(objective, "Stakeholder", StakeholderTypeType="Organization")
        _add(stakeholder, "Name", item["division_title"])
        role = SubElement(stakeholder, "Role")
        _add(role, "Name", f"主担当の{words['division']}")
        _add(role, "RoleType", "Performer")
    grades = "".join(
        f"　{one['fiscal_year']}年度の評価区分：{one['grade']}"
        for one in evaluations
        if one["grade"]
    )
    where = "　".join(
        f"{words[level]}{item[level]}　{item[f'{level}_title']}"
        for level in LEVELS[1:]
        if item.get(level)
    )
    about = f"{where}{grades}"
    _add(objective, "OtherInformation", about)
    _add_indicators(objective, item["item"], kpis)
    return objective


def _add_amounts(
    objective: Element,
    amounts: list[_Record],
    parts: Mapping[tuple[Cell, Cell], Cell],
    before: int,
    years: FiscalYears,
) -> None:
    """Add what an item plans and tells of each part of each amount as an indicator.

    Args:
        objective: The item.
        amounts: Its rows.
        parts: The names of the parts.
        before: How many indicators stand before.
        years: How the government counts its years.
    """
    for number, (key, rows) in enumerate(_group(amounts, "amount", "part").items(), before + 1):
        element = SubElement(objective, "PerformanceIndicator")
        amount, part = key
        name = f"（{parts[amount, part]}）" if (amount, part) in parts else ""
        ids = ("amount", rows[0]["item"], amount, *((part,) if name else ()))
        _add(element, "SequenceIndicator", number)
        _add(element, "MeasurementDimension", f"{rows[0]['name']}{name}")
        _add(element, "UnitOfMeasurement", rows[0]["unit"])
        _add(element, "Identifier", "_".join(map(str, ids)))
        for row in rows:
            instance = SubElement(element, "MeasurementInstance")
            for result, column in (("TargetResult", "planned"), ("ActualResult", "actual")):
                if row[column] is not None:
                    told = {"value": row[column], "value_text": None}
                    _add_result(instance, result, _span(years, row["fiscal_year"]), told, None)


def _add_indicators(objective: Element, owner: Cell, all_: _Indicators) -> None:
    for number, one in enumerate(all_.definitions[owner,], start=1):
        element = SubElement(objective, "PerformanceIndicator")
        _add(element, "SequenceIndicator", number)
        _add(element, "MeasurementDimension", one["name"])
        _add(element, "UnitOfMeasurement", one["unit"] or "未定")
        _add(element, "Identifier", f"{all_.name}_{owner}_{one[all_.name]}")
        key = (owner, one[all_.name])
        targets = all_.targets[key]
        actuals = [row for row in all_.actuals[key] if row["state"] == "measured"]
        by_year = _group(targets, "fiscal_year", "kind")
        for year in sorted(set(_iter_years(targets, actuals))):
            instance = SubElement(element, "MeasurementInstance")
            span = _span(all_.years, year)
            for target in by_year[year, "target"]:
                _add_result(instance, "TargetResult", span, target, None)
            for baseline in by_year[year, "baseline"]:
                _add_result(instance, "ActualResult", span, baseline, "基準値")
            for actual in actuals:
                if _year_of(actual) == year:
                    _add_result(instance, "ActualResult", span, actual, _describe(actual))


def _iter_years(targets: list[_Record], actuals: list[_Record]) -> Iterator[int]:
    yield from (int(str(row["fiscal_year"])) for row in targets)
    yield from map(_year_of, actuals)


def _year_of(actual: _Record) -> int:
    return int(str(actual["value_year"] or actual["fiscal_year"]))


def _describe(actual: _Record) -> str | None:
    parts = (FINALITIES.get(str(actual["finality"])), actual["status"], actual["note"])
    return "　".join(str(part) for part in parts if part) or None


def _add_result(
    instance: Element, name: str, span: _Span, row: _Record, description: str | None
) -> None:
    result = SubElement(instance, name)
    _add(result, "StartDate", span[0])
    _add(result, "EndDate", span[1])
    value = row["value"]
    _add(result, "NumberOfUnits", format(value, "f") if isinstance(value, Decimal) else value)
    if row["value_text"]:
        descriptor = SubElement(result, "Descriptor")
        _add(descriptor, "DescriptorValue", row["value_text"])
    _add(result, "Description", description)


def _add_administration(root: Element, about: _Record) -> None:
    element = SubElement(root, "AdministrativeInformation")
    years = _read_years(about)
    _add(element, "StartDate", _span(years, about["first_year"])[0])
    _add(element, "EndDate", _span(years, about["last_year"])[1])
    url = str(about["url"])
    _add(element, "Source", url if _URL.fullmatch(url) else None)


def _add(parent: Element, name: str, value: Cell) -> None:
    """Add an element with a text; none where nothing is known."""
    if value is not None:
        SubElement(parent, name).text = str(value)


def _group(records: Iterable[_Record], *columns: str) -> _Groups:
    """Give the records by their values in some columns; none by values that no record has."""
    groups: defaultdict[tuple[Cell, ...], list[_Record]] = defaultdict(list)
    for one in records:
        groups[tuple(one[name] for name in columns)].append(one)
    return groups
