"""`plan.yaml`: what the outline says of itself, and how its progress is told."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from taikou_cli.base.fiscal_year import FiscalYears
from taikou_cli.base.label import label
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.asked import STEERING
from taikou_cli.model.catalogue import Entry, stories_of
from taikou_cli.model.checks import Checks
from taikou_cli.model.correction import Correction, corrections_field
from taikou_cli.model.declared import Classification, DeclaredField
from taikou_cli.model.fields import (
    Count,
    Date,
    FiscalYear,
    Number,
    Source,
    Text,
    YearMonth,
)
from taikou_cli.model.item import Item
from taikou_cli.model.publication_terms import PublicationTerms
from taikou_cli.model.record import Record
from taikou_cli.model.scales import RatingScale, Rounding
from taikou_cli.model.validity import FormerTitle
from taikou_cli.model.wording import Wording
from taikou_cli.model.words import Words
from taikou_cli.model.workflow import USUAL_STAGES, Stage, YearCalendar

FICTITIOUS_NOTICE = label("架空のデータです。実在の団体のものではありません。")


def _take_one_alone(value: object) -> object:
    return (value,) if isinstance(value, dict) else value


class Period(Record):
    """The fiscal years in which the plan is in force."""

    first_year: FiscalYear = Field(title="最初の年度", description="推進期間の最初の年度（西暦）。")
    last_year: FiscalYear = Field(
        title="最後の年度", description="推進期間の最後の年度（西暦）。この年度を含む。"
    )


class FiscalYearTerms(Record):
    """When the government's fiscal year begins, and by which of its calendar years it is named."""

    starts: int = Field(
        default=4, ge=1, le=12, title="始まる月", description="年度が始まる月（1～12）。"
    )
    named_by: Literal["start", "end"] = Field(
        default="start",
        title="年度の数え方",
        description="start＝始まる日の西暦で呼ぶ、end＝終わる日の西暦で呼ぶ。",
    )


class PlanRevision(Record):
    """A change of the outline after it was adopted."""

    date: Date = Field(title="日付", description="改定した日（例：2026-04-01）。")
    what: Text = Field(title="内容", description="何を変えたか。")
    why: Text = Field(title="理由", description="なぜ変えたか。")
    last_year: FiscalYear | None = Field(
        default=None,
        title="延長後の最後の年度",
        description="推進期間を延長したときの最後の年度（西暦）。延長でなければ書かない。",
    )


class ExpectedCounts(Record):
    """How many goals, policies and items the outline names: guards against a lost file."""

    goals: Count | None = Field(
        default=None, title="‹goal›の数", description="‹plan›が掲げる‹goal›の数。"
    )
    policies: Count | None = Field(
        default=None,
        title="‹policy›の数",
        description="‹plan›が掲げる‹policy›の数。この階層がなければ書かない。",
    )
    groups: Count | None = Field(
        default=None,
        title="‹group›の数",
        description="‹plan›が掲げる‹group›の数。この階層がなければ書かない。",
    )
    items: Count | None = Field(
        default=None, title="‹item›の数", description="‹plan›が掲げる‹item›の数。"
    )


class DataPlan(Record):
    """The statutory data plan that marked items of the outline form."""

    title: Text = Field(title="名称", description="★の取組項目が成す計画の名称。")
    mark: Text = Field(title="印", description="‹plan›でその項目に付いている印（例：★）。")
    statute: Text = Field(title="根拠法令", description="計画の根拠となる法律の名称と番号。")
    items: tuple[Number, ...] = Field(title="対象の‹item›", description="印の付いた‹item›の番号。")
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


class PastPlan(Record):
    """An earlier outline or step of the reform."""

    calendar_year: FiscalYear | None = Field(
        default=None, title="年", description="策定した年（西暦の暦年）。"
    )
    first_year: FiscalYear | None = Field(
        default=None, title="開始年度", description="始まった年度（西暦）。"
    )
    last_year: FiscalYear | None = Field(
        default=None, title="終了年度", description="終わった年度（西暦）。"
    )
    edition: Number | None = Field(default=None, title="次数", description="第何次の‹plan›か。")
    title: Text = Field(title="名称", description="‹plan›や計画の名称。")
    summary: Text = Field(title="概要", description="取組の要約。")
    results: tuple[Text, ...] = Field(
        default=(), title="主な成果", description="‹plan›が挙げる主な成果。"
    )
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


class Turn(Record):
    """One side of the turn from the last outline to this one."""

    edition: Number = Field(title="次数", description="第何次の‹plan›か。")
    aim: Text = Field(title="目指すもの", description="その‹plan›の主題。")
    background: tuple[Text, ...] = Field(title="背景", description="その‹plan›の背景。")
    direction: Text = Field(title="方向性", description="背景を受けた取組の方向。")


class Background(Record):
    """Why this outline was made: from the last one to this one."""

    summary: Text = Field(title="策定の趣旨", description="策定の趣旨の要約。")
    turns: tuple[Turn, ...] = Field(
        title="転換", description="前の‹plan›とこの‹plan›の背景と方向性。"
    )
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


class LowerPlan(Record):
    """A plan below the outline."""

    field: Text = Field(title="分野", description="その計画が属する分野。")
    title: Text = Field(title="名称", description="計画の名称。")


class Positioning(Record):
    """Where the outline stands among the government's plans."""

    summary: Text = Field(title="位置付け", description="位置付けの要約。")
    upper_plans: tuple[Text, ...] = Field(
        default=(), title="上位計画", description="‹plan›の上位にある計画。"
    )
    fields: tuple[Text, ...] = Field(
        default=(), title="分野", description="‹plan›が最上位計画となる分野。"
    )
    lower_plans: tuple[LowerPlan, ...] = Field(
        default=(), title="下位計画", description="‹plan›の下位にある計画。"
    )
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


class Passage(Record):
    """A summary of a passage of the outline, in our own words."""

    summary: Text = Field(title="要約", description="‹plan›の記載の要約。")
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


class Attitude(Record):
    """One of the attitudes that the outline asks of the staff."""

    number: Number = Field(title="番号", description="‹plan›での番号（①なら1）。")
    title: Text = Field(title="名称", description="‹attitude›の名称。")
    summary: Text | None = Field(default=None, title="要約", description="‹attitude›の要約。")
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


class Term(Record):
    """A word that the outline explains in a footnote."""

    term: Text = Field(title="用語", description="説明される言葉。")
    meaning: Text = Field(title="意味", description="脚注の説明の要約。")
    source: Source | None = Field(default=None, title="出典", description="‹plan›での記載箇所。")


class Plan(Record):
    """The outline: title, period, positioning, and how its progress is told."""

    has_fields_as = "plan"

    title: Text = Field(title="名称", description="‹plan›の名称。")
    names: tuple[FormerTitle, ...] = Field(
        default=(),
        title="旧名称",
        description="途中で名称を変えたときの、それまでの名称。その年度までの報告に使われる。",
    )
    subtitle: Text | None = Field(default=None, title="副題", description="‹plan›の副題。")
    government: Text = Field(title="団体名", description="策定した地方公共団体の名称。")
    edition: Number | None = Field(default=None, title="次数", description="第何次の‹plan›か。")
    adopted: YearMonth | None = Field(
        default=None,
        title="策定年月",
        description="策定した年月（例：2025-03）。まだなら書かない。",
    )
    fictitious: bool = Field(
        default=False,
        title="架空",
        description="架空の団体の例なら true。すべての出力に表示される。",
    )
    period: Period = Field(title="推進期間", description="推進期間の最初と最後の年度。")
    fiscal_year: FiscalYearTerms = Field(
        default_factory=FiscalYearTerms,
        title="年度",
        description="年度が4月に始まらない団体で、始まる月と呼び方。4月からなら書かない。",
    )
    vision: Text | None = Field(
        default=None, title="目指す姿", description="‹plan›の目指す姿。なければ書かない。"
    )
    counts: Annotated[ExpectedCounts, STEERING] = Field(
        default_factory=ExpectedCounts, title="定数", description="‹goal›・‹policy›・‹item›の数。"
    )
    data_plan: DataPlan | None = Field(
        default=None,
        title="官民データ活用推進計画",
        description="★の取組項目が成す法定の計画。なければ書かない。",
    )
    history: tuple[PastPlan, ...] = Field(
        default=(), title="これまでの取組", description="これまでの‹plan›と改革。"
    )
    background: Background | None = Field(
        default=None, title="策定の趣旨", description="策定の趣旨と前の‹plan›からの転換。"
    )
    positioning: Positioning | None = Field(
        default=None, title="位置付け", description="上位・下位計画との関係。"
    )
    composition: Passage | None = Field(
        default=None, title="‹plan›の体系", description="‹plan›と実施計画の関係。"
    )
    attitudes: tuple[Attitude, ...] = Field(
        default=(), title="職員の‹attitude›", description="職員の‹attitude›。"
    )
    fields: tuple[DeclaredField, ...] = Field(
        default=(),
        title="団体が定める欄",
        description="この団体が標準の欄のほかに設ける欄。なければ書かない。",
    )
    classifications: tuple[Classification, ...] = Field(
        default=(),
        title="分類",
        description="‹item›をまとめる、ほかの分け方（SDGs、総合計画の分け方など）。",
    )
    progress_management: Passage | None = Field(
        default=None, title="進捗管理・公表", description="年度評価から公表までの流れ。"
    )
    glossary: tuple[Term, ...] = Field(
        default=(), title="用語", description="脚注で説明される用語。"
    )
    amounts: tuple[AmountKind, ...] = Field(
        default=(),
        title="金額と業務量",
        description="項目ごとの計画と実績を足し上げる、財政効果額、事業費、人工など。KPIではない。",
    )
    scales: tuple[RatingScale, ...] = Field(
        default=(), title="評価尺度", description="評価区分とそれから計算する率。"
    )
    roundings: Annotated[
        tuple[Rounding, ...],
        BeforeValidator(_take_one_alone, json_schema_input_type=Rounding | tuple[Rounding, ...]),
    ] = Field(
        default=(),
        alias="rounding",
        title="端数処理",
        description="割合を印刷するときの端数処理。途中で変えるときは、from と until を付けて並べる。",
    )
    workflow: tuple[Stage, ...] = Field(
        default=USUAL_STAGES,
        title="評価の段階",
        description=(
            "年度評価が進む段階。順に並べる。書かなければ、"
            + "、".join(f"{one.id}＝{one.name}" for one in USUAL_STAGES)
            + "。"
        ),
    )
    calendar: Annotated[tuple[YearCalendar, ...], STEERING] = Field(
        default=(), title="年間日程", description="年度ごとの、各段階の期限。"
    )
    checks: Annotated[Checks, STEERING] = Field(
        default_factory=Checks, title="検査", description="この計画で行う検査と、その重さ。"
    )
    words: Words = Field(
        default_factory=Words,
        title="用語の呼び方",
        description="この計画での、階層や関係者の呼び方。",
    )
    wording: Annotated[Wording, STEERING] = Field(
        default_factory=Wording, title="書き方", description="この計画の用字用語の決まり。"
    )
    publication: PublicationTerms = Field(
        default_factory=PublicationTerms,
        title="公表の条件",
        description="公表物に書く利用条件、団体コード、問合せ先。",
    )
    revisions: tuple[PlanRevision, ...] = Field(
        default=(), title="改定の記録", description="策定後の‹plan›の変更の記録。"
    )
    corrections: tuple[Correction, ...] = corrections_field()

    @property
    def notice(self) -> str | None:
        """What every output made from a fictitious plan says; None if the plan is real."""
        return FICTITIOUS_NOTICE if self.fictitious else None

    @property
    def fiscal_years(self) -> FiscalYears:
        """How the government counts its years."""
        return FiscalYears(self.fiscal_year.starts, self.fiscal_year.named_by)

    @property
    def first_year(self) -> int:
        """The first fiscal year of the plan."""
        return self.period.first_year

    @property
    def last_year(self) -> int:
        """The last fiscal year of the plan, with the extensions that revisions brought."""
        extended = (revision.last_year for revision in self.revisions if revision.last_year)
        return max((self.period.last_year, *extended))

    def is_earlier(self, fiscal_year: int) -> bool:
        """Tell whether a fiscal year lies before the plan: it counts in no figure of the plan."""
        return fiscal_year < self.first_year

    @property
    def rounding(self) -> Rounding:
        """How percentages are rounded: of a plan as of one year that year's way, else the last."""
        return max(self.roundings, key=lambda one: one.from_year or 0, default=Rounding())

    @property
    def field_values(self) -> Mapping[str, Any]:
        """The values of the plan's own fields, which stand where they are declared."""
        return {one.id: one.value for one in self.fields if one.on == self.has_fields_as}

    def declared_for(self, model: type[Record] | Record) -> tuple[Entry, ...]:
        """Give the fields that this plan declares for a kind of record, in their order."""
        return tuple(one.entry for one in self.fields if one.on == model.has_fields_as)

    def stories_of(self, model: type[Record] | Record) -> tuple[Entry, ...]:
        """List what outputs show of a kind of record: the standard fields, then the plan's own."""
        kind = model if isinstance(model, type) else type(model)
        return (*map(self.word, stories_of(kind)), *self.declared_for(kind))

    def word(self, entry: Entry) -> Entry:
        """Give a field of the catalogue in the words of this plan."""
        said = self.words.say(entry.title), self.words.say(entry.description)
        return entry._replace(title=said[0], description=said[1])

    def classes_of(self, item: Item) -> Iterator[tuple[Classification, tuple[str, ...]]]:
        """Yield the classifications that an item names, each with its codes."""
        for one in self.classifications:
            if codes := item.classes.get(one.id):
                yield one, codes

    @property
    def item_scales(self) -> tuple[RatingScale, ...]:
        """The scales for items: that of the grades first, if there is one."""
        main = self.scale_of("items")
        return (*((main,) if main else ()), *self.other_item_scales)

    @property
    def other_item_scales(self) -> tuple[RatingScale, ...]:
        """The scales for items beside that of the grades: of the divisions and of other bodies."""
        return self.other_scales_of("items")

    def other_scales_of(self, subject: str) -> tuple[RatingScale, ...]:
        """Give the scales for `items`, `actions` or `kpis` but the one that figures count by."""
        main = self.scale_of(subject)
        return tuple(one for one in self.scales if one.applies_to == subject and one is not main)

    def scale_of(self, subject: str, judge: str = "division") -> RatingScale | None:
        """Give a judge's first scale for `items`, `actions` or `kpis`."""
        own = (one for one in self.scales if one.applies_to == subject and one.judge == judge)
        return next(own, None)
