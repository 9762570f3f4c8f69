"""ファイルが改行で終わっていない

保存や転送が途中で終わったファイルは、たいてい改行で終わりません。YAMLとしては正しく読めてしまうことがあるため、内容が失われても気づけません。

誤りの例：最後の行が「revisio」で終わり、改行がない
正しい例：最後の行が「revisions: []」で終わり、改行がある

直し方：末尾の内容を確かめ、最後の行の終わりで改行して保存してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
