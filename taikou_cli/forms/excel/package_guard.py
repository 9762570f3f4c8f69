"""The bytes of a file that claims to be a workbook → its parts, or why it is not opened."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from taikou_cli.forms.excel.xml_stream import UnsafeWorkbookError, too_large

MAX_FILE_SIZE = 20_000_000
"""Bytes of the largest workbook that is opened; a form of 35 items has about 120,000."""

MAX_XML_SIZE = 24_000_000
"""Bytes of all XML of a workbook together; a form of 35 items has about 700,000."""

MAX_PARTS = 2_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How Excel compresses: others can ask for much memory before they give a single byte."""

SAVE_AS = (
    "Excelで開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」を選んで保存し直してください。"
)
_SEND_AGAIN = "もう一度送ってもらってください。メールや保存の途中で切れたおそれがあります。"
_ENTRY = b"PK\x01\x02"
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = b"spreadsheetml.sheet.main+xml"
_MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/activex/")


def open_package(raw: bytes) -> Mapping[str, bytes]:
    """Give the parts of a workbook by their names; pictures are left as they are.

    Raises:
        UnsafeWorkbookError: It is not one, it is damaged, or opening it could do harm.
    """
    if len(raw) > MAX_FILE_SIZE:
        raise UnsafeWorkbookError(
            f"ファイルが大きすぎます（{len(raw) / 1_000_000:,.0f}MB）。",
            "貼り付けた画像などを消して、20MB以内にしてください。",
        )
    _check_magic(raw)
    if raw.count(_ENTRY) > MAX_PARTS:
        raise too_large()
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _read_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise UnsafeWorkbookError(
            "ファイルが壊れているか、途中で切れています。", _SEND_AGAIN
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnsafeWorkbookError(
            "Excelが使わない方法で圧縮または暗号化されています。", SAVE_AS
        ) from error


def _check_magic(raw: bytes) -> None:
    if raw.startswith(_CFB):
        if _ENCRYPTED in raw:
            raise UnsafeWorkbookError(
                "パスワードで保護されています。",
                "Excelで開き、［ファイル］→［情報］→［ブックの保護］→［パスワードを使用して暗号化］でパスワードを消して保存し直してください。",
            )
        raise UnsafeWorkbookError("古い形式（.xls）のファイルです。", SAVE_AS)
    if not raw:
        raise UnsafeWorkbookError("ファイルが空です。", _SEND_AGAIN)
    if not raw.startswith(b"PK"):
        if b"\0" in raw[:4096]:
            raise UnsafeWorkbookError("Excelのファイルではありません。", _SEND_AGAIN)
        raise UnsafeWorkbookError(
            "Excelのファイルではなく、CSVなどの文字のファイルです（名前を変えただけでは開けません）。",
            "お送りした様式そのものに記入して、.xlsx のまま保存してください。",
        )


def _read_parts(archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names):
        raise UnsafeWorkbookError("ファイルの中身が二重になっています。", SAVE_AS)
    _check_names(names)
    room = MAX_XML_SIZE
    contents: dict[str, bytes] = {}
    for part in parts:
        if not part.filename.lower().startswith("xl/media/"):
            content = _read(archive, part, room)
            room -= len(content)
            contents[part.filename] = content
    _check_type(contents)
    return contents


def _check_names(names: list[str]) -> None:
    if any(mark in name for name in names for mark in _MACROS):
        raise UnsafeWorkbookError("マクロが入っています。", SAVE_AS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise UnsafeWorkbookError(
            "別のファイルへのリンクが入っています。",
            "Excelの［データ］→［リンクの編集］で［リンクの解除］をしてから保存し直してください。",
        )


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    """Read a part without trusting the size that the archive names; this also checks its CRC."""
    if part.compress_type not in _METHODS:
        raise NotImplementedError(part.compress_type)
    with archive.open(part) as stream:
        content = stream.read(room + 1)
        if len(content) > room:
            raise too_large()
        return content


def _check_type(contents: Mapping[str, bytes]) -> None:
    types = contents.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise UnsafeWorkbookError("マクロを使う形式のファイルです。", SAVE_AS)
    if b"opendocument" in contents.get("mimetype", b""):
        raise UnsafeWorkbookError("OpenDocument形式（.ods）のファイルです。", SAVE_AS)
    if _WORKBOOK not in types:
        raise UnsafeWorkbookError("Excelブック（.xlsx）ではありません。", SAVE_AS)
