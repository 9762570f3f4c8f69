"""なければならないファイルがない

plan.yaml（‹plan›の基本情報）、goals.yaml（‹goal›と‹policy›）、organization.yaml（推進体制と所属）は、どの‹plan›にも必要です。
欠けていると、‹item›がどの‹policy›のものかも、数が合っているかも確かめられません。

誤りの例：data/ に goals.yaml がない
正しい例：data/ に plan.yaml、goals.yaml、organization.yaml がある

直し方：控えから戻すか、作り直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
