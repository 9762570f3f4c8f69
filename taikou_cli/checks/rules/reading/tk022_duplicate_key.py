"""同じキーが二度書かれている

どちらの値が正しいかを決められません。多くの道具は黙って一方を捨てます。

誤りの例：policy: 1 の次の行に、もう一度 policy: 2
正しい例：policy は1回だけ

直し方：どちらが正しいかを確かめ、一方を消してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
