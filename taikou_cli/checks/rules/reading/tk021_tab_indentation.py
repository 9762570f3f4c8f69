"""字下げにタブが使われている

YAMLの字下げは半角空白だけです。タブの幅は環境によって変わるため、同じファイルが違う意味になり得ます。

誤りの例：行の初めがタブ
正しい例：行の初めが半角空白2つ

直し方：タブを半角空白に置き換えてください（1段につき2文字）。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
