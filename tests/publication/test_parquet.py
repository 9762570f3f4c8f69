"""Parquet: many governments' plans asked at once."""

import shutil
import sys
from pathlib import Path

import duckdb
import pytest

from taikou_cli.cli.main import run

DEMO = Path(__file__).parents[2] / "examples/demo/data"


def ask(lake, query):
    """Run a query in whose text LAKE stands for the folder."""
    return duckdb.sql(query.replace("LAKE", str(lake))).fetchall()


def export(data, out):
    return run(["export", "--data", str(data), "--format", "parquet", "-o", str(out)])


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Give a folder with the exports of two governments."""
    folder = tmp_path_factory.mktemp("lake")
    second = Path(shutil.copytree(DEMO, folder / "data"))
    text = (second / "plan.yaml").read_text("utf-8")
    text = text.replace("government: 青嶺県", "government: 紅野県")
    text = text.replace("  licence: PDL1.0", '  licence: PDL1.0\n  area_code: "999999"')
    (second / "plan.yaml").write_text(text, "utf-8")
    assert export(DEMO, folder / "lake/a") == 0
    assert export(second, folder / "lake/b") == 0
    return folder / "lake"


def test_one_query_compares_two_governments(lake):
    query = """
        SELECT government, area_code, count, denominator, percent
        FROM 'LAKE/*/figures.parquet'
        WHERE fiscal_year = 2024 AND "group" = 'overall' AND measure = 'rate'
          AND code = 'target_achievement'
        ORDER BY government
    """
    rows = ask(lake, query)
    assert [row[:2] for row in rows] == [("紅野県", "999999"), ("青嶺県", None)]
    assert rows[0][2:] == rows[1][2:] == (15, 35, 42.9)


def test_every_table_can_be_united_and_says_whose_it_is(lake):
    names = sorted(path.name for path in (lake / "a").iterdir())
    assert len(names) > 20
    for name in names:
        query = "SELECT DISTINCT government FROM 'LAKE/*/NAME'".replace("NAME", name)
        assert len(ask(lake, query)) == 2


def test_values_have_their_types(lake):
    query = "DESCRIBE SELECT * FROM 'LAKE/a/opinions.parquet'"
    types = {row[0]: row[1] for row in ask(lake, query)}
    assert types["date"] == "DATE"
    assert types["fiscal_year"] == "BIGINT"
    query = "SELECT value FROM 'LAKE/a/actuals.parquet' WHERE kpi = 'online_rate'"
    assert (63.4,) in ask(lake, query)


def test_same_data_give_the_same_bytes(lake, tmp_path):
    assert export(DEMO, tmp_path) == 0
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (lake / "a" / path.name).read_bytes()


def test_without_pyarrow_the_way_out_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert export(DEMO, tmp_path / "out") == 2
    assert 'pip install -e ".[parquet]"' in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
