"""Whether what the tables of the open data derive from one another follows, in every year."""

from collections.abc import Iterable, Iterator
from typing import Any

from taikou_cli.model.year_part import ends_year
from taikou_cli.publication.tables.amounts import list_amount_figures
from taikou_cli.publication.tables.figures import list_figures
from taikou_cli.publication.tables.table import YEAR_NAME
from taikou_cli.publication.verification.achievement import (
    KGIS,
    KPIS,
    Kind,
    follow,
    print_percent,
    write_amount,
    write_cell,
)
from taikou_cli.publication.verification.amounts import iter_sum_differences
from taikou_cli.publication.verification.as_of import view_year
from taikou_cli.publication.verification.differences import iter_differences
from taikou_cli.publication.verification.figures import compute_figures
from taikou_cli.publication.verification.open_data import OpenData, Record
from taikou_cli.publication.verification.printed_targets import iter_misread_targets

_TABLE = "data.json の"
# Names that stand beside a key, and the table that says them first.
_REPEATED = (
    ("items", ("goal",), "goals", {"goal_title": "title"}),
    ("items", ("policy",), "policies", {"policy_title": "title", "goal": "goal"}),
    ("items", ("group",), "groups", {"group_title": "title", "policy": "policy"}),
    ("items", ("division",), "divisions", {"division_title": "title"}),
    ("amounts", ("amount",), "amount_kinds", {"name": "name", "unit": "unit"}),
    ("amount_figures", ("amount",), "amount_kinds", {"unit": "unit"}),
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
    yield from _check_amounts(data, computed)
    yield from _check_evaluations(data, computed)
    yield from _check_judged(data)
    yield from _check_kpi_grades(data, computed)
    yield from _check_indicators(data, KPIS)
    yield from _check_indicators(data, KGIS)
    for kind in (KPIS, KGIS):
        yield from iter_misread_targets(data, kind)
    yield from _check_rows(data, years)
    yield from _check_names(data)
    yield from _check_leads(data, max(years))
    yield from _check_year_names(data)
    yield from _check_rate_names(data)


def _check_amounts(data: OpenData, computed: Iterable[dict[str, Any]]) -> Iterator[str]:
    wanted = [list(row) for figures in computed for row in list_amount_figures(figures)]
    told = data.tables["amount_figures"].rows
    yield from iter_differences(_index_sums(told), _index_sums(wanted), f"{_TABLE} amount_figures")
    for figures in computed:
        year = figures["fiscal_year"]
        yield from iter_sum_differences(view_year(data, year), year)


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


def _check_judged(data: OpenData) -> Iterator[str]:
    """Check that the year's grade by a body's scale is that of its last assessment of the year."""
    for scale in data.records("scales"):
        if not scale["judged_by"]:
            continue
        wanted = {
            f"{one['fiscal_year']} {one['key']}": one["grade"] for one in _list_judged(data, scale)
        }
        told = {
            f"{one['fiscal_year']} {one['item']}": one["grade"]
            for one in data.records("other_grades", scale=scale["scale"])
        }
        yield from iter_differences(told, wanted, f"{_TABLE} other_grades／{scale['scale']}")


def _list_judged(data: OpenData, scale: Record) -> list[Record]:
    """Give the grades of the whole year by a body's scale, the last of each item at the end."""
    judged = []
    for grade in data.records("assessment_grades", scale=scale["scale"], part="item"):
        place = {name: grade[name] for name in ("fiscal_year", "part", "key", "number")}
        (one,) = data.records("assessments", **place)
        if one["by"] == scale["judged_by"] and ends_year(one["as_of"]):
            judged.append((one["date"] or "", one["number"], grade))
    return [grade for *_, grade in sorted(judged, key=lambda one: one[:2])]


def _check_kpi_grades(data: OpenData, computed: Iterable[dict[str, Any]]) -> Iterator[str]:
    told = {
        f"{one['fiscal_year']} {one['item']} {one['kpi']} {one['scale']}": one["grade"]
        for one in data.records("kpi_grades")
    }
    wanted = {
        f"{figures['fiscal_year']} {item['number']} {kpi['id']} {scale}": status
        for figures in computed
        for item in figures["items"]
        for kpi in item["kpis"]
        for scale, status in kpi["other_statuses"].items()
        if status
    }
    yield from iter_differences(told, wanted, f"{_TABLE} kpi_grades")


def _check_indicators(data: OpenData, kind: Kind) -> Iterator[str]:
    for row in data.records(kind.actuals):
        then = view_year(data, row["fiscal_year"])
        (plan,) = then.records("plan")
        progress = follow(then, kind, row)
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
    wanted = {
        f"{year} {one[owner]} {one[id_]}": "1行"
        for year in years
        for one in view_year(data, year).records(KGIS.definitions)
    }
    rows = data.records(KGIS.actuals)
    told = {f"{row['fiscal_year']} {row[owner]} {row[id_]}": "1行" for row in rows}
    yield from iter_differences(told, wanted, f"{_TABLE} {KGIS.actuals}")


def _check_rate_names(data: OpenData) -> Iterator[str]:
    """Check that the table of codes calls a rate as the table that defines it does."""
    defined = {(one["rate"], one["name"]) for one in data.records("rates")}
    for one in data.records("codes", code_list="rate"):
        if (one["code"], one["meaning"]) not in defined:
            names = "、".join(sorted(name for rate, name in defined if rate == one["code"])) or None
            where = f"{_TABLE} codes／rate {one['code']}"
            yield from iter_differences(one["meaning"], names, where)


def _check_year_names(data: OpenData) -> Iterator[str]:
    """Check that the name of a fiscal year is that of the year beside it, in every table."""
    for table, (columns, _) in data.tables.items():
        if YEAR_NAME not in columns:
            continue
        pairs = {(one["fiscal_year"], one[YEAR_NAME]) for one in data.records(table)}
        for year, told in sorted(pairs, key=str):
            wanted = None if year is None else data.fiscal_years.name_era(year)
            where = f"{_TABLE} {table}／{year}／{YEAR_NAME}"
            yield from iter_differences(told, wanted, where)


def _check_names(data: OpenData) -> Iterator[str]:
    for table, key, other, columns in _REPEATED:
        if other not in data.tables:
            continue  # of a level that the plan does not have
        for row in data.records(table):
            place = {name: row[name] for name in key}
            if None in place.values():
                continue
            found = data.records(other, **place)
            told = {name: row[name] for name in columns}
            wanted = {name: one[column] for one in found for name, column in columns.items()}
            where = " ".join(map(str, place.values()))
            yield from iter_differences(told, wanted, f"{_TABLE} {table}／{where}")


def _check_leads(data: OpenData, last_year: int) -> Iterator[str]:
    """Check who leads each item: the first that is responsible in the last year that is told of."""
    leads = {one["item"]: one["division"] for one in view_year(data, last_year).records("items")}
    told = {one["item"]: one["division"] for one in data.records("items") if one["item"] in leads}
    yield from iter_differences(told, leads, f"{_TABLE} items／division")


def _index_figures(rows: Iterable[list[Any]]) -> dict[str, Any]:
    names = ("件数", "分母", "割合")
    return {
        " ".join(map(str, (row[0], *row[2:-3]))): dict(
            zip(names, map(write_cell, row[-3:]), strict=True)
        )
        for row in rows
    }


def _index_sums(rows: Iterable[list[Any]]) -> dict[str, Any]:
    keys = 8
    # How a year is named is another question: see `_check_year_names`.
    return {
        " ".join(map(str, (row[0], *row[2:keys]))): "、".join(map(_write_sum, row[keys:]))
        for row in rows
    }


def _write_sum(cell: Any) -> str:
    return write_cell(cell) or ""
