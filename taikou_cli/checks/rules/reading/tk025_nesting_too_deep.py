"""入れ子が深すぎる

‹plan›のデータにこれほど深い入れ子はありません。括弧の書き過ぎか、壊れたファイルの疑いがあります。

誤りの例：examples: [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]
正しい例：examples: []

直し方：括弧「[」「{」や「- 」の書き過ぎを確かめてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
