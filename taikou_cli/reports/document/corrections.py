"""The editions of a published year, and what was wrong in them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from taikou_cli.base.label import join_labels, label
from taikou_cli.model.correction import Correction
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.item import Item
from taikou_cli.model.publication import Edition
from taikou_cli.model.record import Record
from taikou_cli.progress.wording import EMPTY
from taikou_cli.project.editions import iter_corrections, list_editions
from taikou_cli.project.field_names import list_names, list_results, name_field
from taikou_cli.reports.document.blocks import Block, Cell, Column, Line, Row, Run, Table, Text
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.texts import as_lines, flow, paragraphs, say, say_empty
from taikou_cli.reports.document.walk import read_line

_NOTHING = label("（なし）")
_UNHASHED = label("この版の一式ができた後に定まります。")


class _Told(NamedTuple):
    """A correction: of which thing, of which year, and the names of its place and values."""

    subject: Line
    of: str
    correction: Correction
    change: tuple[str, str, str]


def tell_editions(year: Year) -> Text:
    """Give a line for each edition of the year: what it is called, its day, why it was made."""
    editions = list_editions(year.project, year.fiscal_year)
    return as_lines(
        join_labels((one.name, f"　{one.published_on}{f'　{flow(one.why)}' if one.why else ''}"))
        for one in editions
    )


def tell_change(
    year: Year, content: Record, one: Correction, names: Mapping[str, str]
) -> tuple[str, str, str]:
    """Give the place of a correction by its name, and the values before and after in words.

    Args:
        year: The year of the report.
        content: The file that it stands in.
        one: The correction.
        names: What ids in the file mean: see `project.field_names.list_names`.
    """
    before, after = (_NOTHING if value is None else str(value) for value in (one.before, one.after))
    return year.words.say(name_field(content, one.field, names)), before, after


def list_corrections(year: Year, years: Iterable[int]) -> Block:
    """List what was wrong after publication of some years."""
    rows = tuple(_tell_row(told) for told in _iter_all(year, tuple(years)))
    if not rows:
        return say_empty(label("公表した後の訂正はありません。"))
    columns = (
        Column(label("対象"), "name"),
        Column(label("評価"), "short"),
        Column(label("日付"), "short"),
        *(
            Column(name, "text")
            for name in (label("箇所"), label("誤"), label("正"), label("理由"))
        ),
    )
    return Table(label("正誤表（{count}件）", count=len(rows)), columns, rows, "records")


def tell_corrections(year: Year, edition: Edition) -> Text:
    """Give a line for all that an edition of the year corrects: where, what it was, what it is."""
    return as_lines(
        join_labels(
            (
                read_line(_name_subject(year, document.content)),
                f"　{place}：{before}→{after}（{one.why}）",
            )
        )
        for published_by, document, one in iter_corrections(year.project, year.fiscal_year)
        if published_by.number == edition.number
        for place, before, after in (
            tell_change(year, document.content, one, list_names(year.project, document.content)),
        )
    )


def tabulate_editions(years: Iterable[Year], kept: Container[str]) -> Block:
    """List the editions of some years, the last one of each first, with the hash of each bundle.

    Args:
        years: The years.
        kept: The ids of the earlier editions that are there as they were published: see `kept_id`.
    """
    rows = tuple(
        Row(
            (
                (
                    *say(
                        Run("link", join_labels((year.name, "　", one.name)), edition_id(year, one))
                    ),
                    *_tell_kept(year, one, kept),
                ),
                say(str(one.published_on)),
                (*paragraphs(one.why, None), *tell_corrections(year, one)) or say(EMPTY),
                say(one.bundle_sha256 or _UNHASHED),
            ),
            id=edition_id(year, one),
        )
        for year in years
        for one in reversed(list_editions(year.project, year.fiscal_year))
    )
    if not rows:
        return say_empty(label("公表した版は、まだありません。"))
    columns = (
        Column(label("版"), "name"),
        Column(label("公表日"), "short"),
        Column(label("理由と、改めた箇所"), "text"),
        Column(label("一式のSHA-256"), "long"),
    )
    return Table(label("公表した版（{count}件）", count=len(rows)), columns, rows, "records")


def _tell_kept(year: Year, edition: Edition, kept: Container[str]) -> Text:
    """Tell where an edition is that a later one follows."""
    if edition == list_editions(year.project, year.fiscal_year)[-1]:
        return ()
    if (to := kept_id(year.fiscal_year, edition.number)) in kept:
        return say(Run("link", label("公表したときのまま"), to))
    return say(Run("muted", label("この版の一式（zip）にだけあります。")))


def kept_id(fiscal_year: int, number: int) -> str:
    """Give the id of an earlier edition as it was published."""
    return f"kept-{fiscal_year}-{number}"


def edition_id(year: Year, edition: Edition) -> str:
    """Give the id of what tells of an edition."""
    return f"edition-{year.fiscal_year}-{edition.number}"


def count_corrections(year: Year) -> int:
    """Count what was wrong in the year's publication."""
    return sum(1 for _ in _iter_all(year, (year.fiscal_year,)))


def _iter_all(year: Year, years: tuple[int, ...]) -> Iterator[_Told]:
    for evaluated in years:
        yield from _iter_own(year, evaluated)
    yield from _iter_others(year, years)


def _iter_own(year: Year, evaluated: int) -> Iterator[_Told]:
    """Yield what was wrong in the evaluations of a year."""
    known = year.standings.get(evaluated, {})
    for standing in year.all_standings:
        then = known.get(standing.item.number)
        if then and then.evaluation:
            names = list_names(year.project, then.evaluation) | list_results(then.item)
            for one in then.evaluation.corrections:
                change = tell_change(year, then.evaluation, one, names)
                yield _Told(
                    year.link_item(standing.item), label("{year}年度", year=evaluated), one, change
                )


def _iter_others(year: Year, years: tuple[int, ...]) -> Iterator[_Told]:
    """Yield what editions of the years corrected in other files: a title, a target, a KGI."""
    told = set()
    for evaluated in years:
        for _, document, one in iter_corrections(year.project, evaluated):
            content = document.content
            is_own = isinstance(content, Evaluation) and content.fiscal_year in years
            if not is_own and (document.path, one) not in told:
                told.add((document.path, one))
                change = tell_change(year, content, one, list_names(year.project, content))
                yield _Told(_name_subject(year, content), _name_year(content), one, change)


def _name_subject(year: Year, content: Record) -> Line:
    number = content.number if isinstance(content, Item) else getattr(content, "item", None)
    named = (year.link_item(item) for item in year.items if item.number == number)
    return next(named, (label("計画全体"),))


def _name_year(content: Record) -> str:
    evaluated = getattr(content, "fiscal_year", None)
    return label("{year}年度", year=evaluated) if evaluated else label("計画全体")


def _tell_row(told: _Told) -> Row:
    cells: tuple[Cell, ...] = (
        (told.subject,),
        say(told.of),
        say(str(told.correction.date)),
        *(paragraphs(text) for text in (*told.change, told.correction.why)),
    )
    return Row(cells)
