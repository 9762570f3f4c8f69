"""The first sheet of a form: until when, how, and whom to ask."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from taikou_cli.base.fiscal_year import format_era_year
from taikou_cli.forms.layout.fields import Field, Kind
from taikou_cli.forms.layout.sheets import Line, Role, Sheet
from taikou_cli.model.plan import Plan

_WIDTHS = (18, 86)
_LINES_OF_TEXT = 4
_WEEKDAYS = "月火水木金土日"
DIVISION_STEPS = (
    "色の付いたセル（薄い黄色）に記入してください。ほかのセルは変えられないようにしてあります（パスワードはありません）。",
    "一覧（▼）のあるセルは、一覧から選んでください。セルを選ぶと、書き方の説明が出ます。",
    "数は数だけを書いてください（単位は表示されます）。まだ分からない値は空けておき、未確定の理由と見込みを選んでください。",
    "長い文は、セルの中で Alt＋Enter を押すと改行できます。行の高さは変えて構いません。",
    "書いてあったものを消すと「削除」として取り込みます。変えないところはそのままにしてください。",
    "シートやファイルの名前は変えても構いません。行やシートは削除しないでください。",
    "記入したら、Excel ブック（.xlsx）のまま保存し、メールに添付して‹office›に返送してください。",
)
_COMMITTEE_STEPS = (
    "‹goal›ごとのシートに、‹item›の評価の結果が並んでいます。右端の「御意見」に記入してください。",
    "「評価の見方」のシートに、評価区分の意味と達成率があります。評価の全体についての御意見は、この表紙に記入してください。",
    "御意見のない項目は、空けておいてください。長い文は Alt＋Enter で改行できます。",
    "「記入する方」の欄に会議名を記入してください。お名前を公表しない場合は、委員名を空けておいてください。",
    "記入されたら、Excel ブック（.xlsx）のまま保存し、‹office›に返送してください。",
)


BODY_STEPS = (
    "‹goal›ごとのシートに、‹item›の評価の結果が並んでいます。右の色の付いたセルに、評価と所見を記入してください。",
    "一覧（▼）のあるセルは、一覧から選んでください。評価や所見のない項目は、空けておいてください。",
    "「記入する方」の欄に、評価の日付と、全体についての所見を記入してください。",
    "記入したら、Excel ブック（.xlsx）のまま保存し、‹office›に返送してください。",
)


class Cover(NamedTuple):
    """What a cover tells.

    Attributes:
        heading: What the form is.
        name: Whom it is for.
        plan: The outline.
        deadline: Until when it is to be returned, if known.
        contents: The titles of the other sheets, each with what it is about.
        fields: What is filled in on the cover; only forms for bodies have any.
        steps: How the form is filled in; empty for those of divisions and of members.
    """

    heading: str
    name: str
    plan: Plan
    deadline: date | None
    contents: Sequence[tuple[str, str]]
    fields: Sequence[Field] = ()
    steps: Sequence[str] = ()


def build_cover(cover: Cover) -> Sheet:
    """Build the sheet."""
    return Sheet("表紙", _WIDTHS, tuple(_lines(cover)))


def _lines(cover: Cover) -> Iterator[Line]:
    plan = cover.plan
    yield Line(Role.TITLE, (cover.heading,))
    yield Line(Role.NOTE, (f"{plan.government}　{plan.title}",))
    yield Line(Role.ROW, ("宛先", cover.name))
    yield Line(Role.ROW, ("提出期限", _say_day(plan, cover.deadline)))
    contact = plan.publication.contact or plan.words.say(
        "‹plan›の‹office›（この様式をお送りした所属）"
    )
    yield Line(Role.ROW, ("提出先・問合せ先", contact))
    if cover.fields:
        yield Line(Role.SECTION, ("記入する方",))
    for field in cover.fields:
        room = "\n" * _LINES_OF_TEXT if field.kind is Kind.TEXT else ""
        yield Line(Role.ROW, (field.label + room, field))
    yield Line(Role.SECTION, ("記入のしかた",))
    steps = cover.steps or (_COMMITTEE_STEPS if cover.fields else DIVISION_STEPS)
    for number, step in enumerate(steps, start=1):
        yield Line(Role.ROW, (f"{number}", plan.words.say(step)))
    yield Line(Role.SECTION, ("内容",))
    for title, about in cover.contents:
        yield Line(Role.ROW, (title, about))


def _say_day(plan: Plan, day: date | None) -> str:
    if day is None:
        return "別にお知らせします"
    year = format_era_year(day.year) if plan.fiscal_years.has_eras else day.year
    weekday = _WEEKDAYS[day.weekday()]
    return f"{year}年{day.month}月{day.day}日（{weekday}）　{day.isoformat()}"
