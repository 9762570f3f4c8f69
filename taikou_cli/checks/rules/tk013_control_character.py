"""目に見えない制御文字が入っている

制御文字や文字の向きを変える記号があると、画面に見える文と実際の文が食い違います。

直し方：その文字を消してください。ほかの文書から貼り付けたときに入ることがあります。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
