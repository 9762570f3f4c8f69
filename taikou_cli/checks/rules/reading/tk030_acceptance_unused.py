"""承認のコメントが何も承認していない

「# taikou: ignore TKnnn 理由」は、その行（行頭のコメントなら次の行）の指摘を承認します。
指摘がなくなった後に残っていると、次の誤りを見逃します。番号のないもの、ない番号のものは効きません。TK0xx と TK1xx は承認できません。

誤りの例：指摘のない行に「# taikou: ignore TK421 移転中のため」
正しい例：指摘のある行だけに書く

直し方：コメントを消してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.WARNING
