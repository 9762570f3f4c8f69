"""What others than the division say of an item or of the plan, each under its own name."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.base.label import enumerate_labels, label
from taikou_cli.model.amounts import WHOLE, AmountKind, numbers_of
from taikou_cli.model.evaluation import (
    ActionResult,
    Assessment,
    IndicatorReport,
    IndicatorResult,
    PartSummary,
)
from taikou_cli.model.indicator import Indicator, Kgi
from taikou_cli.model.item import Item
from taikou_cli.model.period import PeriodEvaluation
from taikou_cli.model.scales import RatingScale
from taikou_cli.model.year_part import name_part
from taikou_cli.progress.standing import ItemState
from taikou_cli.progress.wording import (
    EMPTY,
    FINALITIES,
    STATE_NAMES,
    describe_amount,
    describe_in_unit,
)
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Line,
    Prose,
    Row,
    Run,
    Section,
    Table,
)
from taikou_cli.reports.document.source import Outline
from taikou_cli.reports.document.texts import flow, name_entry, say, tell_entry, tell_stories

_COMMENT = "comment"


class Subject(NamedTuple):
    """What is assessed.

    Attributes:
        id: Tells its parts in a document from those of others: `item-3`.
        own: What stands for the self-evaluation among the others; None where there is none.
        item: The item; None for the plan, a goal or a policy.
    """

    id: str
    own: Line | None = None
    item: Item | None = None


def name_grade(scale: RatingScale | None, code: str, address: str = "") -> Line:
    """Give a grade with its meaning."""
    grade = scale.grade_of(code) if scale else None
    return (Run("badge", code, address), *((f" {grade.label}",) if grade else ()))


def tell_part(outline: Outline, part: PartSummary | None, id_: str) -> Iterator[Block]:
    """Tell what is said of the plan, a goal or a policy as a whole."""
    if part:
        yield from tell_stories(outline.plan, part)
        yield from tell_assessments(outline, part.assessments, Subject(id_))


def tell_assessments(
    outline: Outline, assessments: Iterable[Assessment], subject: Subject
) -> Iterator[Section]:
    """Tell what others say: the grades and texts of the year side by side, then the reports of parts.

    Args:
        outline: Names the bodies and the scales.
        assessments: What they say.
        subject: What they say it of.
    """
    told = tuple(assessments)
    final = [one for one in told if one.is_of_year]
    parts = [one for one in told if not one.is_of_year]
    if final:
        own = (_tell_own(outline, subject.own),) if subject.own else ()
        rows = (*own, *(_tell_row(outline, one, subject.item) for one in final))
        yield _section(
            f"assessments-{subject.id}", label("評価者ごとの評価"), label("評価者"), rows
        )
    if parts:
        rows = tuple(_tell_row(outline, one, subject.item) for one in _in_order(parts))
        yield _section(f"reports-{subject.id}", label("年度の途中の報告"), label("報告"), rows)


def _in_order(parts: Iterable[Assessment]) -> list[Assessment]:
    return sorted(parts, key=lambda one: (str(one.date or ""), one.as_of or ""))


def _section(id_: str, title: str, name: str, rows: tuple[Row, ...]) -> Section:
    columns = (
        Column(name, "name"),
        Column(label("評価区分"), "text"),
        Column(label("所見など"), "long"),
    )
    return Section(id_, (title,), (Table(title, columns, rows, "records"),))


def _tell_own(outline: Outline, grade: Line) -> Row:
    name = say(label("{division}（自己評価）", division=outline.words.division))
    return Row((name, (grade,), say(label("自己評価の欄のとおり"))))


def _tell_row(outline: Outline, one: Assessment, item: Item | None) -> Row:
    dated = [name_part(one.as_of)] if one.as_of else []
    dated += [str(one.date)] if one.date else []
    when = label("（{when}）", when=enumerate_labels(dated)) if dated else ""
    grades = tuple(_tell_grades(outline, one)) or say(EMPTY)
    texts = tuple(_iter_texts(outline, one, item)) or say(EMPTY)
    return Row((say(outline.name_judge(one.by), when), grades, texts))


def _tell_grades(outline: Outline, one: Assessment) -> Iterator[Line]:
    scales = {scale.id: scale for scale in outline.plan.scales}
    for id_, code in one.grades.items():
        scale = scales.get(id_)
        yield (f"{scale.title if scale else id_}　", *name_grade(scale, code))


def _iter_texts(outline: Outline, one: Assessment, item: Item | None) -> Iterator[Line]:
    for entry in outline.plan.stories_of(one):
        if told := tell_entry(entry, one):
            title = () if entry.name == _COMMENT else (Run("strong", name_entry(entry)), "　")
            first, *rest = told
            yield (*title, *first)
            yield from rest
    yield from _list_results(outline, one, item)


def tell_results(outline: Outline, told: PeriodEvaluation, item: Item) -> Iterator[Prose]:
    """Tell how actions went, what the values and what the amounts are, one below the other."""
    lines = tuple(_list_results(outline, told, item))
    if lines:
        yield Prose(lines)


def _list_results(
    outline: Outline, told: Assessment | PeriodEvaluation, item: Item | None
) -> Iterator[Line]:
    titles = {action.id: action.title for action in item.actions} if item else {}
    for action in told.actions:
        yield _tell_action(action, titles, outline.words.short.action)
    known = _index_indicators(outline, item)
    for kpi in told.kpis:
        yield _tell_value(kpi, known.get(kpi.id))
    for kind in outline.plan.amounts:
        if numbers := numbers_of(told.amounts.get(kind.id)):
            yield _tell_amount(kind, numbers)


def _tell_amount(kind: AmountKind, numbers: Mapping[str, int | Decimal]) -> Line:
    names = {part.id: part.name for part in kind.parts}
    parts = [
        f"{names.get(id_, id_)} {describe_in_unit(Fraction(number), kind)}"
        for id_, number in numbers.items()
        if id_ != WHOLE
    ]
    whole = describe_in_unit(Fraction(sum(numbers.values())), kind)
    within = f"（{'、'.join(parts)}）" if parts else ""
    return (
        Run("strong", label("{name}の{actual_name}", name=kind.name, actual_name=kind.actual_name)),
        f"　{whole}{within}",
    )


def _tell_action(result: ActionResult, titles: Mapping[str, str], word: str) -> Line:
    note = f"（{flow(result.note)}）" if result.note else ""
    name = label("{word}「{name}」", word=word, name=titles.get(result.id, result.id))
    return (Run("strong", name), f"　{flow(result.status or EMPTY)}{note}")


def tell_kgis(results: Iterable[IndicatorResult], kgis: Iterable[Kgi]) -> Iterator[Prose]:
    """Tell the values of a goal's indicators that are told, one below the other."""
    known = {kgi.id: kgi for kgi in kgis}
    lines = tuple(_tell_value(one, known[one.id]) for one in results if one.id in known)
    if lines:
        yield Prose(lines)


def _index_indicators(outline: Outline, item: Item | None) -> Mapping[str, Indicator]:
    """Give what values may be of: an item's indicators, or those of the goals."""
    return {one.id: one for one in (item.kpis if item else outline.kgis)}


def _tell_value(result: IndicatorReport | IndicatorResult, of: Indicator | None) -> Line:
    unit = of.unit if of and of.unit and not isinstance(result.actual, str) else ""
    value = describe_amount(result.actual, of.decimals if of else None)
    is_pending = isinstance(result, IndicatorResult) and result.pending is not None
    notes = [
        STATE_NAMES[ItemState.PENDING] if is_pending else "",
        FINALITIES[result.finality],
        flow(result.status or ""),
        flow(result.note or ""),
    ]
    told = [note for note in notes if note]
    word = "KGI" if isinstance(of, Kgi) else "KPI"
    name = label("{word}「{name}」", word=word, name=of.name if of else result.id)
    noted = label("（{notes}）", notes=enumerate_labels(told)) if told else ""
    return (Run("strong", name), f"　{flow(value)}{unit}", *((noted,) if noted else ()))
