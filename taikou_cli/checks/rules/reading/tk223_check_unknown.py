"""plan.yaml の checks が、ない検査を指している

番号を書き間違えると、行わないつもりの検査が行われたり、行うつもりの検査が一つも行われなかったりします。

誤りの例：TK9 で始まる検査はないのに、select に TK9
正しい例：select に TK4

直し方：「taikou rule」で番号を調べて直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
