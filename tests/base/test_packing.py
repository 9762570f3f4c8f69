"""Zips are smaller than their content, open everywhere, and are the same bytes on every PC."""

import hashlib
import io
import shutil
import subprocess
import zipfile

import pytest

from taikou_cli.base.packing import pack_zip

FILES = {
    "報告/年度評価.txt": "".join(
        f"項目{n}の評価は{'ABCD'[n % 4]}です。\n" for n in range(500)
    ).encode(),
    "site/index.html": b"<p>hello</p>",
    "site/empty.css": b"",
    "data/noise.bin": hashlib.shake_256(b"noise").digest(3000),
}
# Of another PC, or another processor: whoever sees this change has packed with another library.
PUBLISHED = "21dbcfe56bfac70fa2701cf780ebb6e5b3eac56ebb3d9af5acefb3a5cbcb16a4"


def test_zip_is_the_same_bytes_on_every_pc():
    assert hashlib.sha256(pack_zip(FILES)).hexdigest() == PUBLISHED


def test_zip_gives_back_its_files_in_their_order():
    with zipfile.ZipFile(io.BytesIO(pack_zip(FILES))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        packed = {
            one.filename: one.compress_size / max(one.file_size, 1) for one in archive.filelist
        }
    assert packed["報告/年度評価.txt"] < 0.2
    assert packed["data/noise.bin"] == 1, "stored: it would only grow"


@pytest.mark.skipif(not shutil.which("unzip"), reason="needs unzip")
def test_another_program_finds_no_fault(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(pack_zip(FILES))
    told = subprocess.run(["unzip", "-t", str(path)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
