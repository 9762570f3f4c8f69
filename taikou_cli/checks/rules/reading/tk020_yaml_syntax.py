"""YAMLとして読めない

書式が崩れているため、この場所から後を読めません。このファイルのほかの検査は、直してからになります。

誤りの例：title: 窓口: の統合
正しい例：title: "窓口: の統合"

直し方：示された場所と、その前の行の字下げ・「:」・引用符・括弧を確かめてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
