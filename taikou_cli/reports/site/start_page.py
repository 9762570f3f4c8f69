"""The start page: what was achieved, what is behind, what changes, what is not known yet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from taikou_cli.base.japanese_text import join_lines
from taikou_cli.base.label import join_labels, label
from taikou_cli.progress.standing import ItemStanding, ItemState
from taikou_cli.reports.document.amounts import tell_amount_rates, tell_amounts
from taikou_cli.reports.document.blocks import (
    Block,
    Fact,
    Facts,
    Line,
    Listing,
    Notice,
    Prose,
    Run,
    Section,
    Text,
)
from taikou_cli.reports.document.corrections import count_corrections, tell_editions
from taikou_cli.reports.document.listings import count_pending, list_pending
from taikou_cli.reports.document.pictures import draw_grades, draw_structure, draw_years
from taikou_cli.reports.document.sheet import tell_grade
from taikou_cli.reports.document.source import Year
from taikou_cli.reports.document.summary import (
    count,
    tabulate_groups,
    tell_codes,
    tell_counts,
    tell_rates,
)
from taikou_cli.reports.document.texts import paragraphs, say
from taikou_cli.reports.document.travel import name_travel
from taikou_cli.reports.site.contents import Contents
from taikou_cli.reports.site.page_names import page_id

_SHOWN = 6
_MOST = 60
"""Items that the first page can draw, or tell of what lags; of more it tells in short."""
BY_GRADE = "items-by-grade"
"""The id that leads to the list of the items with the first grade of success."""


def tell_start(site: Contents) -> Iterator[Section]:
    """Tell the parts of the page, those that have something to tell."""
    year, lagging, short = site.year, site.list_lagging(), _count_short(site.year)
    yield Section("lead", (), tuple(_tell_lead(site, lagging)))
    yield from _tell_achieved(site)
    if lagging or short:
        yield Section(
            "lagging", (label("遅れていること"),), tuple(_tell_lagging(year, lagging, short))
        )
    yield from _tell_changing(site)
    if pending := count_pending(year):
        listed: Block = list_pending(year)
        if pending > _MOST:
            title = label("{count}件", count=pending)
            listed = Section("pending-all", (title,), (listed,), "folded")
        yield Section("pending", (label("まだ分からないこと"),), (listed,))
    if year.is_evaluated or site.earlier:
        yield Section("numbers", (label("数字で見る"),), tuple(_tell_numbers(year)))
        yield from _tell_amounts(year)
    else:
        goals = (say(year.link_part(one)) for one in year.branches)
        blocks = (Listing(tuple(goals)), draw_structure(year))
        yield Section("plan", (label("{title}の内容", title=year.plan.title),), blocks)


def _tell_lead(site: Contents, lagging: list[ItemStanding]) -> Iterator[Block]:
    year, overall = site.year, site.year.figures.overall
    if year.plan.vision:
        yield Prose(paragraphs(year.plan.vision), "vision")
    if editions := tell_editions(year):
        yield Prose(editions, "note")
    if year.is_evaluated:
        yield Prose((tuple(_summarize(site, lagging)),), "summary")
        yield from tell_rates(year, overall, "overall")
        yield from tell_amount_rates(year, overall, "overall")
        yield tell_counts(overall, "overall")
    else:
        told = label("この年度の評価は、まだ登録されていません。")
        later = label("登録されると、達成したこと、遅れていること、変えることをここに示します。")
        yield Notice(say(told, later))
        yield _count_parts(year)
    corrections = count_corrections(year)
    if corrections:
        link = Run("link", label("正誤表を見る"), page_id("corrections"))
        told = label("公表した後に訂正した箇所が{corrections}件あります。", corrections=corrections)
        yield Notice(say(told, link), "correction")
    if year.has_grades:
        yield draw_grades(year)


def _count_parts(year: Year) -> Facts:
    words, items = year.words, len(year.items)
    counts = (
        *((words.of_level(level), len(year.parts_on(level))) for level in year.levels),
        (words.item, items),
    )
    return Facts(tuple(Fact(name, say(str(number))) for name, number in counts), "counts")


def _summarize(site: Contents, lagging: list[ItemStanding]) -> Iterator[str | Run]:
    year, overall = site.year, site.year.figures.overall
    achieved, kpis, states = site.list_achieved(), overall.indicators, overall.states
    (in_force,) = count(overall.in_force, "overall.in_force")
    if year.has_grades:
        (rated,) = count(overall.grades.rated, "overall.rated")
        yield label(
            "この年度に実施した{all}項目のうち、{rated}項目を評価しました。",
            all=in_force,
            rated=rated,
        )
    else:
        yield label(
            "この年度に実施した{all}項目について、取組やKPIの状況を確かめました。", all=in_force
        )
    if achieved:
        yield label("{grades}は{n}項目です。", grades=_name_success(site), n=len(achieved))
    if lagging:
        yield label("遅れた、または止めたのは{n}項目です。", n=len(lagging))
    best = next(iter(kpis.shares), None)
    if kpis.rated and best:
        (judged,) = count(kpis.rated, "overall.kpis.judged")
        (reached,) = count(kpis.counts[best], f"overall.kpis.statuses.{best}")
        yield label(
            "KPIは、判定できた{all}件のうち{n}件が「{best}」です。",
            all=judged,
            n=reached,
            best=best,
        )
    if pending := states[ItemState.PENDING]:
        yield label("決算や統計を待つ{n}項目は未確定です。", n=pending)
    if (unrated := states[ItemState.UNRATED]) and year.has_grades:
        if pending:
            yield label("ほかに{n}項目は、まだ評価していません。", n=unrated)
        else:
            yield label("{n}項目は、まだ評価していません。", n=unrated)


def _name_success(site: Contents) -> str:
    scale = site.year.plan.scale_of("items")
    grades = [scale.grade_of(code) for code in site.success_grades] if scale else []
    named = [label("{code}（{name}）", code=one.code, name=one.label) for one in grades if one]
    return join_labels([*named[:1], *(label("または{grade}", grade=one) for one in named[1:])])


def _count_short(year: Year) -> int:
    kpis = year.figures.overall.indicators
    best = next(iter(kpis.shares), None)
    return kpis.rated - kpis.counts[best] if best else 0


def _tell_achieved(site: Contents) -> Iterator[Section]:
    achieved = site.list_achieved()
    if achieved:
        stories = ((one, "achievements") for one in achieved[:_SHOWN])
        more = Run("link", label("{count}項目をすべて見る", count=len(achieved)), BY_GRADE)
        blocks: tuple[Block, ...] = (_tell_stories(site.year, stories),)
        if len(achieved) > _SHOWN:
            blocks += (Prose(say(more)),)
        yield Section("achieved", (label("達成したこと"),), blocks)


def _tell_lagging(year: Year, lagging: list[ItemStanding], short: int) -> Iterator[Block]:
    if lagging:
        stories = [(one, "issues") for one in lagging]
        yield _tell_stories(year, stories[:_MOST])
        if rest := stories[_MOST:]:
            title = label("ほかの{count}項目", count=len(rest))
            yield Section("lagging-rest", (title,), (_tell_stories(year, rest),), "folded")
    if short:
        best = next(iter(year.figures.overall.indicators.shares))
        link = Run("link", label("KPIの一覧を見る"), page_id("kpis"))
        told = label("「{best}」に届かなかったKPIは{n}件です。", best=best, n=short)
        yield Prose(say(told, link))


def _tell_changing(site: Contents) -> Iterator[Section]:
    changing = site.list_changing()
    if changing:
        stories = ((one, "review") for one in changing[:_SHOWN])
        more = Run(
            "link",
            label("見直しをすべて見る（{count}項目）", count=len(changing)),
            page_id("changes"),
        )
        blocks = (_tell_stories(site.year, stories), Prose(say(more)))
        yield Section("changing", (label("変えること"),), blocks)


def _tell_stories(year: Year, stories: Iterable[tuple[ItemStanding, str]]) -> Listing:
    return Listing(tuple(_tell_story(year, one, key) for one, key in stories), "story")


def _tell_story(year: Year, standing: ItemStanding, key: str) -> Text:
    evaluation, grade = standing.evaluation, tell_grade(year, standing)[:1]
    way = name_travel(year, standing)
    name: Line = (
        *year.link_item(standing.item),
        " ",
        *grade,
        *((Run("muted", join_labels((" ", way))),) if way else ()),
    )
    told = getattr(evaluation.self_evaluation, key) if evaluation else None
    if key == "issues" and evaluation and evaluation.state_reason:
        told = evaluation.state_reason
    return (name, (_first_sentence(told),)) if told else (name,)


def _first_sentence(text: str) -> str:
    sentence, stop, _ = join_lines(text).partition("。")
    return sentence + stop


def _tell_amounts(year: Year) -> Iterator[Section]:
    """Tell the amounts in short: by goal they stand on the page of the goals."""
    link = Run("link", label("{goal}ごとの金額を見る", goal=year.words.goal), page_id("goals"))
    for section in tell_amounts(year, in_short=True):
        yield replace(section, blocks=(*section.blocks, Prose(say(link))))


def _tell_numbers(year: Year) -> Iterator[Block]:
    yield tabulate_groups(year, year.figures.goals, year.words.goal, "goals")
    yield from tell_codes(year, year.figures.overall, "overall", compare=True)
    if len(year.items) <= _MOST:
        yield draw_years(year)
    else:
        link = Run(
            "link", label("{item}と年度ごとの評価を見る", item=year.words.item), page_id("items")
        )
        yield Prose(say(link))
