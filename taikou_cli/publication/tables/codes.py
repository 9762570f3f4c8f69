"""The table of codes: what every code in the other tables means."""

from collections.abc import Iterable, Iterator, Mapping

from taikou_cli.model.scales import RatingScale
from taikou_cli.progress.achievement import MET, UNMET
from taikou_cli.progress.methods import name_methods
from taikou_cli.progress.wording import DENOMINATORS, FINALITIES, PENDING_REASONS, STATE_NAMES
from taikou_cli.publication.licences import LICENCES
from taikou_cli.publication.tables.figures import GROUPS
from taikou_cli.publication.tables.table import Column, Layout, Row, Source, Table

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
    "finality": FINALITIES | {"final": "確定値"},
    "direction": {"higher": "大きいほどよい", "lower": "小さいほどよい"},
    "value_kind": {"baseline": "基準値", "target": "目標値"},
    "target_kind": {
        "number": "数（望ましい向きにその値以上か以下）",
        "limit": "上限か下限",
        "rank": "順位（達成率は計算しない）",
        "maintain": "基準値を保つ",
        "words": "言葉（人が判断する）",
    },
    "scale_subject": {"items": "実施項目", "actions": "具体的な取組", "kpis": "KPI"},
    "suggested_by": {
        "lowest": "最も低いKPIの達成率",
        "achieved_share": "目標値に達したKPIの割合",
    },
    "denominator": DENOMINATORS,
    "change_kind": {
        "plan_revision": "計画の改定",
        "item_revision": "実施項目の改定",
        "target_change": "目標値の変更",
        "restatement": "実績値の遡及改定",
        "correction": "訂正（公表した後に見つかった誤り）",
    },
    "group": GROUPS,
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
        "both": "取組は予定どおりで、成果も目標に達した項目",
        "schedule_only": "取組は予定どおりだが、成果が目標に達しない項目",
        "outcome_only": "取組は遅れているが、成果は目標に達した項目",
        "neither": "取組が遅れ、成果も目標に達しない項目",
        "not_comparable": "取組か成果の状況が分からず、比べられない項目",
    },
    "type": {"string": "文字", "integer": "整数", "number": "数", "date": "日付（年-月-日）"},
}
_MEASURES = {
    "items": "実施項目の数",
    "item_state": "状態ごとの実施項目の数",
    "grade": "評価区分ごとの実施項目の数",
    "rate": "率",
    "actions": "具体的な取組の数",
    "action_status": "状況ごとの具体的な取組の数",
    "kpis": "KPIの数",
    "kpi_status": "状況ごとのKPIの数",
    "axes": "取組の進みと成果の二つの軸で見た実施項目の数",
}


def list_codes(tables: Iterable[Table]) -> dict[str, list[str]]:
    """Give the codes of each list by its name, from the table of codes among the tables."""
    lists: dict[str, list[str]] = {}
    for table in tables:
        if table.name == "codes":
            for record in table.list_records():
                lists.setdefault(str(record["code_list"]), []).append(str(record["code"]))
    return lists


def _iter_codes(source: Source) -> Iterator[Row]:
    for name, meanings in _iter_lists(source):
        for number, (code, meaning) in enumerate(meanings.items(), start=1):
            yield name, number, code, meaning, None, None, None
    for name, scale in _iter_scales(source):
        for number, grade in enumerate(scale.grades, start=1):
            flags = (int(grade.counted), int(grade.favorable))
            yield name, number, grade.code, grade.label, *flags, grade.at_least
    if source.plan.scale_of("kpis") is None:
        yield "kpi_status", 1, MET, "目標値に達した", 1, 1, None
        yield "kpi_status", 2, UNMET, "目標値に達しない", 1, 0, None


def _iter_lists(source: Source) -> Iterator[tuple[str, Mapping[str, str]]]:
    plan = source.plan
    yield from _FIXED.items()
    yield "method", name_methods()
    yield "stage", {stage.id: stage.name for stage in plan.workflow}
    yield "rate", {rate.id: rate.name for scale in plan.item_scales for rate in scale.rates}
    others = {
        name: f"「{one.title}」の区分ごとの実施項目の数" for name, one in _iter_others(source)
    }
    yield "measure", _MEASURES | others


def _iter_scales(source: Source) -> Iterator[tuple[str, RatingScale]]:
    for name, subject in (("grade", "items"), ("action_status", "actions"), ("kpi_status", "kpis")):
        if scale := source.plan.scale_of(subject):
            yield name, scale
    yield from _iter_others(source)


def _iter_others(source: Source) -> Iterator[tuple[str, RatingScale]]:
    first = source.plan.scale_of("items")
    for scale in source.plan.scales:
        if scale.applies_to == "items" and scale is not first:
            yield f"scale_{scale.id}", scale


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
            Column("at_least", "KPIの達成率がこの値（％）以上で当たる", "number"),
        ),
        ("code_list", "code"),
        _iter_codes,
    ),
)
