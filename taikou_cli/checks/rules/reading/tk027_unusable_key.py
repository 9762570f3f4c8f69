"""キーに使えないものが書かれている

キーは文字列か整数です。空のキー、一覧、入れ子はキーにできません。

誤りの例：title: {{ 窓口 }}
正しい例：title: "{{ 窓口 }}"

直し方：「キー: 値」の形で書いてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
