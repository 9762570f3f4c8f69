"""Changes for people: as text for the terminal, as Markdown for a pull request, as JSON."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from taikou_cli.base.japanese_text import reveal_controls
from taikou_cli.base.markdown_escape import escape_comment
from taikou_cli.base.printed_json import dump_json
from taikou_cli.changes.compare_plans import Change, Comparison, FigureChange
from taikou_cli.changes.compare_records import pair_lines
from taikou_cli.model.words import Words
from taikou_cli.progress.contract import describe_group
from taikou_cli.progress.group import GroupFigures
from taikou_cli.progress.wording import COUNTERS, describe_in_unit, describe_share

Paint = Callable[[str, str], str]
"""Colours a piece of text for its role: `place`, `error` for what is gone, `ok` for what is new."""

_SHORT = 40
_TEMPLATES = "報告書のひな形（templates フォルダー）が変わりました。"


def render_text(comparison: Comparison, paint: Paint) -> str:
    """Write the changes by division and item."""
    lines: list[str] = []
    for group, in_group in groupby(comparison.changes, key=lambda change: change.group):
        lines.append(paint(f"■ {_clean(group)}", "place"))
        for subject, changes in groupby(in_group, key=lambda change: change.subject):
            lines.append(f"  {_clean(subject)}")
            lines += (f"    {line}" for line in write_changes(list(changes), paint))
        lines.append("")
    if comparison.figures:
        lines += [paint("■ 集計", "place"), *_figure_lines(comparison), ""]
    if comparison.unreadable:
        lines.append("読み込めないファイルがあるため、集計は比べていません。")
    lines += (f"読み込めないため比べていません： {_clean(path)}" for path in comparison.unreadable)
    lines += [_TEMPLATES] if comparison.templates_changed else []
    lines = lines or ["内容に変わりはありません。"]
    if comparison.notice:
        lines.insert(0, comparison.notice)
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def render_markdown(comparison: Comparison) -> str:
    """Write the changes for a comment on a pull request; text of the data stays text.

    The figures come first.
    """
    parts = ["## 計画と評価の変更", ""]
    # What is long comes last: a comment that is cut keeps the figures.
    if comparison.figures:
        parts += ["### 集計", ""]
        parts += (f"- {escape_comment(line.strip())}" for line in _figure_lines(comparison))
        parts.append("")
    if comparison.unreadable:
        parts += ["### 読み込めないため比べていないファイル", ""]
        parts += (f"- {escape_comment(path)}" for path in comparison.unreadable)
        parts += ["", "集計は比べていません。", ""]
    for group, in_group in groupby(comparison.changes, key=lambda change: change.group):
        parts += [
            f"### {escape_comment(group)}",
            "",
            "| 対象 | 項目 | 前 | 後 |",
            "|:--|:--|:--|:--|",
        ]
        parts += (_write_row(change) for change in in_group)
        parts.append("")
    if comparison.templates_changed:
        parts += [_TEMPLATES, ""]
    if len(parts) == 2:  # noqa: PLR2004 - nothing but the heading
        parts += ["内容に変わりはありません。", ""]
    if comparison.notice:
        parts[1:1] = ["", f"> **{comparison.notice}**"]
    return "\n".join(parts)


def render_json(comparison: Comparison) -> str:
    """Give the changes as one JSON object in ASCII."""
    document = {
        **({"notice": comparison.notice} if comparison.notice else {}),
        "changes": [_describe(change) for change in comparison.changes],
        "figures": [
            {
                "fiscal_year": change.fiscal_year,
                "before": describe_group(change.before) if change.before else None,
                "after": describe_group(change.after) if change.after else None,
            }
            for change in comparison.figures
        ],
        "unreadable": list(comparison.unreadable),
        "templates_changed": comparison.templates_changed,
    }
    return dump_json(document)


def _describe(change: Change) -> dict[str, Any]:
    return change._asdict() | {"route": list(change.route), "labels": list(change.labels)}


def _label(change: Change) -> str:
    year = f"{change.fiscal_year}年度の評価" if change.fiscal_year else ""
    return " › ".join(filter(None, (year, *change.labels)))


def write_changes(changes: Sequence[Change], paint: Paint) -> Iterator[str]:
    """Write the changes of one subject, a line or more each."""
    for change in changes:
        yield from _write_change(change, paint)


def _write_change(change: Change, paint: Paint) -> Iterator[str]:
    label = _clean(_label(change))
    before, after = change.before, change.after
    if not change.labels:
        yield f"{label or 'ファイル'}： {'追加' if after else '削除'}"
    elif _is_short(before) and _is_short(after):
        old = paint(_clean(before), "error") if before else "（なし）"
        new = paint(_clean(after), "ok") if after else "（なし）"
        yield f"{label}： {old} → {new}"
    else:
        yield f"{label}："
        for gone, new_line in pair_lines(before or "", after or ""):
            if gone:
                yield paint(f"  － {_clean(gone)}", "error")
            if new_line:
                yield paint(f"  ＋ {_clean(new_line)}", "ok")


def _write_row(change: Change) -> str:
    if not change.labels:
        before, after = ("", "追加") if change.after else ("あり", "削除")
    elif _is_short(change.before) and _is_short(change.after):
        before, after = change.before or "（なし）", change.after or "（なし）"
    else:
        pairs = list(pair_lines(change.before or "", change.after or ""))
        before = "".join(old for old, _ in pairs if old) or "（なし）"
        after = "".join(new for _, new in pairs if new) or "（なし）"
    label = _label(change) or "ファイル"
    cells = (change.subject, label, before, after)
    return f"| {' | '.join(map(escape_comment, cells))} |"


def _is_short(text: str | None) -> bool:
    return text is None or (len(text) <= _SHORT and "\n" not in text)


def _clean(text: str) -> str:
    return reveal_controls(text).replace("\n", " ")


def _figure_lines(comparison: Comparison) -> Iterator[str]:
    for change in comparison.figures:
        parts = [
            f"{name} {old} → {new}" for name, old, new in _changed_figures(change, comparison.words)
        ]
        if parts:
            yield f"  {change.fiscal_year}年度： {'、'.join(parts)}"


def _changed_figures(change: FigureChange, words: Words) -> Iterator[tuple[str, str, str]]:
    old, new = (_list_figures(one, words) for one in (change.before, change.after))
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name, "－"), new.get(name, "－")
        if before != after:
            yield name, before, after


def _list_figures(group: GroupFigures | None, words: Words) -> dict[str, str]:
    if group is None:
        return {}
    figures = {"実施中": str(group.in_force), "評価済": str(group.grades.rated)}
    figures |= {f"評価区分{code}": str(count) for code, count in group.grades.counts.items()}
    action = words.short.action
    figures |= {f"{action}「{code}」": str(count) for code, count in group.actions.counts.items()}
    figures |= {f"KPI「{code}」": str(count) for code, count in group.indicators.counts.items()}
    for one in group.amounts:
        for name, value in (
            (one.kind.planned_name, one.year.planned),
            (one.kind.actual_name, one.year.actual),
        ):
            figures[f"{one.kind.name}の{name}"] = describe_in_unit(value, one.kind)
    return figures | {
        rate.name: describe_share(rate.share, COUNTERS[rate.of]) for rate in group.rates
    }
