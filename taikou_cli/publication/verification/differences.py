"""Where published figures differ from computed ones, in words."""

from collections.abc import Iterator
from typing import Any

from taikou_cli.progress.wording import STATE_NAMES
from taikou_cli.publication.cell_text import clean_text

_NAMES = {state.value: name for state, name in STATE_NAMES.items()} | {
    "fiscal_year": "年度",
    "overall": "全体",
    "goals": "‹goal›",
    "policies": "‹policy›",
    "groups": "‹group›",
    "divisions": "‹division›",
    "departments": "‹department›",
    "attitudes": "‹attitude›",
    "classifications": "分類",
    "repeated": "再掲",
    "data_plan": "官民データ活用推進計画",
    "years": "各年度",
    "items": "‹item›",
    "in_force": "実施中",
    "rated": "評価した数",
    "states": "状態",
    "grades": "評価区分",
    "shares": "割合",
    "rates": "率",
    "other_scales": "ほかの尺度",
    "actions": "‹action›",
    "kpis": "KPI",
    "axes": "二つの軸",
    "both": "取組も成果も順調",
    "schedule_only": "取組だけが順調",
    "outcome_only": "成果だけが順調",
    "neither": "どちらも順調でない",
    "not_comparable": "比べられない",
    "since": "前の年度",
    "changes": "増減",
    "statuses": "状況",
    "total": "総数",
    "measured": "実績あり",
    "judged": "状況が分かる数",
    "numerator": "分子",
    "denominator": "分母",
    "denominator_of": "分母の種類",
    "percent": "割合（％）",
    "actual": "実績値",
    "target": "目標値",
    "target_value": "計算に使う目標値",
    "expected": "期待値",
    "achievement": "達成率",
    "progress": "最終の目標値までの進み",
    "computed_status": "計算による状況",
    "judged_by_hand": "人の判断",
    "suggested": "KPIからの目安",
    "state": "状態",
    "grade": "評価区分",
    "status": "状況",
    "met": "目標値に達した",
}
_ABSENT = "（なし）"


def iter_differences(published: Any, computed: Any, place: str = "") -> Iterator[str]:
    """Yield a sentence for every value that differs, that is missing, or that is too many.

    Args:
        published: What the publication says: mappings, lists and plain values.
        computed: What follows from the data.
        place: Where both stand, in words.
    """
    if isinstance(published, dict) and isinstance(computed, dict):
        for key in [*computed, *(key for key in published if key not in computed)]:
            where = f"{place}／{_NAMES.get(key, key)}" if place else _NAMES.get(key, key)
            yield from iter_differences(
                published.get(key, _ABSENT), computed.get(key, _ABSENT), where
            )
    elif isinstance(published, list) and isinstance(computed, list):
        yield from iter_differences(_by_name(published), _by_name(computed), place)
    elif type(published) is not type(computed) or _clean(published) != _clean(computed):
        yield (
            f"「{place}」は {_word(published)} と公表されていますが、"
            f"データから計算すると {_word(computed)} です。"
        )


def _by_name(entries: list[Any]) -> dict[str, Any]:
    """Give the entries of a list by what they say they are, and of some number."""
    named: dict[str, Any] = {}
    for number, entry in enumerate(entries, start=1):
        parts = [entry[key] for key in ("number", "id", "code", "fiscal_year") if key in entry]
        parts += [entry[key] for key in ("title", "name", "label") if entry.get(key)]
        name = " ".join(str(_clean(part)) for part in parts)
        named[name if name not in named else f"{name}（{number}番目）"] = entry
    return named


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _word(value: Any) -> str:
    if value is None:
        return _ABSENT
    return f"{len(value)}件の一覧" if isinstance(value, dict | list) else str(value)
