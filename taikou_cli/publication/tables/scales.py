"""Tables of the rating scales: their rates and what these are made of. Grades are in `codes`."""

from collections.abc import Iterator

from taikou_cli.publication.tables.table import (
    VALIDITY,
    Column,
    Layout,
    Reference,
    Row,
    Source,
    list_validity,
)


def _iter_scales(source: Source) -> Iterator[Row]:
    for number, scale in enumerate(source.plan.scales, start=1):
        yield (
            scale.id,
            number,
            scale.title,
            scale.applies_to,
            scale.judged_by,
            scale.of if scale.applies_to == "kpis" else None,
            int(scale.provisional),
            scale.origin,
            scale.url,
            scale.suggested_by if scale.applies_to == "items" else None,
            *list_validity(scale),
        )


def _iter_rates(source: Source) -> Iterator[Row]:
    for scale in source.plan.scales:
        for number, rate in enumerate(scale.rates, start=1):
            yield scale.id, rate.id, number, rate.name, rate.denominator


def _iter_rate_grades(source: Source) -> Iterator[Row]:
    for scale in source.plan.scales:
        for rate in scale.rates:
            for grade in rate.grades:
                yield scale.id, rate.id, grade


_SCALE = Column("scale", "尺度の識別名", required=True)
_RATE = Column("rate", "率の識別名", required=True)
_NUMBER = Column("number", "順番", "integer", required=True)
_OF_SCALE = Reference(("scale",), "scales", ("scale",))

LAYOUTS = (
    Layout(
        "scales",
        "評価尺度",
        (
            _SCALE,
            _NUMBER,
            Column("title", "尺度の名称", required=True),
            Column("applies_to", "対象", codes="scale_subject", required=True),
            Column("judged_by", "評価者の識別名（空欄なら‹division›）"),
            Column("looks_at", "見る値", codes="measure_of"),
            Column("provisional", "暫定", "integer", codes="flag", required=True),
            Column("origin", "出所"),
            Column("url", "出所のURL"),
            Column("suggested_by", "KPIからの目安の求め方", codes="suggested_by"),
            *VALIDITY,
        ),
        ("scale",),
        _iter_scales,
    ),
    Layout(
        "rates",
        "率の定義",
        (
            _SCALE,
            _RATE,
            _NUMBER,
            Column("name", "率の名称", required=True),
            Column("denominator", "分母", codes="denominator", required=True),
        ),
        ("scale", "rate"),
        _iter_rates,
        (_OF_SCALE,),
    ),
    Layout(
        "rate_grades",
        "率の分子に数える評価区分",
        (_SCALE, _RATE, Column("grade", "評価区分", required=True)),
        ("scale", "rate", "grade"),
        _iter_rate_grades,
        (Reference(("scale", "rate"), "rates", ("scale", "rate")),),
    ),
)
