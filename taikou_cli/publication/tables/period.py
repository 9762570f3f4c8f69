"""The table of what is said of the whole period: one value a row, by its key in the file."""

from collections.abc import Iterator

from taikou_cli.model.evaluation import Opinion
from taikou_cli.model.period import PeriodEvaluation, PeriodResults
from taikou_cli.project.field_names import list_names, name_field
from taikou_cli.project.project import Document
from taikou_cli.project.published_text import list_leaves
from taikou_cli.publication.tables.table import Column, Layout, Row, Source

_OWN = "item"


def _iter_values(source: Source) -> Iterator[Row]:
    for document in source.project.period:
        yield from _list_values(source, document, ("item", document.content.item))
        yield from _list_follow_ups(document.content)
    for whole in source.project.period_results:
        yield from _list_values(source, whole, ("plan", 1))


def _list_values(
    source: Source, document: Document[PeriodEvaluation] | Document[PeriodResults], place: Row
) -> Iterator[Row]:
    content = document.content
    names = list_names(source.project, content)
    for leaf in list_leaves(content).values():
        if leaf.key != _OWN:
            name = source.plan.words.say(name_field(content, leaf.key, names))
            yield (*place, leaf.key, name, leaf.text)


def _list_follow_ups(evaluation: PeriodEvaluation) -> Iterator[Row]:
    """Yield what came of the opinions: it is said later, and so held fast by no edition."""
    title = Opinion.model_fields["follow_up"].title
    for number, opinion in enumerate(evaluation.opinions, start=1):
        if opinion.follow_up:
            key, name = f"opinions.{number}.follow_up", f"意見{number}の{title}"
            yield "item", evaluation.item, key, name, opinion.follow_up


LAYOUTS = (
    Layout(
        "period",
        "期間全体の総合評価と総括",
        (
            Column("part", "何についてか", codes="part", required=True),
            Column("key", "‹item›の番号（計画の総括は1）", "integer", required=True),
            Column(
                "field",
                "値の場所（self_evaluation.grade など。並びは識別名、番号か順番で指す）",
                required=True,
            ),
            Column("name", "値の名称", required=True),
            Column("value", "値", required=True),
        ),
        ("part", "key", "field"),
        _iter_values,
    ),
)
