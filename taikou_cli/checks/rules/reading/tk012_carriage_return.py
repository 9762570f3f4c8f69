"""改行コードがCRLFになっている

読み込みはできますが、変えていない行まで差分に出ます。

誤りの例：改行が CRLF のファイル
正しい例：改行が LF のファイル

直し方：エディターの改行コードを「LF」にして保存し直してください。`taikou validate --fix` でも直せます。
すべてのファイルに出るときは、git が改行を変えています。`.gitattributes` に `* text=auto eol=lf` と書き、取り出し直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.WARNING
