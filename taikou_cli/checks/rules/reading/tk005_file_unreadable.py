"""ファイルを読み込めない

権限がない、別のソフトが開いている、通常のファイルではない、などで読めません。読めないファイルの内容は検査されていません。

誤りの例：items/03.yaml を読む権限がない
正しい例：items/03.yaml を読める

直し方：ファイルの権限を確かめ、開いているソフトを閉じてから、もう一度実行してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
