"""日付が正しくない

暦にない日付や、書き方の違う日付は、期限の計算に使えません。

誤りの例：date: 2025-13-40
正しい例：date: 2025-12-04

直し方：「2025-04-01」の形で、暦にある日（1926～2199年）を書いてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
