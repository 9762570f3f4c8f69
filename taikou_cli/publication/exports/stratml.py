"""The plan and its results as StratML part 2 (ISO 17469): goals, items, indicators, results."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from taikou_cli.model.plan import Plan
from taikou_cli.progress.wording import FINALITIES
from taikou_cli.publication.dataset_title import mark_fictitious
from taikou_cli.publication.tables.table import Cell, Table

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

_Record = Mapping[str, Cell]
_URL = re.compile(r"https?://[!-~]+")


class _Indicators(NamedTuple):
    """The indicators of items or of goals, with what is known of them.

    Attributes:
        name: `kpi` or `kgi`: the column of their ids.
        owner: `item` or `goal`: the column of what they belong to.
        definitions: Their definitions.
        targets: Their baselines and targets.
        actuals: Their actual values.
    """

    name: str
    owner: str
    definitions: list[dict[str, Cell]]
    targets: list[dict[str, Cell]]
    actuals: list[dict[str, Cell]]


def render_all(tables: Iterable[Table], plan: Plan) -> bytes:
    """Give the document.

    StratML has two levels: a goal of the plan is a Goal, an item an Objective of it that names
    its policy. As indicators hang on objectives only, a goal's own hang on one more Objective.
    """
    records = {table.name: table.list_records() for table in tables}
    (about,) = records["plan"]
    kind = "Performance_Report" if records["evaluations"] else "Strategic_Plan"
    root = Element("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": kind})
    _add(root, "Name", f"{mark_fictitious(plan)}{about['title']}")
    _add(root, "Description", about["subtitle"])
    core = SubElement(root, "StrategicPlanCore")
    organization = SubElement(core, "Organization")
    _add(organization, "Name", about["government"])
    _add(organization, "Identifier", "government")
    vision = SubElement(core, "Vision")
    _add(vision, "Description", about["vision"])
    kpis = _Indicators("kpi", "item", records["kpis"], records["targets"], records["actuals"])
    kgis = _Indicators(
        "kgi", "goal", records["kgis"], records["kgi_targets"], records["kgi_actuals"]
    )
    for goal in records["goals"]:
        element = _add_goal(core, goal)
        _add_goal_indicators(element, goal, kgis)
        for item in _of(records["items"], goal=goal["goal"]):
            _add_item(element, item, _of(records["evaluations"], item=item["item"]), kpis)
    _add_administration(root, about)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_goal(core: Element, goal: _Record) -> Element:
    element = SubElement(core, "Goal")
    _add(element, "Name", goal["title"])
    _add(element, "Description", goal["summary"] or goal["title"])
    _add(element, "Identifier", f"goal_{goal['goal']}")
    _add(element, "SequenceIndicator", goal["goal"])
    return element


def _add_goal_indicators(element: Element, goal: _Record, kgis: _Indicators) -> None:
    if not _of(kgis.definitions, goal=goal["goal"]):
        return
    objective = SubElement(element, "Objective")
    _add(objective, "Name", f"目標{goal['goal']}の成果を測る指標（KGI）")
    _add(objective, "Identifier", f"kgis_{goal['goal']}")
    _add_indicators(objective, goal["goal"], kgis)


def _add_item(
    element: Element, item: _Record, evaluations: list[_Record], kpis: _Indicators
) -> None:
    objective = SubElement(element, "Objective")
    _add(objective, "Name", item["title"])
    _add(objective, "Identifier", f"item_{item['item']}")
    _add(objective, "SequenceIndicator", item["item"])
    if item["division_title"]:
        stakeholder = SubElement(objective, "Stakeholder", StakeholderTypeType="Organization")
        _add(stakeholder, "Name", item["division_title"])
        role = SubElement(stakeholder, "Role")
        _add(role, "Name", "主担当の取組所属")
        _add(role, "RoleType", "Performer")
    grades = "".join(
        f"　{one['fiscal_year']}年度の評価区分：{one['grade']}"
        for one in evaluations
        if one["grade"]
    )
    about = f"方針{item['policy']}　{item['policy_title']}{grades}"
    _add(objective, "OtherInformation", about)
    _add_indicators(objective, item["item"], kpis)


def _add_indicators(objective: Element, owner: Cell, all_: _Indicators) -> None:
    place = {all_.owner: owner}
    for number, one in enumerate(_of(all_.definitions, **place), start=1):
        element = SubElement(objective, "PerformanceIndicator")
        _add(element, "SequenceIndicator", number)
        _add(element, "MeasurementDimension", one["name"])
        _add(element, "UnitOfMeasurement", one["unit"] or "未定")
        _add(element, "Identifier", f"{all_.name}_{owner}_{one[all_.name]}")
        place_of_one = place | {all_.name: one[all_.name]}
        targets = _of(all_.targets, **place_of_one)
        actuals = [row for row in _of(all_.actuals, **place_of_one) if row["state"] == "measured"]
        for year in sorted(set(_iter_years(targets, actuals))):
            instance = SubElement(element, "MeasurementInstance")
            of_year = _of(targets, fiscal_year=year)
            for target in _of(of_year, kind="target"):
                _add_result(instance, "TargetResult", year, target, None)
            for baseline in _of(of_year, kind="baseline"):
                _add_result(instance, "ActualResult", year, baseline, "基準値")
            for actual in actuals:
                if _year_of(actual) == year:
                    _add_result(instance, "ActualResult", year, actual, _describe(actual))


def _iter_years(targets: list[_Record], actuals: list[_Record]) -> Iterator[int]:
    yield from (int(str(row["fiscal_year"])) for row in targets)
    yield from map(_year_of, actuals)


def _year_of(actual: _Record) -> int:
    return int(str(actual["value_year"] or actual["fiscal_year"]))


def _describe(actual: _Record) -> str | None:
    parts = (FINALITIES.get(str(actual["finality"])), actual["status"], actual["note"])
    return "　".join(str(part) for part in parts if part) or None


def _add_result(
    instance: Element, name: str, year: int, row: _Record, description: str | None
) -> None:
    result = SubElement(instance, name)
    _add(result, "StartDate", f"{year}-04-01")
    _add(result, "EndDate", f"{year + 1}-03-31")
    value = row["value"]
    _add(result, "NumberOfUnits", format(value, "f") if isinstance(value, Decimal) else value)
    if row["value_text"]:
        descriptor = SubElement(result, "Descriptor")
        _add(descriptor, "DescriptorValue", row["value_text"])
    _add(result, "Description", description)


def _add_administration(root: Element, about: _Record) -> None:
    element = SubElement(root, "AdministrativeInformation")
    _add(element, "StartDate", f"{about['first_year']}-04-01")
    _add(element, "EndDate", f"{int(str(about['last_year'])) + 1}-03-31")
    url = str(about["url"])
    _add(element, "Source", url if _URL.fullmatch(url) else None)


def _add(parent: Element, name: str, value: Cell) -> None:
    """Add an element with a text; none where nothing is known."""
    if value is not None:
        SubElement(parent, name).text = str(value)


def _of(records: Iterable[_Record], **wanted: Cell) -> list[_Record]:
    return [one for one in records if all(one[name] == value for name, value in wanted.items())]
