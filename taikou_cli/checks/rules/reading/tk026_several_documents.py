"""1つのファイルに文書が2つ以上ある

「---」の行で区切ると、後の文書が読まれないまま残ります。

誤りの例：途中に「---」の行があり、もう一つの文書が続く
正しい例：1つのファイルに1つの文書

直し方：「---」の行を消すか、ファイルを分けてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
