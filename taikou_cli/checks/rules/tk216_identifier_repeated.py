"""同じ識別名が二度使われている

識別名は、ほかのファイルから指すための名前です。同じ名前が二つあると、どちらを指すか決まりません。
尺度の率（rates）の識別名は、年度（from と until）の重ならない尺度どうしなら、同じでかまいません。

誤りの例：kpis に id: rate が二つ
正しい例：kpis に id: rate と id: count

直し方：一方の識別名を変えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.plan import Plan
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    yield from dict.fromkeys(_find_repeated(project))


def _find_repeated(project: Project) -> Iterator[Problem]:
    for path, entries in _iter_groups(project.with_private):
        seen: set[str] = set()
        for identifier, route in entries:
            if identifier in seen:
                message = f"識別名「{identifier}」が二度使われています。"
                yield Problem(path, message, "一方の識別名を変えてください。", route)
            seen.add(identifier)


def _iter_groups(project: Project) -> Iterator[tuple[str, list[tuple[str, Route]]]]:
    """Yield each set of names that must differ, with their routes."""
    if organization := project.organization:
        bodies = organization.content.bodies
        departments = organization.content.departments
        yield organization.path, [(body.id, ("bodies", i, "id")) for i, body in enumerate(bodies)]
        yield (
            organization.path,
            [(d.id, ("departments", i, "id")) for i, d in enumerate(departments)],
        )
        yield (
            organization.path,
            [
                (division.id, ("departments", i, "divisions", j, "id"))
                for i, department in enumerate(departments)
                for j, division in enumerate(department.divisions)
            ],
        )
    if project.plan:
        plan, path = project.plan.content, project.plan.path
        yield path, [(scale.id, ("scales", i, "id")) for i, scale in enumerate(plan.scales)]
        yield from ((path, entries) for entries in _iter_rates(plan))
        yield path, [(kind.id, ("amounts", i, "id")) for i, kind in enumerate(plan.amounts)]
        for i, kind in enumerate(plan.amounts):
            yield path, [(p.id, ("amounts", i, "parts", j, "id")) for j, p in enumerate(kind.parts)]
        yield path, [(stage.id, ("workflow", i, "id")) for i, stage in enumerate(plan.workflow)]
        yield from ((path, entries) for entries in _iter_declared(plan))
    if project.goals:
        goals = project.goals.content.goals
        yield (
            project.goals.path,
            [
                (kgi.id, ("goals", i, "kgis", j, "id"))
                for i, goal in enumerate(goals)
                for j, kgi in enumerate(goal.kgis)
            ],
        )
    for item in project.items:
        content = item.content
        yield item.path, [(kpi.id, ("kpis", i, "id")) for i, kpi in enumerate(content.kpis)]
        yield item.path, [(act.id, ("actions", i, "id")) for i, act in enumerate(content.actions)]


def _iter_rates(plan: Plan) -> Iterator[list[tuple[str, Route]]]:
    """Yield the rates that hold together: whenever a scale begins, those of all that hold then."""
    for year in sorted({scale.from_year or 0 for scale in plan.scales}):
        yield [
            (rate.id, ("scales", i, "rates", j, "id"))
            for i, scale in enumerate(plan.scales)
            for j, rate in enumerate(scale.rates)
            if scale.covers(year)
        ]


def _iter_declared(plan: Plan) -> Iterator[list[tuple[str, Route]]]:
    for on in dict.fromkeys(one.on for one in plan.fields):
        yield [(f.id, ("fields", i, "id")) for i, f in enumerate(plan.fields) if f.on == on]
    yield [(one.id, ("classifications", i, "id")) for i, one in enumerate(plan.classifications)]
    for i, one in enumerate(plan.classifications):
        yield [
            (value.code, ("classifications", i, "values", j, "code"))
            for j, value in enumerate(one.values)
        ]
