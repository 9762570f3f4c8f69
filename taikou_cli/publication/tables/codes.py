"""The table of codes: what every code in the other tables means."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from taikou_cli.model.branches import LEVELS, LISTS
from taikou_cli.model.plan import Plan
from taikou_cli.model.scales import RatingScale, ScaleGrade
from taikou_cli.model.words import WORDS
from taikou_cli.progress.achievement import MET, UNMET
from taikou_cli.progress.methods import name_methods
from taikou_cli.progress.wording import (
    DIRECTIONS,
    FINALITIES_TO_CHOOSE,
    INDICATOR_KINDS,
    PENDING_REASONS,
    STATE_NAMES,
)
from taikou_cli.publication.licences import LICENCES
from taikou_cli.publication.tables.figures import GROUPS
from taikou_cli.publication.tables.table import VALIDITY, Column, Layout, Row, Source, Table

_LEVELS: Mapping[str, str] = {level: f"‹{level}›" for level in LEVELS}
_FIXED: Mapping[str, Mapping[str, str]] = {
    "flag": {"1": "はい", "0": "いいえ"},
    "rounding": {"half_up": "四捨五入", "truncate": "切捨て", "half_even": "偶数への丸め"},
    "licence": {licence.id: licence.title for licence in LICENCES.values()},
    "item_state": {state.value: name for state, name in STATE_NAMES.items()},
    "kpi_state": {
        "measured": "実績あり",
        "pending": "未確定",
        "missing": "未記入",
        "not_in_force": "実施期間外",
    },
    "pending_reason": PENDING_REASONS,
    "finality": FINALITIES_TO_CHOOSE,
    "direction": DIRECTIONS,
    "kpi_kind": INDICATOR_KINDS,
    "value_kind": {"baseline": "基準値", "target": "目標値"},
    "target_kind": {
        "number": "数（望ましい向きにその値以上か以下）",
        "limit": "上限か下限",
        "rank": "順位（達成率は計算しない）",
        "maintain": "基準値を保つ",
        "words": "言葉（人が判断する）",
    },
    "scale_subject": {"items": "‹item›", "actions": "‹action›", "kpis": "KPI"},
    "suggested_by": {
        "lowest": "最も低いKPIの達成率",
        "achieved_share": "目標値に達したKPIの割合",
    },
    "denominator": {
        "all": "その年度までに始まったすべて（全項目・全取組・全KPI）",
        "rated": "評価した項目、状況が分かる取組・KPI",
        "in_force": "実施中の項目・取組・KPI",
    },
    "measure_of": {
        "achievement": "達成率（％）",
        "progress": "最終の目標値までの進み（％）",
        "change": "前年度の値からの変化（KPIの単位、良くなれば正）",
        "change_percent": "前年度の値からの変化の率（％、良くなれば正）",
    },
    "change_kind": {
        "plan_revision": "計画の改定",
        "item_revision": "‹item›の改定",
        "target_change": "目標値の変更",
        "restatement": "実績値の遡及改定",
        "correction": "訂正（公表した後に見つかった誤り）",
    },
    "part": {"plan": "計画全体", **_LEVELS, "item": "‹item›"},
    "group": GROUPS,
    "field_on": {
        "plan": "‹plan›",
        **_LEVELS,
        "item": "‹item›",
        "action": "‹action›",
        "kpi": "指標",
        "evaluation": "年度評価",
    },
    "field_type": {
        "text": "文",
        "number": "数",
        "date": "日付（年-月-日）",
        "link": "ウェブのアドレス",
        "choice": "選択",
    },
    "named_kind": {
        "plan": "‹plan›",
        **_LEVELS,
        "item": "‹item›",
        "department": "‹department›",
        "division": "‹division›",
    },
    "items": {
        "total": "全項目",
        "in_force": "実施中の項目",
        "rated": "評価した項目（集計の対象でない区分を除く）",
    },
    "actions": {
        "total": "全取組",
        "in_force": "実施中の取組",
        "rated": "状況が分かる取組",
    },
    "kpis": {
        "total": "全KPI",
        "in_force": "実施中のKPI",
        "measured": "実績があるKPI",
        "pending": "未確定のKPI",
        "judged": "状況が分かるKPI",
    },
    "axes": {
        "both": "取組は予定どおりで、成果も目標値に達した項目",
        "schedule_only": "取組は予定どおりだが、成果が目標値に達しない項目",
        "outcome_only": "取組は遅れているが、成果は目標値に達した項目",
        "neither": "取組が遅れ、成果も目標値に達しない項目",
        "not_comparable": "取組か成果の状況が分からず、比べられない項目",
    },
    "type": {"string": "文字", "integer": "整数", "number": "数", "date": "日付（年-月-日）"},
}
_MEASURES = {
    "items": "‹item›の数",
    "item_state": "状態ごとの‹item›の数",
    "grade": "評価区分ごとの‹item›の数",
    "rate": "率",
    "actions": "‹action›の数",
    "action_status": "状況ごとの‹action›の数",
    "kpis": "KPIの数",
    "kpi_status": "状況ごとのKPIの数",
    "axes": "取組の進みと成果の二つの軸で見た‹item›の数",
}


_COUNTED = {"items": "‹item›", "kpis": "KPI"}

_MET_AND_UNMET = (
    ScaleGrade(code=MET, label="目標値に達した", favorable=True),
    ScaleGrade(code=UNMET, label="目標値に達しない"),
)
"""How the figures count KPIs where the plan has no scale for them."""


def list_codes(tables: Iterable[Table]) -> dict[str, list[str]]:
    """Give the codes of each list by its name, from the table of codes among the tables."""
    lists: dict[str, dict[str, None]] = {}  # one code may stand for something else in later years
    for table in tables:
        if table.name == "codes":
            for record in table.list_records():
                lists.setdefault(str(record["code_list"]), {})[str(record["code"])] = None
    return {name: list(codes) for name, codes in lists.items()}


def _iter_codes(source: Source) -> Iterator[Row]:
    words, absent = source.plan.words, _list_absent(source)
    for name, meanings in _FIXED.items():
        known = [(code, words.say(one)) for code, one in meanings.items() if code not in absent]
        for number, (code, meaning) in enumerate(known, start=1):
            yield name, number, code, meaning, *[None] * 7
    for name, meanings in _iter_lists(source):
        for number, (code, meaning) in enumerate(meanings.items(), start=1):
            yield name, number, code, meaning, *[None] * 7
    numbers: Counter[str] = Counter()
    for name, years, grades in _iter_scales(source):
        for grade in grades:
            numbers[name] += 1
            flags = (int(grade.counted), int(grade.favorable))
            bounds = (grade.at_least, grade.above, int(grade.without))
            row = (numbers[name], grade.code, grade.label, *flags, *bounds)
            yield name, *row, *_limit(years, source)


def _iter_lists(source: Source) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the lists that the plan itself knows, or has a part in."""
    plan = source.plan
    yield "method", name_methods()
    yield "stage", {stage.id: stage.name for stage in plan.workflow}
    yield "rate", {rate.id: rate.name for scale in plan.scales for rate in scale.rates}
    others = {
        name: f"「{one.title}」の区分ごとの{plan.words.say(_COUNTED[one.applies_to])}の数"
        for name, one, _ in _iter_others(source)
    }
    absent = set(LEVELS) - set(source.levels)
    yield "word", {key: plan.words.say(f"‹{key}›") for key in WORDS if key not in absent}
    own = {code: plan.words.say(meaning) for code, meaning in _MEASURES.items()}
    yield "measure", own | others


def _list_absent(source: Source) -> set[str]:
    """Give the codes of the levels that the plan does not have."""
    absent = set(LEVELS) - set(source.levels)
    return {code for level in absent for code in (level, LISTS[level])}


def _iter_scales(source: Source) -> Iterator[tuple[str, list[int], Iterable[ScaleGrade]]]:
    """Yield the grades of each list of codes, with the years in which the figures count by them."""
    plan = source.plan
    for name, subject in (("grade", "items"), ("action_status", "actions"), ("kpi_status", "kpis")):
        leading = [(year, _find_leading(plan, subject, year)) for year in _list_years(source)]
        otherwise = _MET_AND_UNMET if subject == "kpis" else ()
        for scale, years in _group_years(leading):
            yield name, years, scale.grades if scale else otherwise
    for name, scale, years in _iter_others(source):
        yield name, years, scale.grades


def _group_years(
    leading: list[tuple[int, RatingScale | None]],
) -> Iterator[tuple[RatingScale | None, list[int]]]:
    for _, group in groupby(leading, key=lambda pair: pair[1] and pair[1].id):
        pairs = list(group)
        yield pairs[0][1], [year for year, _ in pairs]


def _find_leading(plan: Plan, subject: str, year: int) -> RatingScale | None:
    valid = (one for one in plan.scales if _is_leading(one, subject) and one.covers(year))
    return next(valid, None)


def _is_leading(scale: RatingScale, subject: str) -> bool:
    return scale.applies_to == subject and scale.judged_by is None


def _list_years(source: Source) -> range:
    return range(source.plan.first_year, max(source.known_until, source.plan.first_year) + 1)


def _limit(years: list[int], source: Source) -> tuple[int | None, int | None]:
    """Give the first and the last of some years, where these are not those of the tables."""
    known = _list_years(source)
    first, last = years[0], years[-1]
    return (None if first == known[0] else first), (None if last == known[-1] else last)


def _iter_others(source: Source) -> Iterator[tuple[str, RatingScale, list[int]]]:
    """Yield the scales with the years in which another one is that of the grades or statuses."""
    for scale in source.plan.scales:
        if scale.applies_to not in _COUNTED:
            continue
        years = [
            year
            for year in _list_years(source)
            if scale.covers(year)
            and _find_leading(source.plan, scale.applies_to, year) is not scale
        ]
        if years:
            yield f"scale_{scale.id}", scale, years


LAYOUTS = (
    Layout(
        "codes",
        "コード表",
        (
            Column("code_list", "コード表の名前", required=True),
            Column("number", "順番", "integer", required=True),
            Column("code", "コード", required=True),
            Column("meaning", "意味", required=True),
            Column("counted", "割合の分母に数える", "integer", codes="flag"),
            Column("favorable", "順調・到達といえる", "integer", codes="flag"),
            Column(
                "at_least",
                "尺度が見る値（ふつうはKPIの達成率（％））がこの値以上で当たる",
                "number",
            ),
            Column("above", "尺度が見る値がこの値を超えれば当たる", "number"),
            Column("without", "値はあるが計算できないものに当たる", "integer", codes="flag"),
            *VALIDITY,
        ),
        ("code_list", "number"),
        _iter_codes,
    ),
)
