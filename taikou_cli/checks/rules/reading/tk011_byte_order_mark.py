"""ファイルの先頭にBOMが付いている

読み込みはできますが、差分に余計な行が出ます。

誤りの例：「UTF-8（BOM付き）」で保存したファイル
正しい例：「UTF-8」で保存したファイル

直し方：文字コードを「UTF-8」（BOMなし）にして保存し直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.WARNING
