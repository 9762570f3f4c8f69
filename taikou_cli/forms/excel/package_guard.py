"""Is this file a workbook that can be opened without harm? Asked before anything parses it."""

import re
import zipfile
import zlib
from io import BytesIO

from taikou_cli.base.errors import TaikouError

MAX_FILE_SIZE = 20_000_000
"""Bytes of the largest workbook that is opened; a form of 35 items has about 120,000."""

MAX_XML_SIZE = 40_000_000
"""Bytes of all XML of a workbook together; a form of 35 items has about two million."""

MAX_SIZE = 150_000_000
"""Bytes of everything in a workbook, pictures that somebody pasted included."""

MAX_PARTS = 2_000
MAX_MERGED_CELLS = 50_000

_SAVE_AS = (
    "Excelで開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」を選んで保存し直してください。"
)
_SEND_AGAIN = "もう一度送ってもらってください。メールや保存の途中で切れたおそれがあります。"
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = b"spreadsheetml.sheet.main+xml"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = {b"utf-8", b"us-ascii", b"utf-16"}
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref\s*=\s*[\"']([^\"']*)[\"']")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/activex/")


class UnsafeWorkbookError(TaikouError):
    """The file is no workbook, or one that is not opened."""


def check_package(raw: bytes) -> None:
    """Look at the bytes of a file that claims to be a workbook.

    Raises:
        UnsafeWorkbookError: It is not one, it is damaged, or opening it could do harm.
    """
    if len(raw) > MAX_FILE_SIZE:
        raise UnsafeWorkbookError(
            f"ファイルが大きすぎます（{len(raw) / 1_000_000:,.0f}MB）。",
            "貼り付けた画像などを消して、20MB以内にしてください。",
        )
    _check_magic(raw)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            _check_archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise UnsafeWorkbookError(
            "ファイルが壊れているか、途中で切れています。", _SEND_AGAIN
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnsafeWorkbookError(
            "Excelが使わない方法で圧縮または暗号化されています。", _SAVE_AS
        ) from error


def _check_magic(raw: bytes) -> None:
    if raw.startswith(_CFB):
        if _ENCRYPTED in raw:
            raise UnsafeWorkbookError(
                "パスワードで保護されています。",
                "Excelで開き、［ファイル］→［情報］→［ブックの保護］→［パスワードを使用して暗号化］でパスワードを消して保存し直してください。",
            )
        raise UnsafeWorkbookError("古い形式（.xls）のファイルです。", _SAVE_AS)
    if not raw:
        raise UnsafeWorkbookError("ファイルが空です。", _SEND_AGAIN)
    if not raw.startswith(b"PK"):
        if b"\0" in raw[:4096]:
            raise UnsafeWorkbookError("Excelのファイルではありません。", _SEND_AGAIN)
        raise UnsafeWorkbookError(
            "Excelのファイルではなく、CSVなどの文字のファイルです（名前を変えただけでは開けません）。",
            "お送りした様式そのものに記入して、.xlsx のまま保存してください。",
        )


def _check_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _too_large()
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise UnsafeWorkbookError("ファイルの中身が二重になっています。", _SAVE_AS)
    _check_names([name.lower() for name in names])
    total = xml = 0
    contents: dict[str, bytes] = {}
    for part in parts:
        is_xml = not part.filename.lower().startswith("xl/media/")
        content = _read(archive, part, (MAX_XML_SIZE - xml) if is_xml else (MAX_SIZE - total))
        total += len(content)
        if is_xml:
            xml += len(content)
        _check_xml(content)
        if part.filename in {"[Content_Types].xml", "xl/workbook.xml", "mimetype"}:
            contents[part.filename] = content
    _check_type(contents)


def _check_names(names: list[str]) -> None:
    if any(mark in name for name in names for mark in _MACROS):
        raise UnsafeWorkbookError("マクロが入っています。", _SAVE_AS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise UnsafeWorkbookError(
            "別のファイルへのリンクが入っています。",
            "Excelの［データ］→［リンクの編集］で［リンクの解除］をしてから保存し直してください。",
        )


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    """Read a part without trusting the size that the archive names; this also checks its CRC."""
    with archive.open(part) as stream:
        content = stream.read(room + 1)
        if len(content) > room:
            raise _too_large()
        return content


def _too_large() -> UnsafeWorkbookError:
    return UnsafeWorkbookError(
        "展開すると大きくなりすぎるファイルです。開きません。",
        "お送りした様式に記入し直してください。心当たりがなければ、このファイルは開かないでください。",
    )


def _check_xml(content: bytes) -> None:
    """Refuse what could make an XML parser fetch or multiply things.

    Every part is looked at, whatever its name claims, in UTF-16 as well as in UTF-8.
    """
    text = content.replace(b"\0", b"")
    for mark in _BYTE_ORDER_MARKS:
        text = text.removeprefix(mark)
    encoding = _ENCODING.match(text)
    if (encoding and encoding[1].lower() not in _ENCODINGS) or _DTD.search(text):
        raise _tricky()
    area = sum(_area_of(match[1].decode("ascii", "replace")) for match in _MERGED.finditer(text))
    if area > MAX_MERGED_CELLS:
        raise UnsafeWorkbookError(
            "結合されたセルが多すぎます。開きません。", "セルの結合を解除して保存し直してください。"
        )


def _tricky() -> UnsafeWorkbookError:
    return UnsafeWorkbookError(
        "Excelが書かない特殊なXML（DTD、実体参照、文字コード）が入っています。開きません。",
        "お送りした様式に記入し直してください。心当たりがなければ、このファイルは開かないでください。",
    )


def _area_of(reference: str) -> int:
    match = _RANGE.fullmatch(reference.upper())
    if match is None:
        return MAX_MERGED_CELLS + 1  # whole columns, or a reference in disguise
    width = abs(_column(match[3]) - _column(match[1])) + 1
    return width * (abs(int(match[4]) - int(match[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _check_type(contents: dict[str, bytes]) -> None:
    types = contents.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise UnsafeWorkbookError("マクロを使う形式のファイルです。", _SAVE_AS)
    if b"opendocument" in contents.get("mimetype", b""):
        raise UnsafeWorkbookError("OpenDocument形式（.ods）のファイルです。", _SAVE_AS)
    if _WORKBOOK not in types:
        raise UnsafeWorkbookError("Excelブック（.xlsx）ではありません。", _SAVE_AS)
    if b"purl.oclc.org/ooxml" in contents.get("xl/workbook.xml", b""):
        raise UnsafeWorkbookError(
            "「Strict Open XML」形式のファイルです。この形式は読み込めません。", _SAVE_AS
        )
