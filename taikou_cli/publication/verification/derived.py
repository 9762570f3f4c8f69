"""Whether what the tables of the open data derive from one another follows, in every year."""

from collections.abc import Iterable, Iterator
from typing import Any

from taikou_cli.publication.tables.figures import list_figures
from taikou_cli.publication.verification.achievement import (
    KGIS,
    KPIS,
    Kind,
    follow,
    print_percent,
    write_amount,
    write_cell,
)
from taikou_cli.publication.verification.differences import iter_differences
from taikou_cli.publication.verification.figures import compute_figures
from taikou_cli.publication.verification.open_data import OpenData
from taikou_cli.publication.verification.printed_targets import iter_misread_targets

_TABLE = "data.json の"
# Names that stand beside a key, and the table that says them first.
_REPEATED = (
    ("items", ("goal",), "goals", {"goal_title": "title"}),
    ("items", ("policy",), "policies", {"policy_title": "title", "goal": "goal"}),
    ("items", ("division",), "divisions", {"division_title": "title"}),
    *(
        (one.targets, one.key, one.definitions, {"name": "name", "unit": "unit"})
        for one in (KPIS, KGIS)
    ),
    *(
        (one.actuals, one.key, one.definitions, {"name": "name", "unit": "unit"})
        for one in (KPIS, KGIS)
    ),
)


def iter_derived_differences(data: OpenData) -> Iterator[str]:
    """Yield a sentence for every cell that does not follow from the others."""
    years = sorted({one["fiscal_year"] for one in data.records("evaluations")})
    computed = [compute_figures(data, year) for year in years]
    rows = [list(row) for figures in computed for row in list_figures(figures)]
    told = _index_figures(data.tables["figures"].rows)
    yield from iter_differences(told, _index_figures(rows), f"{_TABLE} figures")
    yield from _check_evaluations(data, computed)
    yield from _check_indicators(data, KPIS)
    yield from _check_indicators(data, KGIS)
    for kind in (KPIS, KGIS):
        yield from iter_misread_targets(data, kind)
    yield from _check_rows(data, years)
    yield from _check_names(data)


def _check_evaluations(data: OpenData, computed: Iterable[dict[str, Any]]) -> Iterator[str]:
    told = {
        f"{one['fiscal_year']} {one['item']}": {name: one[name] for name in ("state", "suggested")}
        for one in data.records("evaluations")
    }
    wanted = {
        f"{figures['fiscal_year']} {item['number']}": {
            name: item[name] for name in ("state", "suggested")
        }
        for figures in computed
        for item in figures["items"]
    }
    yield from iter_differences(told, wanted, f"{_TABLE} evaluations")


def _check_indicators(data: OpenData, kind: Kind) -> Iterator[str]:
    (plan,) = data.records("plan")
    for row in data.records(kind.actuals):
        progress = follow(data, kind, row)
        told = {
            "state": row["state"],
            "target": write_cell(write_amount(row, "target")),
            "expected": write_cell(row["expected"]),
            "achievement": write_cell(row["achievement"]),
            "progress": write_cell(row["progress"]),
            "met": None if row["met"] is None else bool(row["met"]),
            "status": row["status"],
            "judged_by_hand": bool(row["status_judged"]),
        }
        wanted = {
            "state": progress.state,
            "target": write_cell(progress.target),
            "expected": progress.expected,
            "achievement": print_percent(plan, progress.ratio),
            "progress": print_percent(plan, progress.way),
            "met": progress.met,
            "status": progress.status,
            "judged_by_hand": progress.is_judged,
        }
        owner, id_ = (row[name] for name in kind.key)
        yield from iter_differences(
            told, wanted, f"{_TABLE} {kind.actuals}／{row['fiscal_year']} {owner} {id_}"
        )


def _check_rows(data: OpenData, years: Iterable[int]) -> Iterator[str]:
    """Check that a goal's indicators have a row in every year; those of items are counted."""
    owner, id_ = KGIS.key
    defined = [f"{one[owner]} {one[id_]}" for one in data.records(KGIS.definitions)]
    wanted = {f"{year} {one}": "1行" for year in years for one in defined}
    rows = data.records(KGIS.actuals)
    told = {f"{row['fiscal_year']} {row[owner]} {row[id_]}": "1行" for row in rows}
    yield from iter_differences(told, wanted, f"{_TABLE} {KGIS.actuals}")


def _check_names(data: OpenData) -> Iterator[str]:
    for table, key, other, columns in _REPEATED:
        for row in data.records(table):
            place = {name: row[name] for name in key}
            if None in place.values():
                continue
            found = data.records(other, **place)
            told = {name: row[name] for name in columns}
            wanted = {name: one[column] for one in found for name, column in columns.items()}
            where = " ".join(map(str, place.values()))
            yield from iter_differences(told, wanted, f"{_TABLE} {table}／{where}")


def _index_figures(rows: Iterable[list[Any]]) -> dict[str, Any]:
    names = ("件数", "分母", "割合")
    return {
        " ".join(map(str, row[:-3])): dict(zip(names, map(write_cell, row[-3:]), strict=True))
        for row in rows
    }
