"""Bytes of a file → text, saying what is wrong with them in the office's words."""

import codecs
import re
from itertools import islice

from taikou_cli.base.findings import Position
from taikou_cli.base.japanese_text import CONTROL_CHARACTER, may_hold_controls
from taikou_cli.store.fault import MOST_FAULTS, Fault

_SAVE_AS_UTF8 = (
    "メモ帳で開き、「名前を付けて保存」で文字コードに「UTF-8」を選んで保存し直してください。"
)
_RESTORE = "保存や転送が途中で終わったか、壊れたおそれがあります。控えから戻してください。"
# Programs that each add a mark leave several.
_MARKS = re.compile(b"(?:" + codecs.BOM_UTF8 + b")*")
_FOREIGN_BOMS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}

# Shift_JIS accepts almost anything, so the stricter one is tried first.
_LIKELY_ENCODINGS = (("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS（CP932）"))


def decode_text(raw: bytes) -> tuple[str | None, list[Fault]]:
    """Decode UTF-8, tolerating a byte order mark and CRLF, each with a fault.

    Returns:
        The text with LF line ends and without the mark, or None where it is no UTF-8;
        and the faults.
    """
    body = raw[_MARKS.match(raw).end() :]  # type: ignore[union-attr]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_describe_undecodable(body, error)]
    if body is raw and not may_hold_controls(text, raw):
        return text, _describe_final_newline(text)
    if disguised := _describe_disguised(text, body):
        return None, [disguised]
    faults = _describe_byte_order_mark(raw, body) + _describe_carriage_return(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults += _describe_final_newline(text)
    faults += _describe_controls(text)
    return text, faults


def encode_like(text: str, raw: bytes) -> bytes:
    """Encode the edited text of a file with the byte order mark and the line ends that it had."""
    if b"\r\n" in raw and raw.count(b"\r\n") == raw.count(b"\n"):
        text = text.replace("\n", "\r\n")
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def position_of(text: str, index: int) -> Position:
    """Turn an index of characters into a position."""
    before = text[:index]
    return Position(before.count("\n") + 1, index - before.rfind("\n"))


def _describe_byte_order_mark(raw: bytes, body: bytes) -> list[Fault]:
    if len(body) == len(raw):
        return []
    message = "ファイルの先頭にBOMが付いています。"
    hint = "文字コードを「UTF-8」（BOMなし）にして保存し直してください。"
    return [Fault("byte-order-mark", message, hint)]


def _describe_carriage_return(text: str) -> list[Fault]:
    index = text.find("\r")
    if index < 0:
        return []
    name = "CRLF（Windows形式）" if text.startswith("\r\n", index) else "CR（古いMacの形式）"
    message = f"改行コードが{name}です。"
    hint = "エディターの改行コードを「LF」にして保存し直してください。"
    return [Fault("carriage-return", message, hint, position_of(text, index))]


def _describe_final_newline(text: str) -> list[Fault]:
    if not text or text.endswith("\n"):
        return []
    message = "ファイルが改行で終わっていません。途中で切れているおそれがあります。"
    hint = "末尾の内容が失われていないかを確かめ、最後の行の終わりで改行して保存してください。"
    return [Fault("final-newline-missing", message, hint, position_of(text, len(text)))]


def _describe_controls(text: str) -> list[Fault]:
    hint = "その文字を消してください。ほかの文書から貼り付けたときに入ることがあります。"
    faults = []
    for match in islice(CONTROL_CHARACTER.finditer(text), MOST_FAULTS + 1):
        message = f"目に見えない制御文字（{ascii(match[0])[1:-1]}）が入っています。"
        at = position_of(text, match.start())
        faults.append(Fault("control-character", message, hint, at))
    return faults


def _describe_disguised(text: str, body: bytes) -> Fault | None:
    """Find other encodings that happen to be valid UTF-8."""
    if (index := text.find("\x1b$")) >= 0:
        return _not_utf8("JIS（ISO-2022-JP）", position_of(text, index))
    if (index := text.find("\x00")) >= 0:
        at = position_of(text, index)
        half = text.count("\x00") * 3 > len(text)
        if half or any(_reads_as(body, codec) for codec in ("utf-16-le", "utf-16-be")):
            return _not_utf8("UTF-16", at)
        return Fault("not-utf8", "文字ではないデータ（NUL）が入っています。", _RESTORE, at)
    return None


def _describe_undecodable(body: bytes, error: UnicodeDecodeError) -> Fault:
    head = body[: error.start].decode("utf-8")
    at = position_of(head, len(head))
    if error.reason == "unexpected end of data":
        return Fault("not-utf8", "文字の途中でファイルが切れています。", _RESTORE, at)
    if _looks_japanese(head):
        return Fault("not-utf8", "UTF-8として読めない文字が混ざっています。", _RESTORE, at)
    return _not_utf8(_guess_encoding(body), at)


def _not_utf8(encoding: str | None, at: Position) -> Fault:
    guess = f"{encoding}のようです" if encoding else "何であるかは分かりません"
    return Fault("not-utf8", f"文字コードがUTF-8ではありません（{guess}）。", _SAVE_AS_UTF8, at)


def _guess_encoding(raw: bytes) -> str | None:
    for mark, name in _FOREIGN_BOMS.items():
        if raw.startswith(mark):
            return name
    return next((name for codec, name in _LIKELY_ENCODINGS if _reads_as(raw, codec)), None)


def _reads_as(raw: bytes, codec: str) -> bool:
    try:
        return _looks_japanese(raw.decode(codec))
    except UnicodeDecodeError:
        return False


def _looks_japanese(text: str) -> bool:
    """Tell Japanese from what a wrong codec makes of other bytes: half-width kana and rare signs."""
    foreign = [character for character in text if not character.isascii()]
    plausible = [
        c
        for c in foreign
        if "\u3000" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\uff01" <= c <= "\uff5e"
    ]
    return bool(foreign) and len(plausible) * 10 >= len(foreign) * 9
