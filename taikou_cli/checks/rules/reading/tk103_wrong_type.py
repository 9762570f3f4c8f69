"""値の種類が違う

文字列・整数・true/false・一覧などの種類が決まっています。引用符のない数字は数、引用符のある数字は文字列です。

誤りの例：examples: なし
正しい例：examples: []

直し方：示された種類の値に書き直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
