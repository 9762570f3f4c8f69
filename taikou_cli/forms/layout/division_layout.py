"""The sheet on which a division writes the evaluation of one item."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from taikou_cli.forms.layout.amount_rows import AmountRows, Told
from taikou_cli.forms.layout.cell_text import trim_lines
from taikou_cli.forms.layout.field_rows import (
    FieldRows,
    build_line,
    choices_of,
    describe_scale,
    with_unit,
)
from taikou_cli.forms.layout.fields import OF_ITEM, Address, Field, Kind
from taikou_cli.forms.layout.plan_values import Subject, ask_of_plan
from taikou_cli.forms.layout.sheets import Line, Role, Sheet, name_sheet
from taikou_cli.model.evaluation import (
    ActionResult,
    Evaluation,
    Evidence,
    IndicatorResult,
    Opinion,
    Pending,
    SelfEvaluation,
)
from taikou_cli.model.indicator import Indicator
from taikou_cli.model.item import Item
from taikou_cli.model.plan import Plan
from taikou_cli.model.record import Record
from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.target import TargetKind, read_target
from taikou_cli.progress.wording import (
    DIRECTIONS,
    FINALITIES_TO_CHOOSE,
    PENDING_REASONS,
    STATES_TO_CHOOSE,
)

SPARE_EVIDENCE = 2
"""How many empty places for evidence a form has beyond what is written."""

WIDTHS = (21, 52, 31)
_STATE_LABELS = {"state_reason": "中止・先送りの理由"}


class ItemYear(NamedTuple):
    """An item in the year that is evaluated, with the names that its sheet needs.

    Attributes:
        plan: The outline.
        item: The item.
        evaluation: What has been written so far.
        before: The evaluation of the year before, if there is one.
        place: The goal and the policy that it belongs to, in words.
        divisions: Who works on it, in words.
    """

    plan: Plan
    item: Item
    evaluation: Evaluation
    before: Evaluation | None
    place: str
    divisions: str


def build_item_sheet(subject: ItemYear) -> Sheet:
    """Build the sheet of one item."""
    return make_sheet(subject, DivisionSheet(subject).lines())


def make_sheet(subject: ItemYear, lines: Iterator[Line]) -> Sheet:
    """Make the sheet of an item of its lines, of which the first three are repeated in print."""
    title = name_sheet(f"{subject.plan.words.short.item}{subject.item.number}")
    return Sheet(title, WIDTHS, tuple(lines), repeated=3)


class DivisionSheet:
    """Builds the lines of an item's sheet; a report within the year asks for some of them."""

    base: Address = ()
    """Where the record stands that the sheet fills in."""
    asked: tuple[str, ...] = ("division",)

    def __init__(self, subject: ItemYear) -> None:
        self._plan = subject.plan
        self._words = subject.plan.words
        self._item = subject.item
        self._now = subject.evaluation
        self._before = subject.before
        self._subject = subject
        self._year = subject.evaluation.fiscal_year
        self._told: Told = self._now
        self._told_before: Told = self._before

    def lines(self) -> Iterator[Line]:
        """Give all lines, from the top."""
        yield from self._head()
        yield from self._actions()
        yield from self._kpis()
        yield from self._amounts()
        yield from self._self_evaluation()
        yield from self._evidence()
        yield from self._opinions()
        yield from self._state()

    def _head(self) -> Iterator[Line]:
        item, plan = self._item, self._plan
        mark = plan.data_plan.mark if plan.data_plan and item.data_plan else ""
        stages = {stage.id: stage.name for stage in plan.workflow}
        stage = stages.get(self._now.stage, self._now.stage)
        yield Line(Role.TITLE, (f"{self._words.item}{item.sign}　{item.title}{mark}",))
        yield Line(
            Role.NOTE,
            (
                f"{self._subject.place}　{self._words.division}：{self._subject.divisions}　段階：{stage}",
            ),
        )
        yield Line(Role.HEADER, ("項目", *self._name_columns()))
        if item.examples:
            yield Line(Role.ROW, ("事業例", "、".join(item.examples), ""))
        for one, codes in plan.classes_of(item):
            yield Line(Role.ROW, (one.name, "\n".join(map(one.label_of, codes)), ""))
        yield from self._declared_of(Subject(item.title, item, (OF_ITEM,), item.number))

    def _name_columns(self) -> tuple[str, str]:
        here = f"{self._plan.fiscal_years.name(self._year)}　記入欄"
        return here, f"{self._year - 1}年度の評価（参考）"

    def _rows(self, record: type[Record], address: Address, subject: str = "") -> FieldRows:
        return FieldRows(self._words, self._item.number, record, address, subject, asked=self.asked)

    def _results(self, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the results of this year and of the year before, by their ids."""
        told = (getattr(one, name) if one else () for one in (self._told, self._told_before))
        now, then = map(_by_id, told)
        return now, then

    def _actions(self) -> Iterator[Line]:
        actions = [a for a in self._item.actions if a.covers(self._year)]
        if actions:
            yield Line(Role.SECTION, (f"{self._words.action}の状況",))
        results, earlier = self._results("actions")
        scale, short = self._plan.scale_of("actions"), self._words.short.action
        for number, action in enumerate(actions, start=1):
            planned = "、".join(action.plan_for(self._year))
            detail = f"（{self._year}年度の予定：{planned}）" if planned else ""
            yield Line(Role.BLOCK, (f"{short}{number}　{action.title}{detail}",))
            yield from self._declared_of_part("actions", action.id, action.title, action)
            address = (*self.base, "actions", action.id)
            rows = self._rows(ActionResult, address, action.title)
            now, then = results.get(action.id), earlier.get(action.id)
            yield rows.grade("status", now, then, scale)
            yield from rows.stories(now, then, rows=1)

    def _kpis(self) -> Iterator[Line]:
        kpis = [kpi for kpi in self._item.kpis if kpi.covers(self._year)]
        if kpis:
            yield Line(Role.SECTION, ("KPIの実績",))
        results, earlier = self._results("kpis")
        for number, kpi in enumerate(kpis, start=1):
            unit = f"単位：{kpi.unit}、" if kpi.unit else ""
            about = f"（{unit}{DIRECTIONS[kpi.direction]}）"
            yield Line(Role.BLOCK, (f"KPI{number}　{kpi.name}{about}",))
            yield from self._declared_of_part("kpis", kpi.id, kpi.name, kpi)
            yield Line(Role.ROW, ("目標値", self._aim(kpi), self._target(kpi, self._year - 1)))
            yield from self._tell_result(kpi, results.get(kpi.id), earlier.get(kpi.id))

    def _tell_result(self, kpi: Indicator, now: Any, then: Any) -> Iterator[Line]:
        rows = self._rows(IndicatorResult, ("kpis", kpi.id), f"{kpi.name}／{kpi.unit}")
        yield rows.amount(kpi, now, then, self._year)
        yield rows.plain("fiscal_year", now, then, Kind.YEAR)
        yield rows.choice("finality", now, then, FINALITIES_TO_CHOOSE)
        if self._asks_for_status(kpi, now):
            yield rows.grade("status", now, then, self._plan.scale_of("kpis"))
            yield rows.text("status_reason", now, then, rows=1)
        yield from self._pending(
            rows.pending(), now.pending if now else None, then.pending if then else None
        )
        yield from rows.stories(now, then, rows=1)

    def _asks_for_status(self, kpi: Indicator, now: IndicatorResult | None) -> bool:
        """Tell whether a person has to judge, or has judged: arithmetic may have nothing to go by."""
        written, scale = kpi.targets.get(self._year), self._plan.scale_of("kpis")
        has_bounds = scale is None or any(one.bound is not None for one in scale.grades)
        is_words = written is None or read_target(kpi, written).kind is TargetKind.WORDS
        return is_words or not has_bounds or bool(now and (now.status or now.status_reason))

    def _amounts(self) -> Iterator[Line]:
        if self._plan.amounts:
            yield Line(Role.SECTION, ("金額と業務量の実績（ないものは空けておく）",))
        for kind in self._plan.amounts:
            yield Line(Role.BLOCK, (f"{kind.name}（単位：{kind.unit}）",))
            rows = AmountRows(self._item, kind, self._year, self.base)
            yield from rows.lines(self._told, self._told_before)

    def _pending(
        self, rows: "FieldRows", now: Pending | None, then: Pending | None
    ) -> Iterator[Line]:
        yield rows.choice("reason", now, then, PENDING_REASONS)
        yield rows.plain("expected", now, then, Kind.MONTH)
        yield rows.text("note", now, then, rows=1)

    def _self_evaluation(self) -> Iterator[Line]:
        now = self._now.self_evaluation
        then = self._before.self_evaluation if self._before else None
        rows = FieldRows(self._words, self._item.number, SelfEvaluation, ("self_evaluation",))
        yield Line(Role.SECTION, ("自己評価",))
        if (scale := self._plan.scale_of("items")) or not self._plan.item_scales:
            yield rows.grade("grade", now, then, scale)
        for other in self._plan.other_item_scales:
            if other.judged_by is None:
                yield self._other_grade(other, now, then)
        yield rows.text("grade_reason", now, then, rows=2)
        yield from rows.stories(now, then)
        yield from FieldRows(self._words, self._item.number, Evaluation, ()).stories(
            self._now, self._before
        )
        yield from self._declared()

    def _declared(self) -> Iterator[Line]:
        """Ask for the fields of an evaluation that the plan declares, the private ones too."""
        rows = FieldRows(self._words, self._item.number, Evaluation, ())
        entries = self._plan.declared_for(Evaluation)
        yield from rows.rows_of(entries, self._now, self._before, rows=2)

    def _declared_of_part(self, kind: str, id_: str, name: str, record: Record) -> Iterator[Line]:
        subject = Subject(name, record, (OF_ITEM, kind, id_), self._item.number)
        return self._declared_of(subject)

    def _declared_of(self, subject: Subject) -> Iterator[Line]:
        """Ask for the plan's own fields of the item or a part of it; show those of others."""
        for entry in self._plan.declared_for(subject.record):
            told = entry.tell(subject.record)
            if entry.asked_of == "division":
                yield build_line(ask_of_plan(self._plan, subject, entry), None)
            elif told and entry.is_public:
                yield Line(Role.ROW, (entry.title, trim_lines(told), ""))

    def _other_grade(
        self, scale: RatingScale, now: SelfEvaluation, then: SelfEvaluation | None
    ) -> Line:
        field = Field(
            self._item.number,
            ("self_evaluation", "other_grades", scale.id),
            scale.title,
            describe_scale(scale),
            Kind.CHOICE,
            now.other_grades.get(scale.id),
            choices=choices_of(scale),
        )
        return build_line(field, then.other_grades.get(scale.id) if then else None)

    def _evidence(self) -> Iterator[Line]:
        yield Line(Role.SECTION, ("根拠資料（読む人が確かめられる資料）",))
        earlier: tuple[Evidence, ...] = self._earlier("evidence")
        known = self._now.evidence
        for number in range(1, len(known) + SPARE_EVIDENCE + 1):
            now = known[number - 1] if number <= len(known) else None
            then = earlier[number - 1] if number <= len(earlier) else None
            rows = FieldRows(self._words, self._item.number, Evidence, ("evidence", str(number)))
            yield Line(Role.BLOCK, (f"資料{number}",))
            yield from rows.stories(now, then, rows=0)

    def _opinions(self) -> Iterator[Line]:
        if self._now.opinions:
            yield Line(Role.SECTION, (f"{self._words.opinions}への{self._words.response}",))
        for number, opinion in enumerate(self._now.opinions, start=1):
            address: Address = ("opinions", str(number))
            subject = trim_lines(opinion.opinion)
            rows = FieldRows(self._words, self._item.number, Opinion, address, subject)
            yield Line(Role.BLOCK, (f"意見{number}　{_say_who(opinion)}",))
            yield Line(Role.ROW, ("意見", subject, ""))
            yield from rows.stories(opinion, None, rows=3)
        earlier: tuple[Opinion, ...] = self._earlier("opinions")
        if earlier:
            yield Line(Role.SECTION, (f"{self._year - 1}年度の{self._words.opinions}（参考）",))
        for opinion in earlier:
            yield Line(
                Role.ROW,
                (
                    _say_who(opinion),
                    trim_lines(opinion.opinion),
                    trim_lines(opinion.response or ""),
                ),
            )

    def _state(self) -> Iterator[Line]:
        rows = FieldRows(self._words, self._item.number, Evaluation, (), labels=_STATE_LABELS)
        yield Line(Role.SECTION, ("評価できないとき（未確定・中止・先送りの場合だけ記入）",))
        yield rows.choice("state", self._now, self._before, STATES_TO_CHOOSE)
        then = self._before.pending if self._before else None
        yield from self._pending(rows.pending(), self._now.pending, then)
        yield rows.text("state_reason", self._now, self._before, rows=1)

    def _earlier(self, name: str) -> Any:
        return getattr(self._before, name) if self._before else ()

    def _target(self, kpi: Indicator, year: int) -> str:
        return with_unit(kpi.targets[year], kpi) if year in kpi.targets else ""

    def _aim(self, kpi: Indicator) -> str:
        aim = self._target(kpi, self._year) or "（この年度の目標値はありません）"
        if kpi.baseline:
            value = with_unit(kpi.baseline.value, kpi)
            aim += f"　基準値 {value}（{kpi.baseline.fiscal_year}年度）"
        return aim


def _by_id(results: Any) -> dict[str, Any]:
    """Index results by their ids; of two with one id the first counts, as for edits."""
    return {result.id: result for result in reversed(results)}


def _say_who(opinion: Opinion) -> str:
    day = f"（{opinion.date.isoformat()}）" if opinion.date else ""
    return f"{opinion.meeting}{day}　{opinion.member or '委員'}"
