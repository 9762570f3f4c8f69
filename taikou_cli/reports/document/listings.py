"""What is listed over all items: grades, opinions, changes, what is pending, corrections."""

from collections.abc import Iterable, Iterator, Sequence

from taikou_cli.base.label import label
from taikou_cli.model.branches import Branch
from taikou_cli.model.evaluation import Opinion, Pending
from taikou_cli.model.item import Item, Revision
from taikou_cli.model.plan import Plan, PlanRevision
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.progress.wording import EMPTY, PENDING_REASONS
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Line,
    Prose,
    Row,
    Run,
    Table,
    Text,
)
from taikou_cli.reports.document.indicators import courses_of
from taikou_cli.reports.document.sheet import (
    name_member,
    tell_grade,
    tell_other_grade,
    tell_stage,
)
from taikou_cli.reports.document.source import Year, item_id
from taikou_cli.reports.document.texts import paragraphs, say, say_empty, separate
from taikou_cli.reports.document.travel import name_travel, tell_travel


def tabulate_items(
    year: Year,
    standings: Sequence[ItemStanding],
    caption: str,
    branch: Branch | None = None,
) -> Table:
    """List items with their grades.

    Args:
        year: The year.
        standings: The items.
        caption: What the table is called.
        branch: Under which part they are listed: what is at home elsewhere is marked.
    """
    others = year.plan.other_item_scales
    columns = (
        Column(label("番号"), "number"),
        Column(year.words.item, "name"),
        Column(year.words.division, "text"),
        Column(label("評価{provisional}", provisional=year.provisional("items")), "text"),
        *(Column(scale.title, "text") for scale in others),
        Column(label("段階"), "short"),
    )
    rows = tuple(
        Row(
            (
                say(one.item.sign),
                ((*link_title(year, one.item), *_mark(year, one.item, branch)),),
                year.name_divisions(one.item.divisions),
                tell_grade_and_travel(year, one),
                *((tell_other_grade(one, scale),) for scale in others),
                tell_stage(year, one),
            )
        )
        for one in standings
    )
    return Table(caption, columns, rows, "records")


def _mark(year: Year, item: Item, branch: Branch | None) -> Line:
    return () if branch is None else year.mark_repeated(item, branch)


def link_title(year: Year, item: Item) -> Line:
    """Give the title of an item as a link to what is told of it."""
    return (Run("link", item.title, item_id(item.number)), *year.mark_of(item))


def tell_idle(year: Year, standings: Sequence[ItemStanding]) -> Iterator[Prose]:
    """Name the items that the year does not have."""
    if standings:
        names = separate((year.link_item(one.item) for one in standings), "、")
        yield Prose(((label("この年度に実施していない項目："), *names),))


def tabulate_overview(
    year: Year, standings: Sequence[ItemStanding], *, has_sheets: bool = False
) -> Table:
    """List items as a body looks at them; where their sheets follow, as links to these."""
    rows = tuple(
        Row(
            (
                (year.link_item(one.item) if has_sheets else year.name_item(one.item),),
                year.name_divisions(one.item.divisions),
                (tell_grade(year, one),),
                say(one.suggested or EMPTY),
                _tell_before(year, one),
                paragraphs(own.issues if own else None),
                paragraphs(own.review if own else None),
            ),
            id="" if has_sheets else item_id(one.item.number),
        )
        for one in standings
        for own in [one.evaluation.self_evaluation if one.evaluation else None]
    )
    columns = (
        Column(year.words.item, "name"),
        Column(year.words.division, "text"),
        Column(label("自己評価"), "text"),
        Column(label("KPIからの目安"), "short"),
        Column(label("前の年度"), "short"),
        Column(label("課題"), "long"),
        Column(label("見直し"), "long"),
    )
    caption = label(
        "{item}の自己評価（{count}項目）{provisional}",
        item=year.words.item,
        count=len(rows),
        provisional=year.provisional("items"),
    )
    return Table(caption, columns, rows, "records")


def _tell_before(year: Year, standing: ItemStanding) -> Text:
    grade = year.grade_in(standing.item.number, year.fiscal_year - 1)
    travel = name_travel(year, standing)
    return say(label("{grade}（{travel}）", grade=grade, travel=travel) if travel else grade)


def tell_grade_and_travel(year: Year, standing: ItemStanding) -> Text:
    """Give the grade, and below it which way it went since the year before."""
    told = tell_travel(year, standing)
    return (tell_grade(year, standing), *(say(Run("muted", told)) if told else ()))


def list_opinions(year: Year, standings: Iterable[ItemStanding]) -> Block:
    """List the committee's opinions with what came of them."""
    words = year.words
    overall = year.results.opinions if year.results else ()
    rows = (
        *(_tell_opinion((label("評価の全体"),), one) for one in overall),
        *(
            _tell_opinion(year.link_item(standing.item), one)
            for standing in standings
            if standing.evaluation
            for one in standing.evaluation.opinions
        ),
    )
    if not rows:
        return say_empty(label("{opinions}はまだ登録されていません。", opinions=words.opinions))
    note = label(
        "意見は委員一人ひとりのもので、{committee}の総意ではありません", committee=words.committee
    )
    columns = (
        Column(words.item, "name"),
        Column(label("委員・会議"), "text"),
        Column(label("意見"), "long"),
        Column(words.response, "long"),
    )
    caption = label(
        "{year}年度の評価への意見（{count}件。{note}）",
        year=year.fiscal_year,
        count=len(rows),
        note=note,
    )
    return Table(caption, columns, rows, "records")


def _tell_opinion(of: Line, one: Opinion) -> Row:
    answer = (*paragraphs(one.response, label("検討中")), *_tell_later(one.follow_up))
    return Row(((of,), say(name_member(one)), paragraphs(one.opinion), answer))


def _tell_later(follow_up: str | None) -> Text:
    first, *more = paragraphs(follow_up, None) or ((),)
    return ((Run("strong", label("その後")), "　", *first), *more) if follow_up else ()


def list_reviews(year: Year) -> Block:
    """List what each item changes because of the evaluation."""
    rows = tuple(
        Row(
            (
                (year.link_item(one.item),),
                tell_grade_and_travel(year, one),
                paragraphs(own.issues),
                paragraphs(own.review),
            )
        )
        for one in year.shown
        if one.evaluation
        for own in [one.evaluation.self_evaluation]
        if own.review
    )
    if not rows:
        return say_empty(label("見直しはまだ記入されていません。"))
    columns = (
        Column(year.words.item, "name"),
        Column(label("評価{provisional}", provisional=year.provisional("items")), "text"),
        Column(label("課題"), "long"),
        Column(label("見直し"), "long"),
    )
    caption = label(
        "{year}年度の評価を受けた見直し（{count}項目）", year=year.fiscal_year, count=len(rows)
    )
    return Table(caption, columns, rows, "records")


def list_revisions(year: Year, since: int | None = None) -> Iterator[Table]:
    """List how the plan itself was changed.

    Args:
        year: The year.
        since: The fiscal year from which on, of every item; None: from the report's year on, of
            the items that the year has.
    """
    first = year.fiscal_year if since is None else since
    rows = [_tell_change(year, (label("計画全体"),), one) for one in year.plan.revisions]
    rows += [
        _tell_change(year, year.link_item(standing.item), one)
        for standing in (year.shown if since is None else year.all_standings)
        for one in standing.item.revisions
        if year.plan.fiscal_years.year_of(one.date) >= first
    ]
    if rows:
        columns = (
            Column(label("対象"), "name"),
            Column(label("日付"), "short"),
            Column(label("内容"), "long"),
            Column(label("理由"), "long"),
        )
        yield Table(
            label("計画の改定（{count}件）", count=len(rows)), columns, tuple(rows), "records"
        )


def _tell_change(year: Year, name: Line, one: Revision | PlanRevision) -> Row:
    return Row(((name,), say(str(one.date)), tell_revision(year.plan, one), paragraphs(one.why)))


def tell_revision(plan: Plan, one: Revision | PlanRevision) -> Text:
    """Tell what was changed, and until when the plan now goes on if that was."""
    extended = one.last_year if isinstance(one, PlanRevision) else None
    if extended is None:
        return paragraphs(one.what)
    until = label("推進期間は{year}までとなった。", year=plan.fiscal_years.name(extended))
    return (*paragraphs(one.what), *say(until))


def list_pending(year: Year) -> Block:
    """List what cannot be told yet, with the reason and when it can."""
    rows = tuple(_iter_pending(year))
    if not rows:
        return say_empty(label("未確定のものはありません。"))
    columns = (
        Column(year.words.item, "name"),
        Column(label("指標"), "text"),
        Column(label("理由"), "text"),
        Column(label("見込み"), "short"),
    )
    return Table(
        label("まだ分からないもの（{count}件）", count=len(rows)), columns, rows, "records"
    )


def _iter_pending(year: Year) -> Iterator[Row]:
    for standing in year.shown:
        if standing.evaluation and standing.evaluation.pending:
            yield _tell_pending(year, standing, label("項目全体"), standing.evaluation.pending)
        for course in courses_of(year, standing):
            result = course.achievement.result
            if result and result.pending:
                yield _tell_pending(year, standing, course.indicator.name, result.pending)


def _tell_pending(year: Year, standing: ItemStanding, what: str, pending: Pending) -> Row:
    reason = (*say(PENDING_REASONS[pending.reason]), *paragraphs(pending.note, None))
    when = say(year.plan.fiscal_years.name_month(pending.expected))
    return Row(((year.link_item(standing.item),), say(what), reason, when))


def count_pending(year: Year) -> int:
    """Count what cannot be told yet."""
    return len(tuple(_iter_pending(year)))


def is_stopped(standing: ItemStanding) -> bool:
    """Tell whether an item was stopped or put off."""
    return standing.state in {ItemState.DISCONTINUED, ItemState.CARRIED_OVER}
