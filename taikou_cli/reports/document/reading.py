"""How the figures of a report are to be read: the same in every report and medium."""

from collections.abc import Iterable, Iterator

from taikou_cli.base.label import enumerate_labels, join_labels, label
from taikou_cli.model.fields import Source
from taikou_cli.model.plan import Plan
from taikou_cli.model.publication_terms import PublicationTerms
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.wording import (
    DENOMINATORS,
    MEASURES,
    TRAVELS,
    describe_bound,
    describe_rounding,
    describe_standing,
)
from taikou_cli.reports.document.amount_definitions import tell_definitions
from taikou_cli.reports.document.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Listing,
    Notice,
    Prose,
    Row,
    Run,
    Section,
    Table,
)
from taikou_cli.reports.document.source import Outline
from taikou_cli.reports.document.texts import flow, list_texts, paragraphs, say, say_empty

_METHODS = (
    (label("大きいほどよい指標"), label("実績値÷目標値")),
    (label("小さいほどよい指標"), label("目標値÷実績値")),
    (
        label("基準値からの進み"),
        label("（実績値－基準値）÷（目標値－基準値）。基準値より後退したときは負になります。"),
    ),
    (label("維持"), label("目標値を保てたかどうかを示し、割合にはしません。")),
    (label("累計"), label("開始からの合計÷累計の目標値")),
    (
        label("その年度の目標値がないとき"),
        label("基準値と最終の目標値を結ぶ直線上の値と比べます。"),
    ),
)
_LICENCES = {
    "PDL1.0": (
        label("公共データ利用規約（第1.0版）"),
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
    "CC-BY-4.0": (
        label("クリエイティブ・コモンズ 表示 4.0 国際"),
        "https://creativecommons.org/licenses/by/4.0/deed.ja",
    ),
}


def tell_reading(outline: Outline) -> Section:
    """Tell how to read the figures, what the grades mean, and the words of the glossary."""
    plan = outline.plan
    methods = Facts(tuple(Fact(name, say(how)) for name, how in _METHODS), "terms")
    return Section(
        "reading",
        (label("数字の読み方"),),
        (
            list_texts(_list_rules(plan)),
            Section("scales", (label("評価の区分"),), tuple(tell_scales(outline))),
            Section("methods", (label("KPIの達成率"),), (methods,)),
            *_tell_amounts(plan),
            *tell_glossary(plan),
        ),
    )


def _tell_amounts(plan: Plan) -> Iterator[Section]:
    if plan.amounts:
        told = label(
            "率は、実績が分かる項目だけの、計画に対する実績の割合です。未確定の項目は、分子にも分母にも"
            "入りません。累計は、計画の最初の年度からの合計です。"
        )
        blocks: tuple[Block, ...] = (Prose(say(told)), *tell_definitions(plan))
        yield Section("reading-amounts", (label("金額と業務量"),), blocks)


def _list_rules(plan: Plan) -> Iterator[str]:
    rounding = describe_rounding(plan.rounding)
    yield label(
        "割合は{rounding}示します。端数処理のため、合計が100％にならない場合があります。",
        rounding=rounding,
    )
    yield label(
        "割合の後の「＝」に続くのは、分子と分母です。"
        "分母は、率ごとに、すべて・評価したもの・実施中のもののどれかです。"
    )
    yield label(
        "未確定（決算や統計の公表前）の項目は0でも欠落でもなく、評価した項目には数えません。"
    )
    yield label(
        "KPIの達成率は、大きいほどよい指標は実績値÷目標値、小さいほどよい指標は目標値÷実績値です。"
        "ほかの計算をした指標には、その旨を書き添えます。"
    )
    yield label("増減は、減少を▲で、増加を符号なしで示します。")
    better, same, worse = TRAVELS.values()
    yield label(
        "「{better}」「{same}」「{worse}」は、前年度と比べて良くなったか悪くなったかです。"
        "数が増えたか減ったかではありません（小さいほどよい指標は、減れば改善です）。",
        better=better,
        same=same,
        worse=worse,
    )
    yield label("{division}が複数のときは、先頭の所属に数えます。", division=plan.words.division)
    yield from list_provisional(plan)


def list_provisional(plan: Plan) -> Iterator[str]:
    """Say of each provisional scale that it is, and where it comes from."""
    for scale in plan.scales:
        if scale.provisional:
            origin = label("（出所：{origin}）", origin=flow(scale.origin)) if scale.origin else ""
            yield label(
                "「{title}」の区分は、この計画で定まったものではなく、暫定のものです{origin}。",
                title=scale.title,
                origin=origin,
            )


def tell_scales(outline: Outline) -> Iterator[Block]:
    """Tell every scale: its grades, its rates, who grades by it, where it comes from."""
    plan = outline.plan
    for scale in plan.scales:
        yield tabulate_scale(scale)
        for rate in scale.rates:
            grades = "＋".join(rate.grades)
            yield Prose(
                say(
                    label(
                        "{rate}＝（{grades}）の数÷{of}の数",
                        rate=rate.name,
                        grades=grades,
                        of=DENOMINATORS[scale.applies_to][rate.denominator],
                    )
                )
            )
        address = ("　", Run("web", scale.url, scale.url)) if scale.url else ()
        warning = list[str]()
        if scale.provisional:
            warning.append(label("この計画で定まったものではなく、暫定のものです。"))
        if scale.judged_by:
            judge = outline.name_judge(scale.judged_by)
            warning.append(label("{judge}が評価します。", judge=judge))
        if scale.origin:
            warning.append(label("出所：{origin}", origin=flow(scale.origin)))
        if warning or address:
            yield Prose(say(*warning, *address), "note")
    if not plan.scales:
        yield say_empty(label("評価の区分は登録されていません。"))


def tabulate_scale(scale: RatingScale) -> Table:
    """Tell the grades of a scale with their meanings and bounds."""
    bounds = scale.has_thresholds
    columns = [
        Column(label("区分"), "name"),
        Column(label("意味"), "text"),
        Column(label("割合の分母"), "short"),
    ]
    columns += [Column(MEASURES[scale.of], "short")] if bounds else []
    rows = tuple(
        Row(
            (
                say(Run("badge", grade.code)),
                say(grade.label),
                say(label("数える") if grade.counted else label("数えない")),
                *((say(describe_bound(scale, grade)),) if bounds else ()),
            )
        )
        for grade in scale.grades
    )
    caption = join_labels((scale.title, describe_standing(scale)))
    return Table(caption, tuple(columns), rows)


def tell_glossary(plan: Plan) -> Iterator[Section]:
    """Explain the words of the plan's glossary."""
    if plan.glossary:
        entries = tuple(
            Fact(one.term, paragraphs(one.meaning), term_id(place))
            for place, one in enumerate(plan.glossary, 1)
        )
        sources = tell_sources(one.source for one in plan.glossary)
        yield Section("glossary", (label("用語"),), (Facts(entries, "terms"), *sources))


def tell_sources(sources: Iterable[Source | None]) -> Iterator[Prose]:
    """Tell where in the outline things stand, each place once."""
    named = dict.fromkeys(
        label("{chapter}（{page}ページ）", chapter=one.chapter, page=one.page)
        if one.page
        else one.chapter
        for one in sources
        if one
    )
    if named:
        yield Prose(say(label("出典：{places}", places=enumerate_labels([*named]))), "note")


def term_id(place: int) -> str:
    """Give the id of an entry of the glossary by its place, from 1."""
    return f"term-{place}"


def tell_terms_of_use(plan: Plan, name: str) -> Section:
    """Tell under what terms a document may be used, and how to name it.

    Args:
        plan: The outline.
        name: What the document is, with the name of the plan.
    """
    return Section("licence", (label("利用条件"),), tuple(_tell_licence(plan, name)))


def _tell_licence(plan: Plan, name: str) -> Iterator[Block]:
    terms = plan.publication
    if terms.licence is None:
        ask = label("利用については、{contact}へお尋ねください。", contact=terms.contact)
        unknown = label("利用条件は登録されていません。")
        yield Notice(say(unknown, ask if terms.contact else ""))
        yield from _tell_address(terms)
        return
    title, address = _LICENCES[terms.licence]
    yield Prose(
        say(
            label(
                "内容とデータは、{name}（{id}）に従って、どなたでも自由に利用できます。"
                "利用するときは、出典を書いてください。",
                name=title,
                id=terms.licence,
            ),
            " ",
            Run("web", address, address),
        )
    )
    where = f"（{terms.url}）" if terms.url else ""
    yield Notice(
        say(
            label(
                "出典：「{name}」（{government}）{where}、{licence}",
                name=name,
                government=plan.government,
                where=where,
                licence=terms.licence,
            )
        )
    )
    yield Prose(say(label("内容を編集したときは、編集したことも書いてください。")))
    if terms.contact:
        yield Listing((say(label("問合せ先：{contact}", contact=terms.contact)),))
    yield from _tell_address(terms)


def _tell_address(terms: PublicationTerms) -> Iterator[Prose]:
    if terms.url:
        yield Prose(say(label("公表先："), Run("web", terms.url, terms.url)))
