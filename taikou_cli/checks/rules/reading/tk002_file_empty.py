"""ファイルに内容がない

ファイルはあるのに中身がない（または「#」の行しかない）と、保存の失敗で内容が失われた疑いがあります。

誤りの例：items/02.yaml が空
正しい例：items/02.yaml に number などが書いてある

直し方：控えから戻してください。要らないファイルなら消してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
