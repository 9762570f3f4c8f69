"""定められていない欄に値がある

fields に書けるのは、plan.yaml の fields で、その種類の記録（on）に定めた欄だけです。

誤りの例：欄の識別名が direction のとき、fields: {directoin: 継続}
正しい例：fields: {direction: 継続}

直し方：識別名を直すか、plan.yaml の fields に欄を加えてください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.field_holders import iter_holders
from taikou_cli.project.near_word import advise_word
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    project = project.with_private
    if project.plan is None:
        return
    declared: dict[str, dict[str, str]] = {}
    for field in project.plan.content.fields:
        declared.setdefault(field.on, {})[field.id] = field.name
    for holder in iter_holders(project):
        known = declared.get(holder.on, {})
        for id_ in holder.record.field_values:
            if id_ not in known:
                message = (
                    f"欄「{id_}」は {project.plan.path} に定められていません（on: {holder.on}）。"
                )
                hint = advise_word(id_, known)
                yield Problem(holder.path, message, hint, holder.route_to(id_), on_key=True)
