"""What every picture keeps to: well-formed, named, the same each time, harmless, in any colours."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from taikou_cli.reports.charts import (
    amount_bars,
    grades_by_goal,
    heat_map,
    indicator_lines,
    logic_model,
    plan_structure,
    schedule_bars,
    small_multiples,
)
from taikou_cli.reports.charts.drawing import draw, draw_narrow
from taikou_cli.reports.charts.palette import PRINT, WEB
from taikou_cli.reports.charts.svg import NARROW
from taikou_cli.reports.document.amounts import tell_amounts
from taikou_cli.reports.document.indicators import courses_of
from taikou_cli.reports.document.multiples import draw_courses
from taikou_cli.reports.document.pictures import (
    draw_grades,
    draw_logic,
    draw_schedule,
    draw_structure,
    draw_years,
)

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title></svg><script>alert(1)</script>" onload="x" & ]]> \x1b[31m\u202e\ufffe'


def read(page):
    return ElementTree.fromstring(page)  # noqa: S314 - our own


NOTHING_TOLD = amount_bars.AmountBars(
    "事業費（円）", ("予算額", "決算額"), (amount_bars.Bars(2025, None, "－", None, "－"),)
)


def draw_amount(year):
    parts = [part for section in tell_amounts(year) for part in section.blocks]
    figures = (one for part in parts for one in part.blocks if one.kind == "figure")
    return next((one.chart for one in figures), NOTHING_TOLD)


def build_lines(year):
    (course, *_) = (one for standing in year.shown for one in courses_of(year, standing))
    return indicator_lines.build(course.achievement, course.results, year.years, year.plan.rounding)


def build_multiples(year):
    courses = [one for standing in year.shown for one in courses_of(year, standing)]
    return draw_courses(year, courses[:7], "KPIの移り変わり", "a").chart


def item_of(year):
    """Give the item of the demo that has quarters and a logic model."""
    return next(item for item in year.items if item.number == 3)


MODULES = {
    "amounts": (amount_bars, draw_amount),
    "grades": (grades_by_goal, lambda year: draw_grades(year).chart),
    "heat": (heat_map, lambda year: draw_years(year).chart),
    "lines": (indicator_lines, build_lines),
    "schedule": (schedule_bars, lambda year: draw_schedule(year, item_of(year), year.years).chart),
    "logic": (logic_model, lambda year: draw_logic(year, item_of(year)).chart),
    "multiples": (small_multiples, build_multiples),
    "structure": (plan_structure, lambda year: draw_structure(year).chart),
}


@pytest.fixture(params=MODULES)
def picture(request, year):
    module, build = MODULES[request.param]
    return module, build(year)


def spoil(value):
    """Put a hostile text in place of every text."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        parts = [spoil(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


@pytest.mark.parametrize("palette", [WEB, PRINT], ids=["web", "print"])
def test_picture_is_well_formed_and_names_itself(picture, palette):
    module, data = picture
    root = read(module.render(data, prefix="one", palette=palette))
    assert root.get("role") == "img"
    assert root.get("viewBox")
    assert "width" not in root.attrib
    named = [root.find(f"{SVG}*[@id='{id_}']") for id_ in root.get("aria-labelledby").split()]
    assert [element.tag for element in named] == [f"{SVG}title", f"{SVG}desc"]
    assert all("".join(element.itertext()).strip() for element in named)


def test_ids_of_two_pictures_of_a_page_differ_and_every_reference_is_met(picture):
    module, data = picture
    pages = [module.render(data, prefix=prefix) for prefix in ("one", "two")]
    ids = [set(re.findall(r' id="([^"]+)"', page)) for page in pages]
    assert not ids[0] & ids[1]
    for page, own in zip(pages, ids, strict=True):
        assert len(re.findall(r' id="', page)) == len(own)
        assert set(re.findall(r"url\(#([^)]+)\)", page)) <= own


def test_colours_of_a_page_can_be_replaced_and_those_of_print_stand_by_themselves(picture):
    module, data = picture
    web, printed = (module.render(data, prefix="a", palette=p) for p in (WEB, PRINT))
    assert "var(--chart-ink, #1a1a1c)" in web
    assert "var(" not in printed
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", web + printed)


def list_drawings(data):
    return [one for one in (draw(data, "a"), draw_narrow(data, "a-narrow")) if one]


def test_nothing_lies_outside_the_picture(picture):
    _, data = picture
    for drawing in list_drawings(data):
        root = read(drawing)
        width, height = map(float, root.get("viewBox").split()[2:])
        for part in root.iter():
            assert 0 <= float(part.get("x", 0)) <= width
            assert 0 <= float(part.get("y", 0)) <= height


def test_every_picture_fits_a_phone_or_is_drawn_again_for_one(picture):
    module, data = picture
    if module is heat_map:
        return  # pages show it as a table
    narrow = read(list_drawings(data)[-1])
    assert float(narrow.get("viewBox").split()[2]) == NARROW
    assert "narrow" in narrow.get("class").split()


def test_two_drawings_of_a_picture_say_the_same_and_share_no_id(picture):
    _, data = picture
    told, ids = set(), []
    for drawing in list_drawings(data):
        root = read(drawing)
        told.add(tuple("".join(root.find(f"{SVG}{tag}").itertext()) for tag in ("title", "desc")))
        ids += re.findall(r' id="([^"]+)"', drawing)
    assert len(told) == 1
    assert len(ids) == len(set(ids))


def test_no_text_of_a_drawing_is_smaller_than_twelve(picture):
    _, data = picture
    for drawing in list_drawings(data):
        sizes = [float(size) for size in re.findall(r'font-size="([^"]+)"', drawing)]
        assert min(sizes) >= 12


@pytest.mark.parametrize("name", MODULES)
def test_hostile_text_stays_text(name, year):
    module, build = MODULES[name]
    page = module.render(spoil(build(year)), prefix="a")
    root = read(page)
    assert not [part for part in root.iter() if part.tag == f"{SVG}script" or part.get("onload")]
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<script>" in "".join(root.itertext())


@pytest.mark.parametrize(
    "name", [name for name in MODULES if name in {"grades", "heat", "structure"}]
)
def test_plan_without_evaluations_has_its_picture_too(name, empty_year):
    module, build = MODULES[name]
    data = build(empty_year)
    read(module.render(data, prefix="a"))
    assert module.table_of(data).header


def test_style_sheet_knows_the_colours_that_are_printed():
    style = (ROOT / "templates/report.css").read_text("utf-8")
    for number, swatch in enumerate(PRINT.swatches, 1):
        for name, colour in (
            (f"grade-{number}", swatch.fill),
            (f"grade-{number}-hatch", swatch.hatch),
        ):
            assert f"--chart-{name}: {colour};" in style
    for name, colour in (("target", PRINT.target), ("neutral", PRINT.neutral.fill)):
        assert f"--chart-{name}: {colour};" in style


def test_table_beside_the_picture_is_rectangular(picture):
    module, data = picture
    header, rows = module.table_of(data)
    assert rows
    assert {len(row) for row in rows} == {len(header)}


def test_pictures_are_the_same_bytes_in_another_process_and_hash_seed(year):
    program = (
        "import sys; from pathlib import Path;"
        "from taikou_cli.project.loading import load_project;"
        "from taikou_cli.reports.charts.drawing import draw;"
        "from taikou_cli.reports.document.pictures import *;"
        "from taikou_cli.reports.document.source import open_year;"
        "year = open_year(load_project(Path('examples/demo/data')), 2024);"
        "print(draw(draw_grades(year).chart, 'a'));"
        "print(draw(draw_years(year).chart, 'a'));"
        "print(draw(draw_structure(year).chart, 'a'))"
    )
    here = "".join(
        draw(MODULES[name][1](year), "a") + "\n" for name in ("grades", "heat", "structure")
    )
    environment = {"PYTHONHASHSEED": "7", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert there.stdout.decode("utf-8").replace("\r\n", "\n") == here
