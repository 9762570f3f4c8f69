"""同じキーが二度書かれている

どちらの値が正しいかを決められません。多くの道具は黙って一方を捨てます。

直し方：どちらが正しいかを確かめ、一方を消してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
