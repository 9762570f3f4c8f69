"""置き場所の違うファイルがある

‹plan›のデータのフォルダーには、決まった名前のファイルだけを置きます。名前の違うファイルは検査も集計もされないため、評価の抜け落ちを見逃します。

誤りの例：items/memo.txt、items/6.yaml
正しい例：items/06.yaml

直し方：示された名前に変えるか、フォルダーの外へ移してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
