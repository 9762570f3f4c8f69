"""The open data: machine-readable by the Digital Agency's rules, harmless, and enough to verify."""

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from taikou_cli.cli.main import run
from taikou_cli.project.loading import load_project

DEMO = Path(__file__).parents[2] / "examples/demo/data"
TABLES = ["items", "targets", "actuals", "evaluations", "opinions", "figures"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("open")
    assert run(["export", "--data", str(DEMO), "--format", "csv", "-o", str(folder)]) == 0
    return folder


def rows_of(folder, table):
    text = (folder / f"{table}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("table", TABLES)
def test_csv_has_a_mark_one_header_and_one_record_a_line(exported, table):
    raw = (exported / f"{table}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert lines[-1] == ""
    header, *records = csv.reader(lines[:-1])
    assert len(set(header)) == len(header)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in header)
    assert len(records) == len(lines) - 2
    assert {len(record) for record in records} == {len(header)}
    assert not any("\n" in cell or "\r" in cell for record in records for cell in record)
    assert not any(cell != cell.strip() for record in records for cell in record)


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_can_become_a_formula(exported, table):
    for row in rows_of(exported, table):
        for name, cell in row.items():
            number = re.fullmatch(r"-?[0-9.]+", cell)
            assert number or not cell.startswith(("=", "+", "-", "@")), (name, cell)


def test_text_that_looks_like_a_formula_is_still_there(exported):
    opinions = "".join(row["opinion"] for row in rows_of(exported, "opinions"))
    evaluations = "".join("".join(row.values()) for row in rows_of(exported, "evaluations"))
    assert "=SUM(A1" in opinions + evaluations


def test_numbers_are_numbers_and_unknown_is_blank(exported):
    actuals = rows_of(exported, "actuals")
    measured = [row for row in actuals if row["state"] == "measured"]
    assert all(row["value"] or row["value_text"] or row["status"] for row in measured)
    assert all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?|", row["value"]) for row in actuals)
    assert {row["value"] for row in actuals if row["state"] == "pending"} == {""}


def test_every_field_is_described_with_type_size_and_hash(exported):
    package = json.loads((exported / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in package["resources"]] == TABLES
    for resource in package["resources"]:
        content = (exported / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == list(rows_of(exported, resource["name"])[0])
        assert all(re.search("[ぁ-ん一-龥ァ-ン]", f["title"]) for f in resource["schema"]["fields"])
    assert "架空のデータ" in package["title"]


def test_sqlite_and_json_hold_what_csv_holds(exported, tmp_path):
    for name in ("sqlite", "json"):
        run(["export", "--data", str(DEMO), "--format", name, "-o", str(tmp_path / name)])
    connection = sqlite3.connect(tmp_path / "sqlite")
    data = json.loads((tmp_path / "json").read_text("utf-8"))
    for table in TABLES:
        count = connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608
        assert count == len(data[table]["rows"]) == len(rows_of(exported, table))
    query = "SELECT COUNT(*) FROM evaluations WHERE fiscal_year = 2024 AND grade = 'A'"
    assert connection.execute(query).fetchone() == (15,)
    connection.close()


def test_internal_notes_are_in_no_table(exported):
    evaluations = load_project(DEMO).evaluations
    notes = [one.content.internal_note for one in evaluations if one.content.internal_note]
    everything = "".join(path.read_bytes().decode() for path in exported.iterdir())
    assert notes
    assert [note for note in notes if note.split("\n")[0] in everything] == []


@pytest.fixture
def bundle(tmp_path):
    data = Path(shutil.copytree(DEMO, tmp_path / "data"))
    out = str(tmp_path / "out")
    assert run(["publish", "2024", "-o", out, "--date", "2025-11-20", "--data", str(data)]) == 0
    return tmp_path / "out/publication-2024.zip"


def tamper(bundle, change):
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def edit_manifest(files, change):
    manifest = json.loads(files["MANIFEST.json"])
    change(manifest)
    files["MANIFEST.json"] = json.dumps(manifest).encode()


def test_untouched_bundle_is_found_right(bundle, capsys):
    assert run(["verify", str(bundle)]) == 0
    assert "一致します" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: f.update({"reports/final-2024.md": b"x"}), "reports/final-2024.md の内容が"),
        (lambda f: f.pop("data/items.csv"), "data/items.csv がありません"),
        (lambda f: f.update({"extra.txt": b"x"}), "extra.txt は一覧にない"),
        (
            lambda f: edit_manifest(f, lambda m: m["figures"]["overall"]["grades"].update(A=16)),
            "評価区分Aの数は 16 と公表されていますが、データでは 15 です",
        ),
        (
            lambda f: edit_manifest(
                f, lambda m: m["figures"]["overall"]["rates"][0].update(percent="52.9")
            ),
            "数値目標等達成率 52.9％が、分子と分母に合いません",
        ),
    ],
)
def test_tampered_bundle_is_found_out(bundle, change, told, capsys):
    tamper(bundle, change)
    assert run(["verify", str(bundle)]) == 1
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip"])
def test_file_that_is_no_bundle_is_refused(tmp_path, content, capsys):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert run(["verify", str(path)]) == 2
    assert "一式ではないか" in capsys.readouterr().err
