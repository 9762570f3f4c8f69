"""なければならないファイルがない

plan.yaml（大綱の基本情報）、goals.yaml（目標と方針）、organization.yaml（推進体制と所属）は、どの大綱にも必要です。
欠けていると、実施項目がどの方針のものかも、数が合っているかも確かめられません。

誤りの例：data/ に goals.yaml がない
正しい例：data/ に plan.yaml、goals.yaml、organization.yaml がある

直し方：控えから戻すか、作り直してください。
"""

from taikou_cli.base.findings import Severity

SEVERITY = Severity.ERROR
