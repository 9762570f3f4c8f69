"""1つのファイルに文書が2つ以上ある

「---」の行で区切ると、後の文書が読まれないまま残ります。

直し方：「---」の行を消すか、ファイルを分けてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
