"""値が空である

キーはあるのに値がありません。書きかけのまま保存した疑いがあります。

誤りの例：title:
正しい例：title: 窓口の統合

直し方：値を書いてください。省いてよいキーなら行ごと消してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
