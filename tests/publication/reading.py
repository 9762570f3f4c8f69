"""What a bundle holds, for those who look for a text in it: its workbook unpacked, too."""

import io
import zipfile
from pathlib import Path


def find_bundle(folder, year):
    """Give the bundle of a year's newest edition in a folder."""
    return Path(folder) / f"publication-{year}.zip"


def read_bundle(path):
    """Give the contents of all files by their paths; of the workbook, of each of its parts."""
    files = unpack(path)
    book = files.pop("data/data.xlsx")
    return files | {
        f"data/data.xlsx/{name}": part for name, part in unpack(io.BytesIO(book)).items()
    }


def unpack(packed):
    with zipfile.ZipFile(packed) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
