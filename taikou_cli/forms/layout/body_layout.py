"""The sheets on which a body of the promotion structure grades and comments the items of a year."""

from collections.abc import Iterator, Sequence

from taikou_cli.forms.layout.amount_rows import AmountRows
from taikou_cli.forms.layout.assessor import Assessor, build_date_field
from taikou_cli.forms.layout.cell_text import trim_lines
from taikou_cli.forms.layout.committee_layout import describe_standing
from taikou_cli.forms.layout.field_rows import FieldRows, choices_of, describe_scale
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet, name_sheet
from taikou_cli.model.branches import Branch, levels_of, walk
from taikou_cli.model.catalogue import entry_of
from taikou_cli.model.evaluation import Assessment, Evaluation, GoalResults
from taikou_cli.model.goals import Part
from taikou_cli.model.plan import Plan
from taikou_cli.progress.standing import ItemStanding

_WIDTH_OF_GRADE, _WIDTH_OF_FIELD, _WIDTH_OF_COMMENT = 14, 20, 40
_WIDTHS = (20, 9, 28, 50)
_HEADER = ("評価", "KPI（実績値／目標値）", "自己評価")
_WIDTHS_OF_AMOUNTS = (30, 26, 18, 18, 22)
_WIDTHS_OF_PARTS = (30, 60, 50)
_AMOUNTS = "金額と業務量"


def build_cover_fields(
    plan: Plan, assessor: Assessor, overall: Assessment | None
) -> tuple[Field, ...]:
    """Give what a body says of all items at once."""
    return build_date_field(plan), _comment(plan, 0, assessor, overall, "全体についての所見")


def build_goal_sheet(
    plan: Plan, goal: Part, standings: Sequence[ItemStanding], assessor: Assessor
) -> Sheet:
    """Build the sheet of one goal: an item with its results, its grades and comment on a line."""
    titles = tuple(scale.title for scale in assessor.scales)
    asked = tuple(entry.title for entry in assessor.fields)
    lines = (
        Line(Role.TITLE, (f"{plan.words.goal}{goal.sign}　{goal.title}",)),
        Line(Role.HEADER, (plan.words.item, *_HEADER, *titles, *asked, "所見")),
        *(Line(Role.ROW, tuple(_cells(plan, standing, assessor))) for standing in standings),
    )
    own = (*(_WIDTH_OF_GRADE for _ in titles), *(_WIDTH_OF_FIELD for _ in asked))
    widths = (*_WIDTHS, *own, _WIDTH_OF_COMMENT)
    return Sheet(
        name_sheet(f"{plan.words.goal}{goal.number}"), widths, lines, repeated=2, is_landscape=True
    )


def build_part_sheet(
    plan: Plan, branches: Sequence[Branch], said: GoalResults | None, assessor: Assessor
) -> Sheet:
    """Build the sheet on which a body comments goals, policies and groups as a whole."""
    title = "と".join(map(plan.words.of_level, levels_of(branches)))
    head = Line(Role.TITLE, (title,)), Line(Role.HEADER, (title, "総括", "所見"))
    lines = (_comment_part(plan, one, said, assessor) for one in walk(branches))
    return Sheet(
        name_sheet(title), _WIDTHS_OF_PARTS, (*head, *lines), repeated=2, is_landscape=True
    )


def _comment_part(plan: Plan, branch: Branch, said: GoalResults | None, assessor: Assessor) -> Line:
    part, name = said and said.of_part(branch.home), branch.name_in(plan.words)
    own = assessor.find(part.assessments) if part else None
    comment = _comment(plan, 0, assessor, own, f"{name}の所見")
    field = comment._replace(address=(*branch.address, *comment.address))
    return Line(Role.ROW, (name, (part and part.summary) or "", field))


def build_amount_sheets(
    plan: Plan, standings: Sequence[ItemStanding], assessor: Assessor
) -> Iterator[Sheet]:
    """Build the sheet of the amounts that the items plan or tell, if there are any."""
    lines = tuple(line for one in standings for line in _compare_amounts(plan, one, assessor))
    if lines:
        told = f"{plan.words.division}の実績"
        header = (plan.words.item, _AMOUNTS, "計画", told, "記入欄（違うときだけ）")
        head = Line(Role.TITLE, (_AMOUNTS,)), Line(Role.HEADER, header)
        yield Sheet(_AMOUNTS, _WIDTHS_OF_AMOUNTS, (*head, *lines), repeated=2, is_landscape=True)


def _compare_amounts(plan: Plan, standing: ItemStanding, assessor: Assessor) -> Iterator[Line]:
    evaluation, year = standing.evaluation, standing.fiscal_year
    own = assessor.find(evaluation.assessments) if evaluation else None
    for kind in plan.amounts:
        planned = year in standing.item.amounts.get(kind.id, {})
        told = any(one and kind.id in one.amounts for one in (evaluation, own))
        if planned or told:
            rows = AmountRows(standing.item, kind, year, assessor.address)
            yield from rows.compare(evaluation, own)


def _cells(plan: Plan, standing: ItemStanding, assessor: Assessor) -> Iterator[str | Field]:
    number, evaluation = standing.item.number, standing.evaluation
    own = assessor.find(evaluation.assessments) if evaluation else None
    *results, told = describe_standing(plan, standing)
    yield from results
    yield "\n".join((told, *_tell_asked(plan, standing, assessor)))
    for scale in assessor.scales:
        yield Field(
            number,
            (*assessor.address, "grades", scale.id),
            scale.title,
            describe_scale(scale),
            Kind.CHOICE,
            own.grades.get(scale.id) if own else None,
            choices=choices_of(scale),
        )
    for entry in assessor.fields:
        base, record = assessor.place_of(entry, evaluation)
        yield FieldRows(plan.words, number, Evaluation, base).ask(entry, record)
    yield _comment(plan, number, assessor, own, "所見")


def _tell_asked(plan: Plan, standing: ItemStanding, assessor: Assessor) -> Iterator[str]:
    """Tell what only the assessor is asked of the item itself: others are not told what is private."""
    item = standing.item
    for record in (item, *item.actions, *item.kpis):
        for entry in plan.declared_for(record):
            told = entry.tell(record)
            if told and (entry.is_public or entry.asked_of == assessor.id):
                yield f"【{entry.title}】{trim_lines(told)}"


def _comment(
    plan: Plan, item: int, assessor: Assessor, own: Assessment | None, label: str
) -> Field:
    entry = plan.word(entry_of(Assessment, "comment"))
    address = (*assessor.address, entry.key)
    return Field(item, address, label, entry.description, Kind.TEXT, entry.read(own))
