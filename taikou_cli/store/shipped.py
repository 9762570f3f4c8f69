"""Finds what is shipped beside the program: inside an installed package, or in a checkout."""

from pathlib import Path

import taikou_cli


def find_shipped(name: str, checkout: str) -> Path:
    """Give a folder that a wheel has as `bundled/name` and a checkout at its top as `checkout`."""
    package = Path(taikou_cli.__file__).parent
    shipped = package / "bundled" / name
    return shipped if shipped.is_dir() else package.parent / checkout
