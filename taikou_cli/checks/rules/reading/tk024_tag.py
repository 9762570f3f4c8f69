"""型の指定（!）が使われている

型の指定はプログラムを動かす書き方にも使われるため、受け付けません。

誤りの例：title: !!str 窓口の統合
正しい例：title: 窓口の統合

直し方：指定を消してください。「!」で始まる文字列は「"」で囲んでください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
