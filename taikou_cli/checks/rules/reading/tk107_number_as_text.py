"""数が文字として書かれている

全角の数字や引用符で囲んだ数字は文字として扱われ、計算も番号の照合もできません。

誤りの例：number: ２
正しい例：number: 2

直し方：半角の数字で、引用符を付けずに書いてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
