"""必要なキーがない

なければならない値が欠けています。

直し方：示されたキーの行を加えてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
