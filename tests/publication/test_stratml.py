"""StratML part 2: the schema where it is at hand, and its demands on the structure always."""

import os
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from taikou_cli.publication.exports import stratml

NAME = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"
BESIDE = Path(__file__).parents[3] / "shared/stratml"
RESULT = "StartDate EndDate NumberOfUnits Descriptor Description"
ORDER = {
    "PerformancePlanOrReport": "Name Description StrategicPlanCore AdministrativeInformation",
    "StrategicPlanCore": "Organization Vision Goal",
    "Organization": "Name Identifier",
    "Goal": "Name Description Identifier SequenceIndicator Objective",
    "Objective": (
        "Name Identifier SequenceIndicator Stakeholder OtherInformation PerformanceIndicator"
    ),
    "PerformanceIndicator": (
        "SequenceIndicator MeasurementDimension UnitOfMeasurement Identifier MeasurementInstance"
    ),
    "MeasurementInstance": "TargetResult ActualResult",
    "TargetResult": RESULT,
    "ActualResult": RESULT,
    "AdministrativeInformation": "StartDate EndDate Source",
}


@pytest.fixture(scope="module")
def root(exported):
    return ET.parse(exported / "plan.xml").getroot()  # noqa: S314 - written by ourselves


def children(element):
    return [child.tag.removeprefix(NAME) for child in element]


def test_document_is_valid(exported):
    given = os.environ.get("TAIKOU_STRATML_XSD")
    found = [Path(given)] if given else sorted(BESIDE.glob("*.xsd"))
    if not found:
        pytest.skip("no StratML schema: set TAIKOU_STRATML_XSD to the file")
    xmlschema.XMLSchema(str(found[-1])).validate(str(exported / "plan.xml"))


@pytest.mark.parametrize("parent", ORDER)
def test_elements_stand_in_the_order_of_the_schema(root, parent):
    order = ORDER[parent].split()
    found = [one for one in root.iter() if one.tag == NAME + parent]
    assert found
    for element in found:
        places = [order.index(child) for child in children(element)]
        assert places == sorted(places)


def test_every_goal_and_indicator_has_what_is_required(root):
    for goal in root.iter(f"{NAME}Goal"):
        assert {"Name", "Description"} <= set(children(goal))
    for indicator in root.iter(f"{NAME}PerformanceIndicator"):
        assert {"MeasurementDimension", "UnitOfMeasurement"} <= set(children(indicator))


def test_identifiers_are_unique_and_well_formed(root):
    ids = [element.text for element in root.iter(f"{NAME}Identifier")]
    assert len(set(ids)) == len(ids) > 100
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", one) for one in ids)


def test_plan_is_there_with_all_items_targets_and_actual_values(root, tables):
    records = {table.name: table.list_records() for table in tables}
    goals = list(root.iter(f"{NAME}Goal"))
    items = [
        o for o in root.iter(f"{NAME}Objective") if o.find(f"{NAME}SequenceIndicator") is not None
    ]
    assert len(goals) == len(records["goals"])
    assert [o.find(f"{NAME}Name").text for o in items] == [i["title"] for i in records["items"]]
    targets = [r for name in ("targets", "kgi_targets") for r in records[name]]
    planned = sum(r["planned"] is not None for r in records["amounts"])
    assert len(list(root.iter(f"{NAME}TargetResult"))) == planned + sum(
        r["kind"] == "target" for r in targets
    )
    units = [Decimal(element.text) for element in root.iter(f"{NAME}NumberOfUnits")]
    assert Decimal("63.4") in units
    words = [element.text for element in root.iter(f"{NAME}DescriptorValue")]
    assert "93％超" in words


def test_text_cannot_break_the_document(tables):
    hostile = "</Name><Goal>&lt; ]]> \\x1b"
    items = next(table for table in tables if table.name == "items")
    row = (items.rows[0][0], hostile, *items.rows[0][2:])
    changed = [t._replace(rows=(row, *t.rows[1:])) if t is items else t for t in tables]
    content = stratml.render_all(changed)
    document = ET.fromstring(content)  # noqa: S314 - written by ourselves
    names = [element.text for element in document.iter(f"{NAME}Name")]
    assert hostile in names
