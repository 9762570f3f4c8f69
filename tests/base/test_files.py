"""The lowest floor is closed: who wants to add a file here is asked where it belongs."""

from pathlib import Path

import taikou_cli.base


def test_base_holds_exactly_the_agreed_files():
    folder = Path(taikou_cli.base.__file__).parent
    assert sorted(path.name for path in folder.iterdir() if path.name != "__pycache__") == [
        "__init__.py",
        "amounts.py",
        "errors.py",
        "excel_text.py",
        "findings.py",
        "fiscal_year.py",
        "folding.py",
        "japan_day.py",
        "japanese_text.py",
        "label.py",
        "markdown_escape.py",
        "packing.py",
        "pdf_objects.py",
        "printed_json.py",
        "rounding.py",
        "span.py",
        "written_year.py",
        "year_reading.py",
    ]
