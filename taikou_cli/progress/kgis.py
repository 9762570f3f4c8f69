"""What is known of a goal's indicator: what was typed, or the sum that it is of the goal's items."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from taikou_cli.base.amounts import find_factor, to_decimal
from taikou_cli.model.amounts import AmountKind
from taikou_cli.model.branches import grow
from taikou_cli.model.evaluation import IndicatorResult
from taikou_cli.model.goals import Goal
from taikou_cli.model.indicator import Indicator, Kgi
from taikou_cli.progress.amounts import Entry, list_entries
from taikou_cli.progress.figures import stand_all
from taikou_cli.progress.standing import ItemStanding
from taikou_cli.project.as_of import as_of
from taikou_cli.project.project import Project

_YearSums = dict[int, Fraction]


class SumFault(NamedTuple):
    """Why a KGI cannot be the sum that it says it is of: message and way out, in Japanese."""

    message: str
    hint: str


def results_of_kgi(
    project: Project, fiscal_year: int, goal: Goal, kgi: Kgi, *, with_earlier: bool = False
) -> dict[int, IndicatorResult]:
    """Give what is known of a KGI by evaluated year, up to a year and as of that year.

    A sum stands in the place of what was typed; what is pending stays so. Years before the plan
    are told only where they are asked for: no figure counts them.
    """
    plan = project.require_outline()
    typed = {
        document.content.fiscal_year: result
        for document in as_of(project, fiscal_year).goal_results
        for result in document.content.kgis
        if result.id == kgi.id
        if with_earlier or not plan.is_earlier(document.content.fiscal_year)
    }
    summed = add_up(project, fiscal_year, goal, kgi)
    for year, value in ({} if isinstance(summed, SumFault) else summed).items():
        known = typed.get(year, IndicatorResult(id=kgi.id))
        if known.pending is None:
            told = {"actual": to_decimal(value), "fiscal_year": year}
            typed[year] = known.model_copy(update=told)
    return typed


def add_up(project: Project, fiscal_year: int, goal: Goal, kgi: Kgi) -> _YearSums | SumFault:
    """Add up what a KGI is the sum of, by evaluated year and in the KGI's unit.

    A KGI whose method is cumulative takes of lasting effects what still counts in each year, so
    that the sum of its years is the cumulative amount.

    Args:
        project: The plan.
        fiscal_year: Up to which year, as of which all is taken.
        goal: The goal.
        kgi: Its indicator; of one that is no sum nothing is given.
    """
    if kgi.sum_of is None:
        return {}
    if not kgi.unit:
        return SumFault("合計の単位が分かりません。", "unit に単位を書いてください。")
    project = as_of(project, fiscal_year)
    (branch,) = grow((goal,))
    standings = [one for one in stand_all(project, fiscal_year) if branch.holds(one.item)]
    if isinstance(kgi.sum_of, str):
        return _add_amount(project, standings, kgi, kgi.sum_of)
    return _add_kpis(project, standings, kgi, kgi.sum_of.kpi)


def _add_amount(
    project: Project, standings: list[ItemStanding], kgi: Kgi, wanted: str
) -> _YearSums | SumFault:
    plan = project.require_outline()
    kind = next((one for one in plan.amounts if one.id == wanted), None)
    if kind is None:
        known = "、".join(one.id for one in plan.amounts)
        hint = f"使える識別名は {known} です。" if known else "先に plan.yaml に登録してください。"
        return SumFault(f"「{wanted}」は plan.yaml の amounts にありません。", hint)
    factor = find_factor(kind.unit, kgi.unit)
    if factor is None:
        return _refuse(kind.unit, kgi)
    entries = [entry for one in standings for entry in list_entries(kind, one, plan)]
    is_cumulative = kgi.effective_method == "cumulative"
    sums = {
        year: list(_iter_terms(entries, kind, year, is_cumulative=is_cumulative))
        for year in project.evaluated_years()
    }
    return {year: factor * sum(terms) for year, terms in sums.items() if terms}


def _iter_terms(
    entries: list[Entry], kind: AmountKind, year: int, *, is_cumulative: bool
) -> Iterator[Fraction]:
    for entry in entries:
        for part, number in entry.actual.items():
            still_counts = is_cumulative and entry.fiscal_year < year and kind.lasts(part)
            if entry.fiscal_year == year or still_counts:
                yield Fraction(number)


def _add_kpis(
    project: Project, standings: list[ItemStanding], kgi: Kgi, wanted: str
) -> _YearSums | SumFault:
    words = project.words
    kpis = [(one, kpi) for one in standings for kpi in one.item.kpis if kpi.id == wanted]
    if not kpis:
        message = f"この{words.goal}の{words.item}に、識別名が「{wanted}」のKPIがありません。"
        return SumFault(message, "KPIの識別名を確かめてください。")
    evaluations = project.evaluations_by_item()
    sums: _YearSums = {}
    for standing, kpi in kpis:
        factor = find_factor(kpi.unit, kgi.unit)
        if factor is None:
            return _refuse(kpi.unit, kgi)
        for year, evaluation in evaluations.get(standing.item.number, {}).items():
            for number in _list_numbers(evaluation.kpis, kpi):
                sums[year] = sums.get(year, Fraction(0)) + factor * number
    return sums


def _list_numbers(results: tuple[IndicatorResult, ...], kpi: Indicator) -> list[Fraction]:
    told = [one.actual for one in results if one.id == kpi.id]
    return [Fraction(one) for one in told if one is not None and not isinstance(one, str)]


def _refuse(unit: str | None, kgi: Kgi) -> SumFault:
    return SumFault(
        f"「{unit or '単位なし'}」を、このKGIの単位の「{kgi.unit}」に直せません。",
        "KGIの unit か、合計するものを確かめてください。",
    )
