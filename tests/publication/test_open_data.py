"""The open data: machine-readable by the Digital Agency's rules, harmless, and enough to verify."""

import csv
import io
import json
import re
import shutil
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project
from taikou_cli.publication.open_data import BUILDERS, EXPORTERS
from taikou_cli.publication.tables import build_tables

DEMO = Path(__file__).parents[2] / "examples/demo/data"
TABLES = (
    "plan goals policies divisions attitudes items item_examples item_divisions item_attitudes"
    " item_places classifications item_classes years former_names"
    " kpis targets former_targets actuals kgis kgi_targets former_kgi_targets kgi_actuals evaluations stage_dates"
    " other_grades actions schedule"
    " evidence opinions overall_opinions assessments assessment_grades assessment_actions assessment_kpis assessment_amounts summaries"
    " kpi_grades period fields"
    " figures amount_kinds amount_parts amounts amount_figures changes scales rates rate_grades codes columns"
).split()


def rows_of(folder, table):
    text = (folder / f"{table}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_table_is_a_csv_file_with_a_byte_order_mark(exported):
    assert {path.stem for path in exported.glob("*.csv")} == set(TABLES)
    for table in TABLES:
        assert (exported / f"{table}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_tables_of_a_year_are_those_of_its_publication(tmp_path, project):
    command = ["export", "--data", str(DEMO), "--format", "csv", "--year", "2022"]
    assert run([*command, "-o", str(tmp_path)]) == 0
    assert [row["fiscal_year"] for row in rows_of(tmp_path, "years")] == ["2022"]
    wanted = EXPORTERS["csv"](build_tables(project, 2022))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == wanted


def test_every_table_and_format_is_in_the_manual(tables):
    manual = (DEMO.parents[2] / "docs/open-data.md").read_text("utf-8")
    assert [
        t.name for t in tables if f"| `{t.name}` | {t.title.partition('（')[0]} |" not in manual
    ] == []
    assert [name for name in EXPORTERS if f"| `{name}` |" not in manual] == []


def test_sqlite_json_and_csv_hold_the_same(exported):
    connection = sqlite3.connect(exported / "data.sqlite")
    data = json.loads((exported / "data.json").read_text("utf-8"), parse_float=str)
    assert list(data) == TABLES
    for table in TABLES:
        count = connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608
        assert count == len(data[table]["rows"]) == len(rows_of(exported, table))
    query = "SELECT COUNT(*) FROM evaluations WHERE fiscal_year = 2024 AND grade = 'A'"
    assert connection.execute(query).fetchone() == (15,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    percents = {row["percent"] for row in data["figures"]["rows"]}
    assert "50.0" in percents  # the last digit stays, though it is a zero
    assert "架空のデータ" in data["items"]["title"]


def test_internal_notes_are_in_no_file(exported, project):
    notes = [one.content.internal_note for one in project.evaluations if one.content.internal_note]
    with zipfile.ZipFile(exported / "data.xlsx") as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    everything = b"".join([*parts, *(path.read_bytes() for path in exported.iterdir())])
    assert notes
    assert [note for note in notes if note.split("\n")[0].encode() in everything] == []


def test_changes_tell_what_was_and_what_is(exported):
    changes = rows_of(exported, "changes")
    loosened = [row for row in changes if row["kind"] == "target_change" and row["item"] == "4"]
    assert [(r["fiscal_year"], r["before"], r["after"]) for r in loosened] == [
        ("2024", "12", "6"),
        ("2025", "26", "15"),
    ]
    (restated,) = (r for r in changes if r["kind"] == "restatement" and r["goal"] == "1")
    assert restated["before"] == "47.3"
    assert restated["after"] not in {"", "47.3"}


def test_later_years_are_left_out_on_demand(project):
    tables = {table.name: table.list_records() for table in build_tables(project, 2023)}
    for name in ("evaluations", "actuals", "kgi_actuals", "actions", "figures", "opinions"):
        assert {row["fiscal_year"] for row in tables[name]} == {2022, 2023}
    of_2024 = [row for row in tables["changes"] if row["fiscal_year"] == 2024]
    assert {row["kind"] for row in of_2024} == {"target_change"}


@pytest.mark.parametrize("name", BUILDERS)
def test_every_format_is_the_same_twice(name, tables):
    build = BUILDERS[name]
    assert build(tables) == build(tables)


def test_plan_without_scales_or_evaluations_can_be_exported(tmp_path):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    shutil.rmtree(data / "evaluations")
    text = (data / "plan.yaml").read_text("utf-8")
    bare = re.sub(r"^(scales|workflow|calendar):\n(?:[ -].*\n)+", "", text, flags=re.MULTILINE)
    (data / "plan.yaml").write_text(bare, "utf-8")
    out = str(tmp_path / "out")
    for name in BUILDERS:
        place = out if name == "csv" else f"{out}/{name}"
        assert run(["export", "--data", str(data), "--format", name, "-o", place]) == 0


def test_results_of_no_known_indicator_are_no_obstacle_where_their_check_is_off(tmp_path):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    with (data / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("checks:\n  ignore:\n    - TK4\n")
    for path in (data / "evaluations/2024").glob("*.yaml"):
        text = re.sub(
            r"(kpis|kgis):\n  - id: \w+", r"\1:\n  - id: nowhere", path.read_text("utf-8")
        )
        path.write_text(text, "utf-8")
    assert run(["export", "--data", str(data), "--format", "csv", "-o", str(tmp_path / "out")]) == 0


def test_characters_that_no_file_can_hold_are_named_instead(project):
    first, *others = project.items
    title = "=\x00\x1b\ufffe\ud800\t表\r\n題\u2028 "
    item = replace(first, content=first.content.model_copy(update={"title": title}))
    tables = build_tables(replace(project, items=(item, *others)))
    files = {
        name: content for build in EXPORTERS.values() for name, content in build(tables).items()
    }
    clean = r"=\x00\x1b\ufffe\ud800 表\r題\u2028"
    assert json.loads(files["data.json"])["items"]["rows"][0]["title"] == clean
    assert openpyxl.load_workbook(io.BytesIO(files["data.xlsx"]))["items"]["B2"].value == clean
    names = ElementTree.fromstring(files["stratml.xml"]).itertext()  # noqa: S314 - our own
    assert clean in names
    assert f"'{clean}".encode() in files["items.csv"]


def test_codes_of_the_parts_are_called_by_the_words_of_the_plan(tmp_path):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    plan = data / "plan.yaml"
    plan.write_text(plan.read_text("utf-8") + "words:\n  goal: 柱\n  item: 取組項目\n", "utf-8")
    (codes,) = (one for one in build_tables(load_project(data)) if one.name == "codes")
    told = {(one["code_list"], one["code"]): one["meaning"] for one in codes.list_records()}
    for code_list in ("part", "field_on", "named_kind"):
        assert told[code_list, "goal"] == "柱"
    assert told["scale_subject", "items"] == told["part", "item"] == "取組項目"
