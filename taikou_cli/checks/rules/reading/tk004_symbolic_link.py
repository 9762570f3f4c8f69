"""リンクが置かれている

リンク（シンボリックリンク）の先は、別の利用者の画面では別のものかもしれず、公表した内容を後から確かめられません。リンクの先は読みません。

誤りの例：items/12.yaml が、外のファイルへのリンク
正しい例：items/12.yaml が、ファイルそのもの

直し方：リンクを消し、リンク先のファイルそのものを置いてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
