"""使えないキーが書かれている

書き間違えたキーの値は、どの検査にも報告書にも現れません。黙って無視せず誤りとします。

誤りの例：titel: 窓口の統合
正しい例：title: 窓口の統合

直し方：示されたキーの書き間違いではないかを確かめてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
