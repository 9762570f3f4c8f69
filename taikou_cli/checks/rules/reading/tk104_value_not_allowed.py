"""使えない値が書かれている

値が、決められた範囲・選択肢・形に入っていません。

誤りの例：direction: up
正しい例：direction: higher

直し方：示された範囲や選択肢の値に書き直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
