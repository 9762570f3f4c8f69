"""Bytes of a file → text, saying what is wrong with them in the office's words."""

import codecs

from taikou_cli.base.findings import Position
from taikou_cli.base.japanese_text import CONTROL_CHARACTER
from taikou_cli.store.fault import Fault

_SAVE_AS_UTF8 = (
    "メモ帳で開き、「名前を付けて保存」で文字コードに「UTF-8」を選んで保存し直してください。"
)
_RESTORE = "保存や転送が途中で終わったか、壊れたおそれがあります。控えから戻してください。"
_FOREIGN_BOMS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
# Shift_JIS accepts almost anything, so the stricter one is tried first.
_LIKELY_ENCODINGS = (("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS（CP932）"))


def decode_text(raw: bytes) -> tuple[str | None, list[Fault]]:
    """Decode UTF-8, tolerating a byte order mark and CRLF, each with a fault.

    Returns:
        The text with LF line ends and without the mark, or None where it is no UTF-8;
        and the faults.
    """
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_describe_undecodable(body, error)]
    if disguised := _describe_disguised(text):
        return None, [disguised]
    faults = _describe_byte_order_mark(raw, body) + _describe_carriage_return(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults += _describe_final_newline(text)
    faults += [_describe_control(text, match.start()) for match in CONTROL_CHARACTER.finditer(text)]
    return text, faults


def position_of(text: str, index: int) -> Position:
    """Turn an index of characters into a position."""
    before = text[:index]
    return Position(before.count("\n") + 1, index - before.rfind("\n"))


def _describe_byte_order_mark(raw: bytes, body: bytes) -> list[Fault]:
    if body is raw:
        return []
    message = "ファイルの先頭にBOMが付いています。"
    hint = "文字コードを「UTF-8」（BOMなし）にして保存し直してください。"
    return [Fault("byte-order-mark", message, hint)]


def _describe_carriage_return(text: str) -> list[Fault]:
    index = text.find("\r")
    if index < 0:
        return []
    message = "改行コードがCRLF（Windows形式）です。"
    hint = "エディターの改行コードを「LF」にして保存し直してください。"
    return [Fault("carriage-return", message, hint, position_of(text, index))]


def _describe_final_newline(text: str) -> list[Fault]:
    if not text or text.endswith("\n"):
        return []
    message = "ファイルが改行で終わっていません。途中で切れているおそれがあります。"
    hint = "末尾の内容が失われていないかを確かめ、最後の行の終わりで改行して保存してください。"
    return [Fault("final-newline-missing", message, hint, position_of(text, len(text)))]


def _describe_control(text: str, index: int) -> Fault:
    message = f"目に見えない制御文字（{ascii(text[index])[1:-1]}）が入っています。"
    hint = "その文字を消してください。ほかの文書から貼り付けたときに入ることがあります。"
    return Fault("control-character", message, hint, position_of(text, index))


def _describe_disguised(text: str) -> Fault | None:
    """Find other encodings that happen to be valid UTF-8: JIS by its escapes, UTF-16 by its NULs."""
    if (index := text.find("\x1b$")) >= 0:
        return _not_utf8("JIS（ISO-2022-JP）", position_of(text, index))
    index = text.find("\x00")
    if index < 0:
        return None
    if text.count("\x00") * 3 > len(text):
        return _not_utf8("UTF-16", position_of(text, index))
    message = "文字ではないデータ（NUL）が入っています。"
    return Fault("not-utf8", message, _RESTORE, position_of(text, index))


def _describe_undecodable(body: bytes, error: UnicodeDecodeError) -> Fault:
    head = body[: error.start].decode("utf-8")
    at = position_of(head, len(head))
    if head.isascii():
        return _not_utf8(_guess_encoding(body), at)
    if error.end == len(body):
        return Fault("not-utf8", "文字の途中でファイルが切れています。", _RESTORE, at)
    return Fault("not-utf8", "UTF-8として読めない文字が混ざっています。", _RESTORE, at)


def _not_utf8(encoding: str | None, at: Position) -> Fault:
    guess = f"{encoding}のようです" if encoding else "何であるかは分かりません"
    return Fault("not-utf8", f"文字コードがUTF-8ではありません（{guess}）。", _SAVE_AS_UTF8, at)


def _guess_encoding(raw: bytes) -> str | None:
    for mark, name in _FOREIGN_BOMS.items():
        if raw.startswith(mark):
            return name
    for codec, name in _LIKELY_ENCODINGS:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if _looks_japanese(text):
            return name
    return None


def _looks_japanese(text: str) -> bool:
    """Tell Japanese from what a wrong codec makes of other bytes: half-width kana and rare signs."""
    foreign = [character for character in text if not character.isascii()]
    plausible = [
        c
        for c in foreign
        if "\u3000" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\uff01" <= c <= "\uff5e"
    ]
    return bool(foreign) and len(plausible) * 10 >= len(foreign) * 9
