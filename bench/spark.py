"""A national collection in Spark: the open data of many governments, asked beside DuckDB.

Every government has a plan made from a seed of its own and really exported by `taikou export
--format parquet`. Spark runs in local-cluster mode: a master and two workers that are processes of
their own. It is asked twice: of the files as they were collected, and of those written anew by
year. Every answer must be DuckDB's.

Run it as `python bench/spark.py [GOVERNMENTS] [FOLDER]`: 200 governments if none are named. It needs
PySpark (`pip install pyspark`), which brings Spark, and Java 17 or newer; without either it says so.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
from make_data import add_figures, make_data
from measure import TAIKOU, run_once
from questions import QUERIES, TABLES

GOVERNMENTS = 200
MASTER = "local-cluster[2,1,1024]"
YEAR = "fiscal_year"
_BY_YEAR = ("evaluations", "actuals", "amounts")


def find_missing() -> str:
    """Say what Spark needs and this machine does not have; empty if it has all."""
    if not find_spec("pyspark"):
        return "PySpark is not installed"
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        return "there is no Java runtime"
    return ""


def export_government(top: Path, number: int) -> None:
    """Make the plan of a government that does not exist and export it under its code."""
    code = f"99{number:04}"
    data = make_data(top / f"plans/{code}", 1, number)
    add_figures(data, number)
    plan = data / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    text = text.replace("government: 青嶺県\n", f"government: 架空団体{number}\n", 1)
    text = text.replace("publication:\n", f'publication:\n  area_code: "{code}"\n', 1)
    plan.write_text(text, encoding="utf-8", newline="\n")
    words = ["export", "--format", "parquet", "-o", str(top / "collection" / code)]
    run_once([*TAIKOU, *words, "--data", str(data)])
    shutil.rmtree(top / f"plans/{code}")


def name_files(top: Path, table: str) -> str:
    """Give the pattern of the collected files of a table."""
    return str(top / f"collection/*/{table}.parquet")


def ask_duckdb(top: Path, query: str) -> list[tuple[Any, ...]]:
    """Ask DuckDB of the files as they were collected."""
    places = {table: f"read_parquet('{name_files(top, table)}')" for table in TABLES}
    return duckdb.sql(query.format_map(places)).fetchall()


def start_spark(top: Path) -> Any:
    """Start Spark with two workers on this machine, silent but for errors."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(MASTER).appName("taikou")
    for name, value in (
        ("spark.ui.enabled", "false"),
        ("spark.ui.showConsoleProgress", "false"),
        ("spark.sql.shuffle.partitions", "4"),
        ("spark.sql.warehouse.dir", str(top / "warehouse")),
    ):
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def open_collected(spark: Any, top: Path) -> None:
    """Let Spark see the files as they were collected."""
    for table in TABLES:
        spark.read.parquet(name_files(top, table)).createOrReplaceTempView(table)


def open_by_year(spark: Any, top: Path) -> None:
    """Write the tables of years anew, divided by year, and let Spark see those instead.

    What a folder is called has no type: Spark guesses a narrower one than the files had, which
    the schema of the files, given when they are read, prevents.
    """
    for table in _BY_YEAR:
        target = str(top / "by_year" / table)
        collected = spark.read.parquet(name_files(top, table))
        collected.repartition(YEAR).write.partitionBy(YEAR).mode("overwrite").parquet(target)
        guessed = spark.read.parquet(target).schema[YEAR].dataType
        kept = spark.read.schema(collected.schema).parquet(target)
        kept.createOrReplaceTempView(table)
        types = [one.simpleString() for one in (collected.schema[YEAR].dataType, guessed)]
        print(
            f"  {table}.{YEAR}: {types[0]}, without a schema {types[1]}, with it "
            f"{kept.schema[YEAR].dataType.simpleString()}"
        )
        if kept.schema[YEAR] != collected.schema[YEAR]:
            raise SystemExit(f"{table}: the type of {YEAR} has changed")


def compare_answers(top: Path, ask: Callable[[str], Iterable[tuple[Any, ...]]]) -> None:
    """Ask both, print how long it took, and hold the answers against each other.

    Raises:
        SystemExit: They differ.
    """
    for title, query in QUERIES.items():
        begin = time.perf_counter()
        expected = list(map(_plain, ask_duckdb(top, query)))
        between = time.perf_counter()
        answer = list(map(_plain, ask(query)))
        end = time.perf_counter()
        if answer != expected:
            differing = [pair for pair in zip(answer, expected, strict=False) if pair[0] != pair[1]]
            raise SystemExit(f"{title}: {len(answer)} and {len(expected)} rows, {differing[:3]}")
        print(
            f"  {title}: the same {len(answer):,} rows; "
            f"DuckDB {between - begin:.2f} s, Spark {end - between:.2f} s"
        )


def _plain(row: Iterable[Any]) -> tuple[Any, ...]:
    """Give what a row holds without the types that only one of both has."""
    return tuple(float(one) if isinstance(one, int | float | Decimal) else one for one in row)


def main() -> None:
    """Export the governments, ask both, and print the times."""
    if missing := find_missing():
        print(f"skipped: {missing}")
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else GOVERNMENTS
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(sys.argv[2] if len(sys.argv) > 2 else temporary).resolve()  # noqa: PLR2004
        begin = time.perf_counter()
        for number in range(count):
            if not (top / f"collection/99{number:04}").exists():
                export_government(top, number)
        files = list((top / "collection").rglob("*.parquet"))
        size = sum(path.stat().st_size for path in files) / 1e6
        print(
            f"{count} governments, {len(files):,} files, {size:,.0f} MB, "
            f"made in {time.perf_counter() - begin:.0f} s"
        )
        spark = start_spark(top)
        places = dict(zip(TABLES, TABLES, strict=True))
        for how, make_ready in (("as collected", open_collected), ("by year", open_by_year)):
            print(f"Spark {spark.version}, {MASTER}, {how}:")
            begin = time.perf_counter()
            make_ready(spark, top)
            print(f"  made ready in {time.perf_counter() - begin:.1f} s")
            compare_answers(top, lambda query: spark.sql(query.format_map(places)).collect())
        spark.stop()


if __name__ == "__main__":
    main()
