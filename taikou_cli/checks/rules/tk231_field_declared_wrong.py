"""団体が定める欄の定め方が違う

plan.yaml の fields では、欄を置く所、種類、尋ねる相手、必要になる段階を定めます。選択には選択肢が、数のほかの種類には単位のないことが要ります。

誤りの例：type: choice で、choices がない
正しい例：type: choice で、choices: [拡充, 継続, 縮小, 廃止]

直し方：足りないものを加えるか、使えないものを消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Route, Severity
from taikou_cli.model.declared import DeclaredField
from taikou_cli.project.near_word import advise_word
from taikou_cli.project.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Problem]:
    project = project.with_private
    if project.plan is None:
        return
    for index, field in enumerate(project.plan.content.fields):
        for key, message, hint in (*_check_shape(field), *_check_names(project, field)):
            route: Route = ("fields", index, key) if key else ("fields", index)
            yield Problem(project.plan.path, f"欄「{field.id}」{message}", hint, route)


def _check_shape(field: DeclaredField) -> Iterator[tuple[str, str, str]]:
    if field.type == "choice" and not field.choices:
        yield "type", "は選択ですが、選択肢がありません。", "choices に選択肢を並べてください。"
    if field.type != "choice" and field.choices:
        hint = "type を choice にするか、choices を消してください。"
        yield "choices", "は選択ではありませんが、選択肢があります。", hint
    if field.type != "number" and field.unit:
        hint = "type を number にするか、unit を消してください。"
        yield "unit", "は数ではありませんが、単位があります。", hint
    if field.on != "plan" and field.value is not None:
        hint = "値は、欄を置く所の fields に書いてください。"
        yield "value", "の値は、ここに書けません（書けるのは on: plan の欄だけです）。", hint


def _check_names(project: Project, field: DeclaredField) -> Iterator[tuple[str, str, str]]:
    if project.organization:
        bodies = {body.id: body.name for body in project.organization.content.bodies}
        known = {"division": "‹division›", "office": "‹office›", **bodies}
        if field.asked_of not in known:
            message = f"を尋ねる相手「{field.asked_of}」がありません。"
            yield "asked_of", message, advise_word(field.asked_of, known)
    stages = {one.id: one.name for one in project.plan.content.workflow} if project.plan else {}
    if field.required_from and field.required_from not in stages:
        message = f"が必要になる段階「{field.required_from}」がありません。"
        yield "required_from", message, advise_word(field.required_from, stages)
