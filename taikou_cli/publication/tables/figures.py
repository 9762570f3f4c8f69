"""The table of the figures: every count of every group in every year as one row."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from taikou_cli.publication.tables.table import YEAR, Cell, Column, Layout, Row, Source, name_year

GROUPS = {
    "overall": "全体",
    "data_plan": "官民データ活用推進計画",
    "goals": "‹goal›",
    "policies": "‹policy›",
    "groups": "‹group›",
    "divisions": "主担当の‹division›",
    "departments": "主担当の‹department›",
    "attitudes": "職員の‹attitude›",
    "classifications": "分類",
}
"""The ways of grouping, and what they are called, in the words of the plan."""

_SINGLE = ("overall", "data_plan")
_CLASSES = "classifications"


def _iter_figures(source: Source) -> Iterator[Row]:
    for figures in source.groups:
        yield from list_figures(figures)


def list_figures(figures: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows of a year.

    Args:
        figures: The figures of the year, in the shape that other programs rely on.
    """
    for place, one in iter_groups(figures):
        for row in _list_group(one):
            yield (*place, *row)


def iter_groups(figures: Mapping[str, Any]) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    """Yield every group of a year's figures with the cells that say which it is."""
    year = name_year(figures["fiscal_year"])
    for group, title in GROUPS.items():
        for one in _list_members(figures[group], group, title):
            key = str(one.get("number", one.get("id")))
            yield (*year, group, key, one.get("title", one.get("name"))), one


def _list_members(described: Any, group: str, title: str) -> Iterable[Mapping[str, Any]]:
    """Give the groups of one way of grouping; a class is known by its classification, too."""
    if group in _SINGLE:
        return [{"number": "all", "title": title, **described}]
    if group != _CLASSES:
        members: list[Mapping[str, Any]] = described
        return members
    return [
        {**value, "id": f"{one['id']}.{value['code']}", "name": f"{one['name']}　{value['label']}"}
        for one in described
        for value in one["values"]
    ]


def _list_group(group: Mapping[str, Any]) -> Iterator[Row]:
    yield from _list_counts("items", group, {"items": "total"}, ("in_force", "rated"))
    for state, count in group["states"].items():
        yield "item_state", state, count, None, None
    yield from _list_shares("grade", group["grades"], group["shares"])
    for rate in group["rates"]:
        yield "rate", rate["id"], rate["numerator"], rate["denominator"], _read(rate["percent"])
    for id_, scale in group["other_scales"].items():
        yield from _list_shares(f"scale_{id_}", scale["grades"], scale["shares"])
    actions, kpis = group["actions"], group["kpis"]
    yield from _list_counts("actions", actions, {}, ("total", "in_force", "rated"))
    yield from _list_shares("action_status", actions["statuses"], actions["shares"])
    counted = ("total", "in_force", "measured", "pending", "judged")
    yield from _list_counts("kpis", kpis, {}, counted)
    yield from _list_shares("kpi_status", kpis["statuses"], kpis["shares"])
    yield from _list_counts("axes", group["axes"], {}, tuple(group["axes"]))


def _list_counts(
    measure: str, values: Mapping[str, Any], renamed: Mapping[str, str], names: tuple[str, ...]
) -> Iterator[Row]:
    for name in (*renamed, *names):
        yield measure, renamed.get(name, name), values[name], None, None


def _list_shares(
    measure: str, counts: Mapping[str, int], shares: Mapping[str, Any]
) -> Iterator[Row]:
    for code, count in counts.items():
        share = shares.get(code, {"denominator": None, "percent": None})
        yield measure, code, count, share["denominator"], _read(share["percent"])


def _read(percent: str | None) -> Cell:
    return None if percent is None else Decimal(percent)


LAYOUTS = (
    Layout(
        "figures",
        "集計",
        (
            *YEAR,
            Column("group", "まとめ方", codes="group", required=True),
            Column("key", "番号（‹division›、‹department›、分類は識別名）", required=True),
            Column("title", "名称", required=True),
            Column("measure", "数えたもの", codes="measure", required=True),
            Column("code", "区分（コード表は measure と同じ名前のもの）", required=True),
            Column("count", "件数（率では分子）", "integer", required=True),
            Column("denominator", "分母", "integer"),
            Column("percent", "割合（％）", "number"),
        ),
        ("fiscal_year", "group", "key", "measure", "code"),
        _iter_figures,
    ),
)
