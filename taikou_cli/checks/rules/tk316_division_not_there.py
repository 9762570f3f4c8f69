"""その年度にない所属が担当になっている

組織の改正で無くなった所属や、まだない所属は、その年度の担当になれません。過去の年度の担当はそのまま残し、担当の替わる年度を書き分けます。

誤りの例：2027年度までの所属 koho を、divisions に年度なしで書く
正しい例：divisions に {id: koho, until: 2027} と、後を継ぐ所属の {id: media, from: 2028}

直し方：担当に from か until を書き、後の年度の担当を加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.item import Action, Item, Responsibility
from taikou_cli.model.organization import Department, Division
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    years = project.years()
    if project.organization is None or years is None:
        return
    departments = project.organization.content.departments
    known = {
        one.id: (department, one) for department in departments for one in department.divisions
    }
    heirs = {before: one for _, one in known.values() for before in one.succeeds}
    for document in project.items:
        for route, responsible, named in _iter_named(document.content, years):
            if responsible.id not in known:
                continue  # that it is not registered at all is told by TK313
            department, division = known[responsible.id]
            missing = [year for year in named if not _exists(department, division, year)]
            if missing:
                message = f"「{division.name}」は、{_span(missing)}年度にはない所属です。"
                hint = _advise(department, division, heirs.get(division.id))
                yield Problem(document.path, message, hint, route)


def _iter_named(item: Item, years: range) -> Iterator[tuple[Route, Responsibility, list[int]]]:
    """Yield every entry that names a division, with the years of the plan that it is for."""
    own = [year for year in years if _is_in_force(item, year)]
    for i, one in enumerate(item.divisions):
        yield ("divisions", i), one, [year for year in own if one.covers(year)]
    for i, action in enumerate(item.actions):
        active = [year for year in own if _is_in_force(action, year)]
        for j, one in enumerate(action.divisions):
            yield ("actions", i, "divisions", j), one, [y for y in active if one.covers(y)]


def _is_in_force(part: Item | Action, year: int) -> bool:
    return (part.first_year or year) <= year <= (part.last_year or year)


def _exists(department: Department, division: Division, year: int) -> bool:
    return department.covers(year) and division.covers(year)


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}～{years[-1]}"


def _advise(department: Department, division: Division, heir: Division | None) -> str:
    last = division.until or department.until
    if last is None:
        first = division.from_year or department.from_year
        return f"{{id: {division.id}, from: {first}}} と書き、その前の年度の担当を加えてください。"
    after = f"（後を継いだ「{heir.name}」なら {{id: {heir.id}, from: {last + 1}}}）" if heir else ""
    return f"{{id: {division.id}, until: {last}}} と書き、{last + 1}年度からの担当{after}を加えてください。"
