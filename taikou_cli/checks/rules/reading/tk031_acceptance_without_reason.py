"""承認のコメントに理由がない

指摘を承認するときは、後で読む人のために理由が要ります。理由のない承認は効きません。

誤りの例：# taikou: ignore TK421
正しい例：# taikou: ignore TK421 ホームページの移転中のため

直し方：「# taikou: ignore TKnnn」の後に理由を書いてください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.WARNING
