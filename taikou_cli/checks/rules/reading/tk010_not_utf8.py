"""文字コードがUTF-8ではない

Shift_JISなどで保存されたファイルは、「髙」「𠮷」などの文字を正しく持てず、環境によって文字化けします。

誤りの例：Shift_JIS で保存した items/15.yaml
正しい例：UTF-8 で保存した items/15.yaml

直し方：メモ帳で開き、「名前を付けて保存」で文字コードに「UTF-8」を選んで保存し直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
