"""A national collection: 1,788 governments' exports as Parquet, asked together by DuckDB.

A few plans are made from different seeds and exported by `taikou export --format parquet`; each
government of the collection has one of these exports under a name and a code of its own, as
`taikou export` would have written them. All of them are fiction. The answers of DuckDB are held
against what taikou itself counts in the YAML of the few plans.

Run it as `python bench/collection.py [FOLDER]`; the collection takes about 0.6 GB.
"""

import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from make_data import add_figures, make_data
from measure import TAIKOU, run_once
from questions import QUERIES, TABLES

from taikou_cli.project.loading import load_project

GOVERNMENTS = 1788
SEEDS = 8
ROUNDS = 5
_SEPARATE = "collection/*/{table}.parquet"
_TOGETHER = "together/{table}.parquet"


def main() -> None:
    """Make the collection, ask it, and print the times."""
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        plans = [make_data(top / f"plans/{seed}", 1, seed) for seed in range(SEEDS)]
        for seed, plan in enumerate(plans):
            add_figures(plan, seed)
        exports = [_export(plan, top / f"exports/{n}") for n, plan in enumerate(plans)]
        print(f"taikou export --format parquet: {statistics.median(s for _, s in exports):.2f} s")
        begin = time.perf_counter()
        _collect([folder for folder, _ in exports], top / "collection")
        size = sum(path.stat().st_size for path in (top / "collection").rglob("*.parquet"))
        print(
            f"{GOVERNMENTS:,} governments, {GOVERNMENTS * 175:,} evaluations, {size / 1e6:,.0f} MB,"
            f" made in {time.perf_counter() - begin:.0f} s"
        )
        _ask(top / _SEPARATE, "a folder each")
        _check(top / _SEPARATE, plans)
        begin = time.perf_counter()
        _put_together(top)
        size = sum(path.stat().st_size for path in (top / "together").iterdir())
        print(f"one file for each table: {time.perf_counter() - begin:.1f} s, {size / 1e6:,.0f} MB")
        _ask(top / _TOGETHER, "one file")
        _check(top / _TOGETHER, plans)


def _export(data: Path, folder: Path) -> tuple[Path, float]:
    words = ["export", "--format", "parquet", "-o", str(folder), "--data", str(data)]
    return folder, run_once([*TAIKOU, *words]).wall


def _collect(exports: list[Path], folder: Path) -> None:
    """Write every government's export: one of those that were made, in its own name."""
    tables = [{path.name: pq.read_table(path) for path in sorted(one.iterdir())} for one in exports]
    for number in range(GOVERNMENTS):
        code = f"99{number:04}"
        own = folder / code
        own.mkdir(parents=True, exist_ok=True)
        for name, table in tables[number % SEEDS].items():
            pq.write_table(_rename(table, f"架空団体{number}", code), own / name)


def _rename(table: Any, government: str, code: str) -> Any:
    for name, value in (("government", government), ("area_code", code)):
        column = pa.array([value] * table.num_rows, pa.string())
        place = table.schema.get_field_index(name)
        table = table.set_column(place, table.schema.field(name), column)
    return table


def _put_together(top: Path) -> None:
    (top / "together").mkdir(exist_ok=True)
    for table in TABLES:
        source, target = str(top / _SEPARATE), str(top / _TOGETHER)
        duckdb.sql(
            f"COPY (FROM read_parquet('{source.format(table=table)}'))"
            f" TO '{target.format(table=table)}'"
        )


def _ask(place: Path, how: str) -> None:
    for title, query in QUERIES.items():
        seconds = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            rows = duckdb.sql(_fill(query, place)).fetchall()
            seconds.append(time.perf_counter() - begin)
        print(f"  {how}: {title}: {statistics.median(seconds):.2f} s, {len(rows):,} rows")


def _fill(query: str, place: Path) -> str:
    return query.format_map({t: f"read_parquet('{str(place).format(table=t)}')" for t in TABLES})


def _check(place: Path, plans: list[Path]) -> None:
    """Hold the first answer against the grades in the YAML.

    Raises:
        SystemExit: They differ.
    """
    expected: Counter[tuple[int, str | None]] = Counter()
    for number, plan in enumerate(plans):
        copies = len(range(number, GOVERNMENTS, SEEDS))
        for year, grade in _iter_grades(plan):
            expected[year, grade] += copies
    query = _fill(next(iter(QUERIES.values())), place)
    answer = {(year, grade): count for year, grade, count in duckdb.sql(query).fetchall()}
    if answer != expected:
        raise SystemExit(f"DuckDB: {answer}\ntaikou: {dict(expected)}")
    print(f"  the same {sum(answer.values()):,} grades as in the YAML")


def _iter_grades(data: Path) -> Iterator[tuple[int, str | None]]:
    for document in load_project(data).evaluations:
        yield document.content.fiscal_year, document.content.self_evaluation.grade


if __name__ == "__main__":
    main()
