"""目印（&）や別名（*）が使われている

別名は小さなファイルを読むだけで巨大な内容に展開でき、写し元を変えると離れた場所の値も変わります。

誤りの例：divisions: &d
正しい例：divisions:

直し方：値をそのまま書いてください。「&」「*」で始まる文字列は「"」で囲んでください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
