"""ひな形の文が残っている

`taikou init` は、まだ決まっていないところに「〔目標の名称を書く〕」のような文を置きます。そのままでは、報告書にもそのまま出ます。

誤りの例：title: 〔目標の名称を書く〕
正しい例：title: 行政手続の電子化

直し方：決まった内容に書き換えてください。要らない欄なら、欄ごと消してください。
"""

from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.model.placeholder import PLACEHOLDER
from taikou_cli.project.project import Project
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Problem]:
    for one in iter_texts(project, PLACEHOLDER):
        if match := PLACEHOLDER.search(one.text):
            message = f"ひな形の「{match[0]}」が残っています。"
            hint = "決まった内容に書き換えるか、要らない欄なら消してください。"
            yield Problem(one.path, message, hint, one.route, word=match[0])
