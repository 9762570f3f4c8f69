"""Tables of what the outline says: the plan, its goals, policies and items, who does the work."""

from collections.abc import Iterator

from taikou_cli.model.branches import LEVELS, list_paths
from taikou_cli.model.catalogue import stories_of
from taikou_cli.model.fields import Level
from taikou_cli.model.goals import Goal, Group, Policy
from taikou_cli.model.item import Item
from taikou_cli.publication.tables.table import (
    GOAL,
    ITEM,
    OF_GOAL,
    OF_ITEM,
    VALIDITY,
    Column,
    Layout,
    Reference,
    Row,
    Source,
    cells_of,
    columns_of,
    list_validity,
)


def _iter_plan(source: Source) -> Iterator[Row]:
    plan, terms = source.plan, source.plan.publication
    yield (
        plan.title,
        plan.subtitle,
        plan.government,
        terms.area_code,
        int(plan.fictitious),
        plan.vision,
        plan.adopted,
        plan.first_year,
        plan.last_year,
        *plan.fiscal_years,
        plan.rounding.method,
        plan.rounding.decimals,
        terms.licence,
        terms.url,
        terms.contact,
    )


def _iter_goals(source: Source) -> Iterator[Row]:
    return _iter_parts(source, "goal")


def _iter_policies(source: Source) -> Iterator[Row]:
    return _iter_parts(source, "policy")


def _iter_groups(source: Source) -> Iterator[Row]:
    return _iter_parts(source, "group")


def _iter_parts(source: Source, level: Level) -> Iterator[Row]:
    for *above, branch in list_paths(source.project.branches):
        if branch.level == level:
            part, stands_in = branch.part, (one.number for one in above[-1:])
            told = cells_of(stories_of(type(part)), part)
            yield part.number, *stands_in, part.title, part.label, *told


def _iter_divisions(source: Source) -> Iterator[Row]:
    organization = source.project.organization
    for department in organization.content.departments if organization else ():
        for division in department.divisions:
            yield (
                division.id,
                division.name,
                department.id,
                department.name,
                *list_validity(department, division),
            )


def _iter_attitudes(source: Source) -> Iterator[Row]:
    for attitude in source.plan.attitudes:
        yield attitude.number, attitude.title, attitude.summary


def _iter_items(source: Source) -> Iterator[Row]:
    places = {path[-1].home: path for path in list_paths(source.project.branches)}
    names = source.project.division_names()
    for number, document in sorted(source.project.items_by_number().items()):
        item = document.content
        # Who leads is told as of the last year of the tables, or of an item that begins later.
        present = max(source.last_year, item.first_year or 0)
        parts = {one.level: one.part for one in places[item.home]}
        lead = next((one.id for one in item.divisions if one.covers(present)), None)
        yield (
            number,
            item.title,
            item.label,
            *(
                cell
                for level in LEVELS
                for part in (parts.get(level),)
                for cell in ((part.number, part.title) if part else (None, None))
            ),
            int(item.data_plan),
            lead,
            names.get(lead) if lead else None,
            item.first_year or source.plan.first_year,
            item.last_year or source.plan.last_year,
            *((item.continues.plan, item.continues.item) if item.continues else (None, None)),
            *cells_of(stories_of(Item), item),
        )


def _iter_examples(source: Source) -> Iterator[Row]:
    for number, document in sorted(source.project.items_by_number().items()):
        for index, example in enumerate(document.content.examples, start=1):
            yield number, index, example


def _iter_item_divisions(source: Source) -> Iterator[Row]:
    for number, document in sorted(source.project.items_by_number().items()):
        for index, one in enumerate(document.content.divisions, start=1):
            yield number, index, one.id, *list_validity(one)


def _iter_item_places(source: Source) -> Iterator[Row]:
    for number, document in sorted(source.project.items_by_number().items()):
        for home in document.content.homes:
            yield number, *home, int(home != document.content.home)


def _iter_classifications(source: Source) -> Iterator[Row]:
    for one in source.plan.classifications:
        for value in one.values:
            told = (one.id, one.name, one.mark, int(one.roll_up), value.code, value.label)
            yield *told, *list_validity(one)


def _iter_item_classes(source: Source) -> Iterator[Row]:
    for number, document in sorted(source.project.items_by_number().items()):
        for one, codes in source.plan.classes_of(document.content):
            for code in codes:
                yield number, one.id, code


def _iter_item_attitudes(source: Source) -> Iterator[Row]:
    for number, document in sorted(source.project.items_by_number().items()):
        for attitude in document.content.attitudes:
            yield number, attitude


_LABEL = Column("label", "番号の代わりに印刷する文字")
_NUMBER = Column("number", "順番", "integer", required=True)
_OF_POLICY = Reference(("policy",), "policies", ("policy",))

LAYOUTS = (
    Layout(
        "plan",
        "計画",
        (
            Column("title", "計画の名称", required=True),
            Column("subtitle", "副題"),
            Column("government", "団体名", required=True),
            Column("area_code", "全国地方公共団体コード"),
            Column("fictitious", "架空のデータ", "integer", codes="flag", required=True),
            Column("vision", "目指す姿"),
            Column("adopted", "策定年月（年-月）"),
            Column("first_year", "最初の年度（西暦）", "integer", required=True),
            Column("last_year", "最後の年度（西暦）", "integer", required=True),
            Column("year_starts", "年度が始まる月", "integer", required=True),
            Column(
                "year_named_by", "年度の名称の西暦（start＝始まり、end＝終わり）", required=True
            ),
            Column("rounding", "割合の端数処理", codes="rounding", required=True),
            Column("decimals", "割合の小数の桁数", "integer", required=True),
            Column("licence", "利用条件", codes="licence"),
            Column("url", "公表するページのURL"),
            Column("contact", "問合せ先"),
        ),
        ("title",),
        _iter_plan,
    ),
    Layout(
        "goals",
        "‹goal›",
        (GOAL, Column("title", "‹goal›名", required=True), _LABEL, *columns_of(stories_of(Goal))),
        ("goal",),
        _iter_goals,
    ),
    Layout(
        "policies",
        "‹policy›",
        (
            Column("policy", "‹policy›番号", "integer", required=True),
            GOAL,
            Column("title", "‹policy›名", required=True),
            _LABEL,
            *columns_of(stories_of(Policy)),
        ),
        ("policy",),
        _iter_policies,
        (OF_GOAL,),
        "policy",
    ),
    Layout(
        "groups",
        "‹group›",
        (
            Column("group", "‹group›番号", "integer", required=True),
            Column("policy", "‹policy›番号", "integer", required=True),
            Column("title", "‹group›名", required=True),
            _LABEL,
            *columns_of(stories_of(Group)),
        ),
        ("group",),
        _iter_groups,
        (_OF_POLICY,),
        "group",
    ),
    Layout(
        "divisions",
        "‹division›と‹department›",
        (
            Column("division", "‹division›の識別名", required=True),
            Column("title", "‹division›の名称", required=True),
            Column("department", "‹department›の識別名", required=True),
            Column("department_title", "‹department›の名称", required=True),
            *VALIDITY,
        ),
        ("division",),
        _iter_divisions,
    ),
    Layout(
        "attitudes",
        "職員の‹attitude›",
        (
            Column("attitude", "‹attitude›の番号", "integer", required=True),
            Column("title", "‹attitude›の名称", required=True),
            Column("summary", "要約"),
        ),
        ("attitude",),
        _iter_attitudes,
    ),
    Layout(
        "items",
        "‹item›",
        (
            ITEM,
            Column("title", "‹item›名", required=True),
            _LABEL,
            GOAL,
            Column("goal_title", "‹goal›名", required=True),
            Column("policy", "‹policy›番号", "integer", level="policy"),
            Column("policy_title", "‹policy›名", level="policy"),
            Column("group", "‹group›番号", "integer", level="group"),
            Column("group_title", "‹group›名", level="group"),
            Column("data_plan", "官民データ活用推進計画", "integer", codes="flag", required=True),
            Column("division", "主担当の‹division›の識別名"),
            Column("division_title", "主担当の‹division›の名称"),
            Column("first_year", "最初の年度（西暦）", "integer", required=True),
            Column("last_year", "最後の年度（西暦）", "integer", required=True),
            Column("continues_plan", "引き継いだ元の計画"),
            Column("continues_item", "引き継いだ元の項目"),
            *columns_of(stories_of(Item)),
        ),
        ("item",),
        _iter_items,
        (
            OF_GOAL,
            _OF_POLICY,
            Reference(("group",), "groups", ("group",)),
            Reference(("division",), "divisions", ("division",)),
        ),
    ),
    Layout(
        "item_examples",
        "‹item›の事業例",
        (ITEM, _NUMBER, Column("example", "事業例", required=True)),
        ("item", "number"),
        _iter_examples,
        (OF_ITEM,),
    ),
    Layout(
        "item_divisions",
        "‹item›の‹division›（その年度の1番目が主担当）",
        (ITEM, _NUMBER, Column("division", "‹division›の識別名", required=True), *VALIDITY),
        ("item", "number"),
        _iter_item_divisions,
        (OF_ITEM, Reference(("division",), "divisions", ("division",))),
    ),
    Layout(
        "item_attitudes",
        "‹item›の‹attitude›",
        (ITEM, Column("attitude", "‹attitude›の番号", "integer", required=True)),
        ("item", "attitude"),
        _iter_item_attitudes,
        (OF_ITEM, Reference(("attitude",), "attitudes", ("attitude",))),
    ),
    Layout(
        "item_places",
        "‹item›の属する所（再掲を含む）",
        (
            ITEM,
            Column("level", "階層", codes="part", required=True),
            Column("key", "その階層での番号", "integer", required=True),
            Column("repeated", "再掲", "integer", codes="flag", required=True),
        ),
        ("item", "level", "key"),
        _iter_item_places,
        (OF_ITEM,),
    ),
    Layout(
        "classifications",
        "分類",
        (
            Column("classification", "分類の識別名", required=True),
            Column("name", "分類の名称", required=True),
            Column("mark", "印"),
            Column("roll_up", "集計する", "integer", codes="flag", required=True),
            Column("code", "コード", required=True),
            Column("label", "コードの名称", required=True),
            *VALIDITY,
        ),
        ("classification", "code"),
        _iter_classifications,
    ),
    Layout(
        "item_classes",
        "‹item›の分類",
        (
            ITEM,
            Column("classification", "分類の識別名", required=True),
            Column("code", "コード", required=True),
        ),
        ("item", "classification", "code"),
        _iter_item_classes,
        (
            OF_ITEM,
            Reference(("classification", "code"), "classifications", ("classification", "code")),
        ),
    ),
)
