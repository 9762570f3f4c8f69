"""扱えない数値がある

16桁以上の数や、大きさが10の15乗以上か10の-15乗未満の数は、表計算ソフトなどで違う数になります。
無限大・非数（.inf、.nan）は計算に使えません。

誤りの例：value: 1e400
正しい例：value: 10

直し方：桁を確かめてください。番号などの文字列なら「"」で囲んでください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
