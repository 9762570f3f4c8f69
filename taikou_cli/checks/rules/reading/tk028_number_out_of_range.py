"""扱えない数値がある

桁が多すぎる数や、無限大・非数（.inf、.nan）は計算に使えません。

誤りの例：value: 1e400
正しい例：value: 10

直し方：桁を確かめてください。番号などの文字列なら「"」で囲んでください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
