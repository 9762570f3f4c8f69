"""文の中の数が、同じ名前のKPIの実績値と違う

取組実績などにKPIの名前と値を書くと、実績値を後から直したときに文だけが古い値のまま残ることがあります。
その年度の実績値のほか、目標値、基準値、ほかの年度の実績値と同じ数は、誤りとしません。
万・億・千などを使った数は、書かれた位まで合っていれば誤りとしません（実績値が12345人のときの「1.2万人」）。

誤りの例：「研修の受講者数は120人となった」と書き、実績値は 112
正しい例：「研修の受講者数は112人となった」と書き、実績値は 112

直し方：どちらが正しいかを確かめ、文か実績値を直してください。
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from taikou_cli.base.amounts import NUMERALS, SCALES, Amount, read_amount
from taikou_cli.base.findings import Problem, Severity
from taikou_cli.base.japanese_text import to_half_width
from taikou_cli.model.evaluation import Evaluation
from taikou_cli.model.indicator import Indicator
from taikou_cli.progress.target import read_target
from taikou_cli.project.project import Project
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING

# Between the name and its number: no other number, no other sentence, nothing that makes the
# number a difference, a sum or an estimate.
_GAP = r"[^0-9。\n約比差増減累]{0,12}?"


def check(project: Project) -> Iterator[Problem]:
    items = project.items_by_number()
    results = project.evaluations_by_item()
    evaluations = {document.path: document.content for document in project.evaluations}
    names = {
        kpi.name
        for number in results
        if number in items
        for kpi in items[number].content.kpis
        if kpi.unit
    }
    if not names:
        return
    for one in iter_texts(project, re.compile("|".join(map(re.escape, names)))):
        evaluation = evaluations.get(one.path)
        if evaluation is None or evaluation.item not in items:
            continue
        for kpi in items[evaluation.item].content.kpis:
            known = _known_values(kpi, results[evaluation.item])
            for number, amount in _amounts_after(kpi, to_half_width(one.text)):
                actual = _actual(kpi, evaluation)
                if actual is not None and not _is_known(amount, known):
                    message = (
                        f"文では「{kpi.name}」が{number}ですが、実績値は{actual}{kpi.unit}です。"
                    )
                    hint = "どちらが正しいかを確かめ、文か実績値を直してください。"
                    yield Problem(one.path, message, hint, one.route, word=kpi.name)


def _amounts_after(kpi: Indicator, text: str) -> Iterator[tuple[str, Amount]]:
    if not kpi.unit:
        return
    name, unit = (re.escape(to_half_width(part)) for part in (kpi.name, kpi.unit))
    counted = unit.lstrip("".join(SCALES)) or unit
    found = re.compile(rf"{name}{_GAP}({NUMERALS}\s*(?:{unit}|{counted}))")
    for written in dict.fromkeys(match[1] for match in found.finditer(text)):
        amount = read_amount(written, kpi.unit)
        if amount.value is not None:
            yield written, amount


def _is_known(amount: Amount, known: set[Fraction]) -> bool:
    """Tell whether a number is a known one; in scale words it may be rounded or cut off."""
    value, step = amount.value, amount.step
    if value is None or value in known:
        return True
    return step > 1 and any(-step <= 2 * (one - value) < 2 * step for one in known)


def _actual(kpi: Indicator, evaluation: Evaluation) -> int | Decimal | str | None:
    return next((result.actual for result in evaluation.kpis if result.id == kpi.id), None)


def _known_values(kpi: Indicator, evaluations: dict[int, Evaluation]) -> set[Fraction]:
    amounts: list[int | Decimal | str | None] = [*kpi.targets.values()]
    amounts += [change.before for change in kpi.target_changes]
    amounts += [kpi.baseline.value] if kpi.baseline else []
    for evaluation in evaluations.values():
        for result in evaluation.kpis:
            if result.id == kpi.id:
                amounts += [result.actual, *(one.before for one in result.restatements)]
    targets = (read_target(kpi, amount).value for amount in amounts if amount is not None)
    return {value for value in targets if value is not None}
