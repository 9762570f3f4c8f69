"""必要なキーがない

なければならない値が欠けています。

誤りの例：title の行がない
正しい例：title: 窓口の統合

直し方：示されたキーの行を加えてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
