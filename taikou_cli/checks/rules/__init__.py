"""One rule, one file: `tk204_item_number_repeated.py` is rule TK204 item-number-repeated.

A module's docstring is its manual, in Japanese: the first line says the fault. `SEVERITY` says
how grave it is; `check(project)` yields the problems.
"""
