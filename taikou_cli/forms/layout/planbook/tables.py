"""The tables of the workbook: one sheet each, the same for writing it and for reading it."""

from collections.abc import Iterator, Set
from typing import NamedTuple

from taikou_cli.forms.layout.fields import Kind
from taikou_cli.forms.layout.planbook import notations, places
from taikou_cli.forms.layout.planbook.columns import Column, columns_of
from taikou_cli.forms.layout.planbook.documents import (
    PLAN,
    Data,
    goal_documents,
    group_documents,
    item_documents,
    iter_homes,
    policy_documents,
    words_of,
)
from taikou_cli.forms.layout.planbook.own_columns import (
    HEADING_READERS,
    Declared,
    plain_heading,
    planned,
)
from taikou_cli.forms.layout.planbook.places import AMOUNT, ITEM, PART, STAGE, YEAR, Place
from taikou_cli.forms.layout.sheets import name_sheets
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.declared import Classification, DeclaredField
from taikou_cli.model.goals import Goal, Group, Policy
from taikou_cli.model.indicator import Indicator, Kgi
from taikou_cli.model.item import Action, Item
from taikou_cli.model.organization import Department, Division
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record

WHY = "?why"
"""The route of the column that asks for the reason of what the row changes."""

COUNTS = {"goal": "goals", "policy": "policies", "group": "groups"}
"""Of the levels that items may stand under, how the outline calls their numbers."""

ITEM_TABLE = "item"

DEPARTMENT = "^department"
"""The route of the column that names the department of a division."""

_GOAL, _POLICY, _TITLE = "^goal", "^policy", "（参考）"
_OF_DATA = {"fields", "classes"}
"""Begin the routes of columns that the plan names itself."""
_NUMBER_HELP = "番号を書く（例：1）。"


class Table(NamedTuple):
    """A table of the plan.

    Attributes:
        key: What the workbook calls it.
        title: The name of its sheet.
        note: What is said above it.
        columns: Its columns.
        place: Where its rows stand in the plan's files.
        model: What a row is; None of amounts and deadlines.
    """

    key: str
    title: str
    note: str
    columns: tuple[Column, ...]
    place: Place
    model: type[Record] | None = None

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that are taken in."""
        return tuple(column for column in self.columns if not column.is_note)

    def column_for(self, heading: str) -> Column | None:
        """Find the column that a heading means; years may be added. None if there is none."""
        plain = plain_heading(heading)
        for column in self.columns:
            if plain_heading(column.heading) == plain:
                return column
        reads = HEADING_READERS.get(self.key)
        return reads(plain) if reads else None


def build_tables(data: Data, absent: Set[str] = frozenset()) -> tuple[Table, ...]:
    """Give the tables in the order in which they are read: what others name comes first.

    Args:
        data: The plan.
        absent: The levels of which nothing is said.
    """
    words = words_of(data)
    short = words.short
    tables = [one for one in _iter_tables(data, Declared(data)) if one.key not in absent]
    titles = name_sheets(short.say(table.title) for table in tables)
    return tuple(
        table._replace(
            title=title,
            note=words.say(table.note),
            columns=tuple(
                one if one.route[0] in _OF_DATA else one.without(absent).said(words, short)
                for one in table.columns
            ),
        )
        for table, title in zip(tables, titles, strict=True)
    )


def shown_tables(data: Data) -> tuple[Table, ...]:
    """Give the tables and columns of the levels that the plan has; while it has no goals, all."""
    if not goal_documents(data):
        return build_tables(data)
    parts = {"policy": policy_documents(data), "group": group_documents(data)}
    counts = data[PLAN].get("counts") or {}
    expected = {level for level, there in parts.items() if counts.get(COUNTS[level]) and not there}
    absent = {level for level, there in parts.items() if not there} - expected
    homes = {level for level, _ in iter_homes(data)} | expected
    homes |= {level for item in item_documents(data).values() for level in COUNTS if level in item}
    return tuple(
        _without(table, COUNTS.keys() - homes) if table.key == ITEM_TABLE else table
        for table in build_tables(data, absent)
    )


def _without(table: Table, routes: Set[str]) -> Table:
    columns = (column for column in table.columns if column.route[0] not in routes)
    return table._replace(columns=tuple(columns))


def build_table(data: Data, key: str) -> Table:
    """Give a table by its key, with the columns that the data ask for now."""
    return next(table for table in build_tables(data) if table.key == key)


def _above(route: str, heading: str, kind: str, width: int) -> Column:
    return Column((route,), heading, "", width=width, notation=notations.reference(kind))


def _number_above(route: str, heading: str, kind: str) -> Column:
    return _above(route, heading, kind, 9)._replace(help=_NUMBER_HELP, is_number=True)


def _item_of() -> tuple[Column, Column]:
    number = _number_above(ITEM, "‹item›(番号)", "item")
    return number, Column((_TITLE,), "（参考）名称", width=22, is_note=True)


def _why(heading: str, help_: str) -> Column:
    return Column((WHY,), heading, help_, Kind.TEXT, 24)


_WHY_TARGET = _why(
    "理由（目標値を下げた・変えたとき）",
    "目標値を下げるときは必ず書く。変えた日とともに、改定の記録に残る。",
)
_WHY_ITEM = _why("理由（途中で加えるとき）", "推進期間の途中から始める項目では必ず書く。")
_OF_PLAN = (
    "title",
    "subtitle",
    "government",
    "edition",
    "adopted",
    "period",
    "vision",
    "publication",
)


def _name(columns: Iterator[Column], *keys: str) -> tuple[Column, ...]:
    """Let columns name their rows, and stand first."""
    known = {column.key: column for column in columns}
    names = (known.pop(key)._replace(names=True) for key in keys)
    return (*names, *known.values())


def _iter_tables(data: Data, declared: Declared) -> Iterator[Table]:
    yield from _declaring_tables()
    yield from _organizing_tables()
    yield from _goal_tables(data, declared)
    yield from _item_tables(data, declared)


def _declaring_tables() -> Iterator[Table]:
    head = [
        column._replace(is_rare=column.route[0] == "publication")
        for column in columns_of(Plan)
        if column.route[0] in _OF_PLAN
    ]
    yield Table(
        "plan", "計画", "計画そのもののこと。1行だけです。", tuple(head), places.Whole(), Plan
    )
    yield Table(
        "amount_kind",
        "金額の種類",
        "‹item›ごとに計画と実績を足し上げる金額や業務量（財政効果額、事業費、人工など）を決めます。",
        _name(columns_of(AmountKind), "name"),
        places.Lists(places.plan_file, "amounts", "amount"),
        AmountKind,
    )
    yield Table(
        "field",
        "独自の欄",
        "標準の欄のほかに、この団体が設ける欄を決めます。取り込んでから書き出し直すと、その欄の列ができます。",
        _name(columns_of(DeclaredField), "name", "on"),
        places.Lists(places.plan_file, "fields", "field", beside="on"),
        DeclaredField,
    )
    yield Table(
        "classification",
        "分類",
        "‹item›をまとめる分け方（SDGs、総合計画の体系など）を決めます。",
        _name(columns_of(Classification), "name"),
        places.Lists(places.plan_file, "classifications", "class"),
        Classification,
    )


def _organizing_tables() -> Iterator[Table]:
    yield Table(
        "department",
        "‹department›の名称",
        "名称の変わった‹department›や、途中でできた・なくなった‹department›だけを書きます。新しい‹department›は「組織」のシートに書けばできます。",
        _name(columns_of(Department), "name"),
        places.Lists(places.organization_file, "departments", "dept"),
        Department,
    )
    above = _above(DEPARTMENT, "‹department›", "department", 22)
    yield Table(
        "division",
        "組織",
        "1行に1つずつ書きます。名称が変わったときは、前の名称を「旧名（2026年度まで）」のように残します。",
        (above, *_name(columns_of(Division), "name")),
        places.Lists(places.departments, "divisions", "div", DEPARTMENT),
        Division,
    )


def _goal_tables(data: Data, declared: Declared) -> Iterator[Table]:
    goals = goal_documents(data)
    yield Table(
        "goal",
        "‹goal›",
        "‹plan›の‹goal›です。",
        _name(columns_of(Goal, {"fields": declared.fields_on("goal")}), "number"),
        places.Lists(places.goals_file, "goals"),
        Goal,
    )
    yield Table(
        "policy",
        "‹policy›",
        "‹plan›の‹policy›です。番号は、‹plan›を通した番号です。",
        (
            _number_above(_GOAL, "‹goal›番号", "goal"),
            *_name(columns_of(Policy, {"fields": declared.fields_on("policy")}), "number"),
        ),
        places.Lists(places.goals, "policies", above=_GOAL),
        Policy,
    )
    yield Table(
        "group",
        "‹group›",
        "‹policy›の下の‹group›です。番号は、‹plan›を通した番号です。",
        (
            _number_above(_POLICY, "‹policy›番号", "policy"),
            *_name(columns_of(Group, {"fields": declared.fields_on("group")}), "number"),
        ),
        places.Lists(places.policies, "groups", above=_POLICY),
        Group,
    )
    kgis = [kgi for goal in goals for kgi in goal.get("kgis") or ()]
    several = {
        "targets": [*declared.targets(kgis), _WHY_TARGET],
        "fields": declared.fields_on("kpi"),
        "sum_of": [],
    }
    yield Table(
        "kgi",
        "KGI",
        "‹goal›の成果を測る指標です。1行に1つずつ書きます。",
        (_number_above(_GOAL, "‹goal›番号", "goal"), *_name(columns_of(Kgi, several), "name")),
        places.Lists(places.goals, "kgis", "kgi", _GOAL),
        Kgi,
    )


def _item_tables(data: Data, declared: Declared) -> Iterator[Table]:
    of_item = {"fields": declared.fields_on("item"), "classes": declared.classes()}
    yield Table(
        ITEM_TABLE,
        "‹item›",
        "新しい番号の行を加えると、新しい‹item›ができます。途中で終わるものは、行を消さずに終わる年度を書きます。",
        (*_name(columns_of(Item, of_item), "number"), _WHY_ITEM),
        places.ItemFiles(),
        Item,
    )
    of_action = {"schedule": declared.steps(), "fields": declared.fields_on("action")}
    yield Table(
        "action",
        "‹action›",
        "1行に1つずつ書きます。年度の列には、その年度に何をするかを書きます。列を「2026年度第1四半期」のように加えることもできます。",
        (*_item_of(), *_name(columns_of(Action, of_action), "title")),
        places.Lists(places.items, "actions", "action", ITEM),
        Action,
    )
    kpis = [kpi for item in item_documents(data).values() for kpi in item.get("kpis") or ()]
    of_kpi = {
        "targets": [*declared.targets(kpis), _WHY_TARGET],
        "fields": declared.fields_on("kpi"),
    }
    yield Table(
        "kpi",
        "KPI",
        "1行に1つずつ書きます。目標値を下げるときは、どうして下げるのかも書きます。",
        (*_item_of(), *_name(columns_of(Indicator, of_kpi), "name")),
        places.Lists(places.items, "kpis", "kpi", ITEM),
        Indicator,
    )
    known = {year for row in places.Amounts().rows(data) for year in row.record}
    yield Table(
        "amount",
        "金額",
        "‹item›ごとに計画する金額や業務量です。内訳のあるものは、内訳ごとに1行ずつ書きます。",
        (
            *_item_of(),
            _above(AMOUNT, "金額・業務量", "amount", 18),
            Column((PART,), "内訳", width=16),
            *(planned(year) for year in sorted({*declared.years, *known})),
        ),
        places.Amounts(),
    )
    yield Table(
        "calendar",
        "日程",
        "評価の年度ごとに、いつまでに済ませるかを書きます。",
        (
            Column((YEAR,), "年度", "評価される年度。", Kind.YEAR, 11),
            _above(STAGE, "段階", "stage", 24),
            Column(("deadline",), "期限", "「2027-05-28」のように書く。", Kind.DATE, 14),
        ),
        places.Calendar(declared.years),
    )
