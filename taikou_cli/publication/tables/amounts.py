"""Tables of the amounts: what they are, what items plan and tell, and their sums by group."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from taikou_cli.model.amounts import WHOLE, AmountKind, numbers_of
from taikou_cli.publication.tables.figures import iter_groups
from taikou_cli.publication.tables.table import (
    ITEM,
    NO_PART,
    OF_ITEM,
    VALIDITY,
    YEAR,
    Cell,
    Column,
    Layout,
    Reference,
    Row,
    Source,
    list_validity,
    name_year,
)

_Told = Mapping[tuple[int, int], Any]


def _iter_kinds(source: Source) -> Iterator[Row]:
    for number, kind in enumerate(source.plan.amounts, start=1):
        names = (kind.planned_name, kind.actual_name)
        lasting = int(kind.lasting)
        validity = list_validity(kind)
        yield kind.id, number, kind.name, kind.unit, lasting, *names, kind.decimals, *validity


def _iter_parts(source: Source) -> Iterator[Row]:
    for kind in source.plan.amounts:
        for number, part in enumerate(kind.parts, start=1):
            yield kind.id, part.id, number, part.name, int(kind.lasts(part.id))


def _iter_amounts(source: Source) -> Iterator[Row]:
    evaluations = source.project.evaluations_by_item()
    for number, document in sorted(source.project.items_by_number().items()):
        told = evaluations.get(number, {})
        for kind in source.plan.amounts:
            planned = document.content.amounts.get(kind.id, {})
            actual = {year: one.amounts.get(kind.id) for year, one in told.items()}
            for year in sorted({*planned, *actual}):
                numbers = numbers_of(planned.get(year)), numbers_of(actual.get(year))
                yield from _list_amounts((*name_year(year), number), kind, *numbers)


def _list_amounts(
    place: Row, kind: AmountKind, planned: Mapping[str, Cell], actual: Mapping[str, Cell]
) -> Iterator[Row]:
    for part in (WHOLE, *(one.id for one in kind.parts)):
        values = planned.get(part), actual.get(part)
        if values != (None, None):
            yield (*place, kind.id, kind.name, part or NO_PART, *values, kind.unit)


def _iter_figures(source: Source) -> Iterator[Row]:
    for figures in source.groups:
        yield from list_amount_figures(figures)


def list_amount_figures(figures: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows of a year's sums.

    Args:
        figures: The figures of the year, in the shape that other programs rely on.
    """
    for place, group in iter_groups(figures):
        for one in group["amounts"]:
            yield (*place, one["id"], NO_PART, one["unit"], *_list_sums(one))
            for part in one["parts"]:
                sums = _read(part["planned"]), _read(part["actual"])
                yield (*place, one["id"], part["id"], one["unit"], *sums, *[None] * 7)


def _list_sums(one: Mapping[str, Any]) -> Row:
    since = one["cumulative"]
    return (
        *(_read(one[name]) for name in ("planned", "actual", "percent")),
        _read(one.get("planned_told", one["planned"])),
        one["items"],
        one["told"],
        *(_read(since[name]) for name in ("planned", "actual", "percent")),
    )


def _read(number: str | None) -> Cell:
    return None if number is None else Decimal(number)


_AMOUNT = Column("amount", "金額と業務量の識別名", required=True)
_PART = Column("part", "内訳の識別名（ALL は全体）", required=True)
_NUMBER = Column("number", "順番", "integer", required=True)
_UNIT = Column("unit", "単位", required=True)
_LASTING = Column("lasting", "効果が続く", "integer", codes="flag", required=True)
_SUMS = (Column("planned", "計画", "number"), Column("actual", "実績", "number"))
_OF_AMOUNT = Reference(("amount",), "amount_kinds", ("amount",))

LAYOUTS = (
    Layout(
        "amount_kinds",
        "金額と業務量の定義",
        (
            _AMOUNT,
            _NUMBER,
            Column("name", "名称", required=True),
            _UNIT,
            _LASTING,
            Column("planned_name", "計画の呼び方", required=True),
            Column("actual_name", "実績の呼び方", required=True),
            Column("decimals", "値の小数の桁数（空欄なら値のとおり）", "integer"),
            *VALIDITY,
        ),
        ("amount",),
        _iter_kinds,
    ),
    Layout(
        "amount_parts",
        "金額と業務量の内訳",
        (
            _AMOUNT,
            Column("part", "内訳の識別名", required=True),
            _NUMBER,
            Column("name", "内訳の名称", required=True),
            _LASTING,
        ),
        ("amount", "part"),
        _iter_parts,
        (_OF_AMOUNT,),
    ),
    Layout(
        "amounts",
        "‹item›の金額と業務量",
        (*YEAR, ITEM, _AMOUNT, Column("name", "名称", required=True), _PART, *_SUMS, _UNIT),
        ("fiscal_year", "item", "amount", "part"),
        _iter_amounts,
        (OF_ITEM, _OF_AMOUNT),
    ),
    Layout(
        "amount_figures",
        "金額と業務量の集計",
        (
            *YEAR,
            Column("group", "まとめ方", codes="group", required=True),
            Column("key", "番号（‹division›と‹department›は識別名）", required=True),
            Column("title", "名称", required=True),
            _AMOUNT,
            _PART,
            _UNIT,
            *_SUMS,
            Column("percent", "実績の割合（実績を記入した項目の計画に対する％）", "number"),
            Column("planned_told", "実績を記入した項目の計画", "number"),
            Column("items", "計画か実績のある項目の数", "integer"),
            Column("told", "実績を記入した項目の数", "integer"),
            Column("cumulative_planned", "計画の累計", "number"),
            Column("cumulative_actual", "実績の累計", "number"),
            Column("cumulative_percent", "実績の累計の割合（％）", "number"),
        ),
        ("fiscal_year", "group", "key", "amount", "part"),
        _iter_figures,
        (_OF_AMOUNT,),
    ),
)
