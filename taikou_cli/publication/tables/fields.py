"""The table of the fields that the plan declares itself: one value a row, whatever it is of."""

from collections.abc import Iterator

from taikou_cli.model.catalogue import Entry
from taikou_cli.project.field_holders import iter_holders
from taikou_cli.publication.tables.table import Column, Layout, Row, Source


def _iter_fields(source: Source) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()  # of two that go by one name, the first counts
    for holder in iter_holders(source.project):
        if (holder.on, holder.key) in seen:
            continue
        seen.add((holder.on, holder.key))
        for entry in source.plan.declared_for(holder.record):
            if told := entry.write(holder.record):
                yield holder.on, holder.key, entry.key, entry.title, *_describe(entry, told)


def _describe(entry: Entry, told: str) -> Row:
    return str(entry.kind), told, entry.unit or None


LAYOUTS = (
    Layout(
        "fields",
        "団体が定める欄",
        (
            Column("on", "何の欄か", codes="field_on", required=True),
            Column(
                "key",
                "番号。‹action›とKPIは「‹item›番号.識別名」、KGIは「goal‹goal›番号.識別名」、評価は「年度.‹item›番号」、ほかの評価と途中の報告は「年度.何についてか.番号.順番」（期間全体の年度は period）",
                required=True,
            ),
            Column("field", "欄の識別名", required=True),
            Column("name", "欄の名称", required=True),
            Column("type", "値の種類", codes="field_type", required=True),
            Column("value", "値", required=True),
            Column("unit", "単位"),
        ),
        ("on", "key", "field"),
        _iter_fields,
    ),
)
