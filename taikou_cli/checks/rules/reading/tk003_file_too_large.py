"""ファイルが大きすぎる

1MBを超えるファイルは読み込みません。評価1件は数KBなので、別のファイルを誤って保存した疑いがあります。

誤りの例：items/08.yaml が 100MB
正しい例：items/08.yaml が数KB

直し方：中身を確かめ、‹plan›のデータでなければ外へ移してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
