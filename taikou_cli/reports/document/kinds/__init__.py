"""The kinds of reports: each is a file here, and is offered by being here.

A file has the `TITLE` of its kind and a function `build(project, fiscal_year)`, which gives a
`Document`; one that tells of no single year has `IS_OF_YEAR = False`.
"""

import pkgutil


def list_names() -> list[str]:
    """Give the names of all kinds, as users type them; nothing of them is read for it."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))
