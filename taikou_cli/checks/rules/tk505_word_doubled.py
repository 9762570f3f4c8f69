"""同じ言葉が続けて書かれている

「のの」のような助詞の重なりや「効率的・効率的」のような語の重なりは、書き写しや編集の消し残しの疑いがあります。

誤りの例：県のの施設、効率的・効率的な運営
正しい例：県の施設、効率的・効果的な運営

直し方：重なりを消すか、正しい言葉に直してください。
"""

import re
from collections.abc import Iterator

from taikou_cli.base.findings import Problem, Severity
from taikou_cli.project.project import Project
from taikou_cli.project.texts import iter_texts

SEVERITY = Severity.WARNING


_DOUBLED = re.compile(
    r"(?<=[一-龥ァ-ヶー0-9A-Za-z])(をを|がが|のの(?=[一-龥ァ-ヶ])|にに|はは(?![はぁ]))"
    r"|(?P<word>[一-龥]{2,8})・(?P=word)(?![一-龥])"
)


def check(project: Project) -> Iterator[Problem]:
    for one in iter_texts(project, _DOUBLED):
        for match in _DOUBLED.finditer(one.text):
            message = f"「{match[0]}」と重なっています。"
            hint = "重なりを消すか、正しい言葉に直してください。"
            yield Problem(one.path, message, hint, one.route)
