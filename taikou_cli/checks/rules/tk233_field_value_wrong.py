"""団体が定める欄の値が、欄の種類に合わない

欄の種類（type）は plan.yaml の fields で定めます。数には数だけを（単位は欄が示します）、日付には日付を、選択には選択肢の一つを書きます。

誤りの例：選択肢が 拡充・継続・縮小・廃止 の欄に「現状維持」
正しい例：同じ欄に「継続」

直し方：種類に合う値を書くか、plan.yaml の欄の定めを直してください。
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import reveal_line
from taikou_cli.model.catalogue import Entry, Kind
from taikou_cli.model.fields import is_web_address, read_day
from taikou_cli.project.field_holders import Holder, iter_holders
from taikou_cli.project.near_word import advise_word
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR

_LONGEST_QUOTATION = 40


def check(project: Project) -> Iterator[Problem]:
    project = project.with_private
    if project.plan is None:
        return
    plan = project.plan.content
    for holder in iter_holders(project):
        values = holder.record.field_values
        for entry in plan.declared_for(holder.record) if values else ():
            value = values.get(entry.key)
            if value is not None and (hint := _CHECKS[entry.kind](entry, value)):
                yield _describe(holder, entry, value, hint)


def _describe(holder: Holder, entry: Entry, value: Any, hint: str) -> Problem:
    quoted = f"「{reveal_line(str(value)[:_LONGEST_QUOTATION])}」" if entry.is_public else "値"
    message = f"{entry.title}の{quoted}は、欄の種類（{_NAMES[entry.kind]}）に合いません。"
    return Problem(holder.path, message, hint, holder.route_to(entry.key))


def _check_text(_: Entry, value: Any) -> str:
    return "" if isinstance(value, str) else "文は「'2026'」のように引用符で囲んでください。"


def _check_number(entry: Entry, value: Any) -> str:
    if isinstance(value, int | Decimal):
        return ""
    unit = f"単位（{entry.unit}）やカンマは書きません。" if entry.unit else "カンマは書きません。"
    return f"数だけを書いてください。{unit}"


def _check_date(entry: Entry, value: Any) -> str:
    del entry
    try:
        read_day(value)
    except (TypeError, ValueError):
        return _DAY
    return ""


def _check_link(_: Entry, value: Any) -> str:
    wrong = "「https://」か「http://」で始まるアドレスを書いてください。"
    return "" if is_web_address(value) else wrong


def _check_choice(entry: Entry, value: Any) -> str:
    if value in entry.choices:
        return ""
    known = dict.fromkeys(entry.choices, "")
    return advise_word(str(value) if entry.is_public else "", known)


_DAY = "「2026-04-01」の形で、暦にある日（1926～2199年）を書いてください。"
_NAMES = {
    Kind.TEXT: "文",
    Kind.NUMBER: "数",
    Kind.DATE: "日付",
    Kind.LINK: "ウェブのアドレス",
    Kind.CHOICE: "選択",
}
_CHECKS: dict[Kind, Callable[[Entry, Any], str]] = {
    Kind.TEXT: _check_text,
    Kind.NUMBER: _check_number,
    Kind.DATE: _check_date,
    Kind.LINK: _check_link,
    Kind.CHOICE: _check_choice,
}
